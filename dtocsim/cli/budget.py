"""`dtocsim budget`: what what-ifs do for the same money."""

from __future__ import annotations

from pathlib import Path
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
    Set,
    Store,
    System,
    Threads,
    default_folder,
    one_line_errors,
    progress_bar,
    repeat_with,
)


def budget(
    base: Annotated[Path, typer.Argument(help="Scenario file of the baseline.", show_default=False)],
    what_if: Annotated[list[Path], typer.Argument(help="What-ifs with schemes.", show_default=False)],
    gbp: Annotated[float, typer.Option(min=1, help="Pounds a year, at full strength.")] = 1_000_000,
    area: Area = None,
    system: System = None,
    replications: Annotated[int, typer.Option(min=1, help="Paired replications.")] = 10,
    level: Level = 0.95,
    set_: Set = [],  # noqa: B006 - typer copies it
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Make what-ifs cost the same and rank them by delayed days avoided; who pays, who gains."""
    target = out or default_folder(f"budget-{what_if[0].stem}", area, system, set_)
    with one_line_errors(target, store):
        from dtocsim.experiment import check_target, locate

        check_target(target)
        scenarios = [dtocsim.load(path, set_=tuple(set_)) for path in (base, *what_if)]
        locate(scenarios[0], area, system)
        # A mistyped name shall not wait for what simulates.
        from dtocsim.analysis.budget import compare_budgets
        from dtocsim.experiment import FolderStore, Resources, write_comparison
        from dtocsim.report import budget_text

        with progress_bar("Comparing equal budgets", quiet) as progress:
            found = compare_budgets(
                scenarios[0],
                scenarios[1:],
                gbp,
                area=area,
                system=system,
                replications=replications,
                level=level,
                resources=Resources(threads, cluster, FolderStore(store), progress),
            )
        write_comparison(found.comparison, target)
        print(budget_text(found), end="\n\n")
        print(f"Written: {target}/ (the comparison, for `dtocsim report` and `dtocsim plot`)")
        repeat_with()
