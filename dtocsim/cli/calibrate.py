"""`dtocsim calibrate`: find the parameter sets with which a scenario reproduces published figures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import (
    ScenarioFile,
    one_line_errors,
    steps_bar,
)


def calibrate(
    scenario: ScenarioFile,
    targets: Annotated[
        Path,
        typer.Option(
            help="Figures to reproduce (YAML or CSV), or a monthly return: month, reason, delayed_days.",
            show_default=False,
        ),
    ],
    parameters: Annotated[
        Path | None,
        typer.Option(help="What may move (YAML); else all calibrated numbers.", show_default=False),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(help="The area of targets that name none; its values alone move.", show_default=False),
    ] = None,
    systems: Annotated[int, typer.Option(min=1, max=44, help="Systems that stand for England.")] = 4,
    replications: Annotated[int, typer.Option(min=1, max=100, help="Replications of each set.")] = 2,
    waves: Annotated[int, typer.Option(min=1, max=10, help="Waves of simulations, at most.")] = 3,
    points: Annotated[
        int | None,
        typer.Option(min=10, max=5000, help="Sets of each wave; else ten a parameter.", show_default=False),
    ] = None,
    members: Annotated[int, typer.Option(min=10, max=1000, help="Sets wanted in the ensemble.")] = 50,
    confirm: Annotated[
        int | None,
        typer.Option(
            min=0, max=1000, help="Sets confirmed on England, at most; else all.", show_default=False
        ),
    ] = None,
    tolerance: Annotated[
        float, typer.Option(min=0.1, max=100, help="Tolerance of a monthly return, % of each figure.")
    ] = 10.0,
    processes: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="Side by side; else one a processor.", show_default=False),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=10**6, help="Names the luck of designs and draws.")] = 1,
    out: Annotated[
        Path | None, typer.Option(help="Folder; else results/<scenario>-calibration.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Calibrate a scenario to figures: an ensemble of plausible parameter sets, and the best of them.

    Everything simulated is kept in the folder; the same command goes on where it was stopped.
    """
    folder = out or Path("results") / f"{scenario.stem}-calibration"
    with one_line_errors(folder, store=folder):
        from dtocsim.analysis import calibration
        from dtocsim.report.calibration import calibration_report
        from dtocsim.report.document import show, write_document

        wanted = calibration.Wanted(
            scenario=scenario,
            targets=targets,
            parameters=parameters,
            area=area,
            systems=systems,
            tolerance_percent=tolerance,
            replications=replications,
            settings=calibration.Settings(waves, points, members, seed, confirm),
            processes=processes or os.cpu_count() or 1,
            folder=folder,
        )
        with steps_bar(quiet) as told:
            finished = calibration.calibrate_files(wanted, told)
        text = calibration_report(finished)
        for name in ("report.md", "report.html"):
            write_document(text, folder / name)
        show(text)
    print(f"Written: {folder}/ (report, best scenario, ensemble, tables)")
