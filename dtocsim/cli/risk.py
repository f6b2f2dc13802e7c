"""`dtocsim risk`: what a single winter, or year, may bring."""

from __future__ import annotations

from typing import Annotated, Literal

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
from dtocsim.cli.with_ensemble import EnsembleFile

_YEARS = 30


def risk(
    scenario: ScenarioFile,
    above: Annotated[float, typer.Option(help="Threshold, in the unit of the measure.")],
    measure: Annotated[str, typer.Option(help="A measure that is known day by day.")] = "dtoc_beds",
    season: Annotated[
        Literal["winter", "year"], typer.Option(help="December to February, or the whole run.")
    ] = "winter",
    area: Area = None,
    system: System = None,
    replications: Annotated[
        int | None,
        typer.Option(
            min=2, help="Simulated years; else 30, or two for each set of an ensemble.", show_default=False
        ),
    ] = None,
    level: Level = 0.95,
    ensemble: EnsembleFile = None,
    set_: Set = [],  # noqa: B006 - typer copies it
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    quiet: Quiet = False,
) -> None:
    """Say what a single winter may bring: its range, the chance of passing a threshold, days above it."""
    with one_line_errors(store, store):
        from dtocsim.experiment import locate

        loaded = dtocsim.load(scenario, set_=tuple(set_))
        locate(loaded, area, system)
        # A mistyped name shall not wait for what simulates.
        from dtocsim.analysis import risk as risks
        from dtocsim.experiment import FolderStore, Resources, read_ensemble
        from dtocsim.experiment.ensemble_runs import REPLICATIONS
        from dtocsim.report import risk_text

        members = read_ensemble(ensemble) if ensemble is not None else None
        with progress_bar("Simulating years", quiet) as progress:
            found = risks.risk(
                loaded,
                above,
                measure=measure,
                months=risks.WINTER if season == "winter" else range(1, 13),
                area=area,
                system=system,
                replications=replications or (REPLICATIONS if members else _YEARS),
                level=level,
                ensemble=members,
                resources=Resources(threads, cluster, FolderStore(store), progress),
            )
        print(risk_text(found, season), end="\n\n")
        repeat_with()
