"""What `run` and `compare` do when they are given an ensemble."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dtocsim.experiment import Resources
    from dtocsim.scenario import Scenario

EnsembleFile = Annotated[
    Path | None,
    typer.Option(
        "--ensemble",
        help="Parameter sets of `calibrate` (CSV): run each; tell chance and parameters apart.",
        show_default=False,
    ),
]


def refuse_beside(ensemble: Path | None, given: dict[str, bool]) -> None:
    """Refuse options that mean nothing of an ensemble."""
    for name, there in given.items():
        if ensemble is not None and there:
            raise typer.BadParameter(f"{name} does not go with --ensemble")


def run_with_ensemble(
    scenarios: Sequence[Scenario],
    ensemble: Path,
    target: Path,
    *,
    area: str | None,
    system: str | None,
    replications: int | None,
    measure: str,
    resources: Resources,
) -> None:
    """Run, write the folder, and print the answer."""
    from dtocsim.experiment import read_ensemble, run_ensemble, write_ensemble_result
    from dtocsim.experiment.ensemble_runs import REPLICATIONS
    from dtocsim.report import PlotError, ensemble_document, ensemble_text, plot, svg
    from dtocsim.report.document import write_document

    result = run_ensemble(
        scenarios,
        read_ensemble(ensemble),
        area=area,
        system=system,
        replications=replications or REPLICATIONS,
        measure=measure,
        resources=resources,
    )

    def report(folder: Path) -> None:
        try:
            picture = svg(result, "ensemble_by_month")
            plot(result, "ensemble_by_month", folder / "ensemble_by_month.png")
        except PlotError:
            # A run of one month has no path to draw.
            picture = None
        write_document(ensemble_document(result, picture), folder / "report.html")

    write_ensemble_result(result, target, also=[report])
    print(ensemble_text(result), end="\n\n")
    print(f"Written: {target}/ (report, ranges by area and month, every value, scenarios)")
