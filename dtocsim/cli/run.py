"""`dtocsim run`: simulate a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

import dtocsim
from dtocsim.cli.frame import (
    MOST,
    STORE,
    Area,
    Cluster,
    Most,
    Out,
    Precision,
    Quiet,
    ScenarioFile,
    Set,
    Store,
    System,
    Threads,
    answer,
    default_folder,
    one_line_errors,
    precision_targets,
    progress_bar,
    repeat_with,
)
from dtocsim.cli.with_ensemble import EnsembleFile, refuse_beside, run_with_ensemble


def run(
    scenario: ScenarioFile,
    area: Area = None,
    system: System = None,
    replications: Annotated[
        int | None,
        typer.Option(
            help="How many; else as the scenario says (two for each set of an ensemble).", show_default=False
        ),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Root seed; else the scenario's.", show_default=False)
    ] = None,
    engine: Annotated[
        Literal["compiled", "reference"],
        typer.Option(help="compiled is fast, reference defines what is right."),
    ] = "compiled",
    precision: Precision = [],  # noqa: B006 - typer copies it
    most: Most = MOST,
    ensemble: EnsembleFile = None,
    set_: Set = [],  # noqa: B006
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    event_log: Annotated[
        bool,
        typer.Option("--event-log", help="Also write all that happens to people of an area or system."),
    ] = False,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Simulate a scenario: summary here; tables and plots in a folder."""
    refuse_beside(ensemble, {"--precision": bool(precision), "--event-log": event_log})
    refuse_beside(ensemble, {"--engine reference": engine == "reference"})
    name = scenario.stem if ensemble is None else f"{scenario.stem}-ensemble"
    target = out or default_folder(name, area, system, set_)
    settings = [*set_, *_settings(replications, seed)]
    with one_line_errors(target, store):
        from dtocsim.experiment import check_log_area, check_target, locate

        check_target(target)
        targets = precision_targets(precision, "dtoc_beds")
        loaded = dtocsim.load(scenario, set_=tuple(settings))
        where = locate(loaded, area, system)
        if event_log:
            check_log_area(loaded, area, system)
        # A mistyped name shall not wait for what simulates.
        from dtocsim.experiment import FolderStore, Resources, write_event_log, write_result
        from dtocsim.report import cost_text, summary_text

        with progress_bar(f"Simulating {where.name}", quiet) as progress:
            if ensemble is not None:
                run_with_ensemble(
                    [loaded],
                    ensemble,
                    target,
                    area=area,
                    system=system,
                    replications=replications,
                    measure="dtoc_beds",
                    resources=Resources(threads, cluster, FolderStore(store), progress),
                )
                repeat_with()
                return
            result = dtocsim.run(
                loaded,
                engine=engine,
                area=area,
                system=system,
                precision=targets,
                most=most,
                threads=threads,
                cluster=cluster,
                store=FolderStore(store),
                progress=progress,
            )

        def plots_and_log(folder: Path) -> None:
            from dtocsim.report import write_plots

            write_plots(result, folder)
            if event_log:
                write_event_log(loaded, folder / "event_log.parquet", area=area, system=system)

        answer(summary_text(result), cost_text(result.manifest))
        write_result(result, target, also=[plots_and_log])
        print(f"Written: {target}/ (summary, tables, plots)")
        repeat_with()


def _settings(replications: int | None, seed: int | None) -> list[str]:
    # As settings they are checked, recorded and stored with the scenario like any other value.
    given = {"run.replications": replications, "run.seed": seed}
    return [f"{key}={value}" for key, value in given.items() if value is not None]
