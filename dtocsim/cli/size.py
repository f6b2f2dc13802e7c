"""`dtocsim size`: how much of a capacity a goal needs."""

from __future__ import annotations

from typing import Annotated

import typer

import dtocsim
from dtocsim.cli.frame import (
    STORE,
    Area,
    Cluster,
    Level,
    Quiet,
    ScenarioFile,
    Set,
    Store,
    System,
    Threads,
    one_line_errors,
    progress_bar,
    repeat_with,
)


def size(
    scenario: ScenarioFile,
    goal: Annotated[str, typer.Option(metavar="MEASURE<=NUMBER", help="Such as 'dtoc_beds<=40'.")],
    capacity: Annotated[
        list[str],
        typer.Option(
            metavar="NAME[=UNITS]",
            help="What there may be more of, such as reablement_places; several come in these proportions.",
        ),
    ],
    area: Area = None,
    system: System = None,
    replications: Annotated[int, typer.Option(min=2, help="Of every amount that is tried.")] = 10,
    level: Level = 0.95,
    set_: Set = [],  # noqa: B006 - typer copies it
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    quiet: Quiet = False,
) -> None:
    """Find how many more places, packages, beds or people at work a goal needs."""
    with one_line_errors(store, store):
        from dtocsim.experiment import locate

        loaded = dtocsim.load(scenario, set_=tuple(set_))
        locate(loaded, area, system)
        # A mistyped name shall not wait for what simulates.
        from dtocsim.analysis import sizing
        from dtocsim.experiment import FolderStore, Resources
        from dtocsim.report import sizing_text

        try:
            wanted, mix = sizing.read_goal(goal), sizing.read_mix(capacity)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        with progress_bar("Trying amounts", quiet) as progress:
            found = sizing.size(
                loaded,
                wanted,
                mix,
                area=area,
                system=system,
                replications=replications,
                level=level,
                resources=Resources(threads, cluster, FolderStore(store), progress),
            )
        print(sizing_text(found), end="\n\n")
        repeat_with()
