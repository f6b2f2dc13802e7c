"""`dtocsim compare`: what what-ifs change of a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import dtocsim
from dtocsim.cli.frame import (
    MOST,
    STORE,
    Area,
    Cluster,
    Level,
    Most,
    Out,
    Precision,
    Quiet,
    Set,
    Store,
    System,
    Threads,
    default_folder,
    one_line_errors,
    precision_targets,
    progress_bar,
    repeat_with,
)
from dtocsim.cli.with_ensemble import EnsembleFile, refuse_beside, run_with_ensemble

_REPLICATIONS = 10


def compare(
    base: Annotated[Path, typer.Argument(help="Scenario file of the baseline.", show_default=False)],
    what_if: Annotated[list[Path], typer.Argument(help="Scenario files to compare.", show_default=False)],
    area: Area = None,
    system: System = None,
    replications: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Paired replications; else 10, or two for each set of an ensemble.",
            show_default=False,
        ),
    ] = None,
    precision: Precision = [],  # noqa: B006 - typer copies it
    most: Most = MOST,
    measure: Annotated[str, typer.Option(help="The measure that answers the question.")] = "dtoc_beds",
    level: Level = 0.95,
    ensemble: EnsembleFile = None,
    set_: Set = [],  # noqa: B006
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    event_log: Annotated[
        bool,
        typer.Option("--event-log", help="Also list the people of an area whose journey changes, and how."),
    ] = False,
    waterfall: Annotated[
        bool,
        typer.Option("--waterfall", help="Run every combination of 2 to 4 what-ifs too: what each adds."),
    ] = False,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Compare what-ifs with a baseline on the same people, with the certainty stated."""
    others = {"--precision": bool(precision), "--event-log": event_log, "--waterfall": waterfall}
    refuse_beside(ensemble, others)
    kind = "-ensemble" if ensemble is not None else "-waterfall" if waterfall else ""
    target = out or default_folder(f"{what_if[0].stem}-against-{base.stem}{kind}", area, system, set_)
    with one_line_errors(target, store):
        from dtocsim.experiment import check_log_area, check_target, locate

        check_target(target)
        targets = precision_targets(precision, measure)
        scenarios = _loaded(base, what_if, set_, waterfall)
        locate(scenarios[0], area, system)
        if event_log:
            check_log_area(scenarios[0], area, system)
        # A mistyped name shall not wait for what simulates.
        from dtocsim.experiment import FolderStore, Resources, write_changed_people, write_comparison
        from dtocsim.experiment import compare as compared
        from dtocsim.report import comparison_text

        with progress_bar(f"Comparing {len(scenarios)} scenarios", quiet) as progress:
            resources = Resources(threads, cluster, FolderStore(store), progress)
            if ensemble is not None:
                run_with_ensemble(
                    scenarios,
                    ensemble,
                    target,
                    area=area,
                    system=system,
                    replications=replications,
                    measure=measure,
                    resources=resources,
                )
                repeat_with()
                return
            comparison = compared(
                scenarios[0],
                scenarios[1:],
                area=area,
                system=system,
                replications=replications or _REPLICATIONS,
                precision=targets,
                most=most,
                measure=measure,
                level=level,
                resources=resources,
            )
        text = comparison_text(comparison)
        told: list[str] = []

        def people(folder: Path) -> None:
            if event_log:
                all_of_them = (comparison.base, *comparison.what_ifs)
                told.extend(
                    write_changed_people(all_of_them, folder, comparison.names, area=area, system=system)
                )

        write_comparison(comparison, target, also=[lambda folder: _write(folder, text), people])
        print(text, *told, sep="\n\n", end="\n\n")
        print(f"Written: {target}/ (differences by area and month, every value, scenarios)")
        repeat_with()


def _loaded(
    base: Path, what_if: Sequence[Path], set_: Sequence[str], waterfall: bool
) -> list[dtocsim.Scenario]:
    scenarios = [dtocsim.load(path, set_=tuple(set_)) for path in (base, *what_if)]
    if waterfall:
        from dtocsim.experiment.orders import every_combination

        scenarios[1:] = every_combination(scenarios[0], scenarios[1:], [str(path) for path in what_if])
    return scenarios


def _write(folder: Path, text: str) -> None:
    (folder / "comparison.txt").write_text(text + "\n", encoding="utf-8")
