"""`dtocsim bottleneck`: which wait costs most."""

from __future__ import annotations

from typing import Annotated

import typer

import dtocsim
from dtocsim.cli.frame import (
    STORE,
    Area,
    Cluster,
    Level,
    Out,
    Quiet,
    ScenarioFile,
    Set,
    Store,
    System,
    Threads,
    default_folder,
    one_line_errors,
    progress_bar,
    repeat_with,
)


def bottleneck(
    scenario: ScenarioFile,
    area: Area = None,
    system: System = None,
    replications: Annotated[int, typer.Option(min=1, help="Paired replications of each wait.")] = 10,
    level: Level = 0.95,
    set_: Set = [],  # noqa: B006 - typer copies it
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Make each wait instant in turn and rank them by the bed days saved."""
    target = out or default_folder(f"bottleneck-{scenario.stem}", area, system, set_)
    with one_line_errors(target, store):
        from dtocsim.experiment import check_target, locate

        check_target(target)
        loaded = dtocsim.load(scenario, set_=tuple(set_))
        locate(loaded, area, system)
        # A mistyped name shall not wait for what simulates.
        from dtocsim.analysis.bottleneck import bottlenecks
        from dtocsim.experiment import FolderStore, Resources, write_comparison
        from dtocsim.report import bottleneck_text

        with progress_bar("Making waits instant", quiet) as progress:
            found = bottlenecks(
                loaded,
                area=area,
                system=system,
                replications=replications,
                level=level,
                resources=Resources(threads, cluster, FolderStore(store), progress),
            )
        write_comparison(found.comparison, target)
        print(bottleneck_text(found), end="\n\n")
        print(f"Written: {target}/ (differences by area and month, every value, scenarios)")
        repeat_with()
