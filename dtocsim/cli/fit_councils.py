"""`dtocsim fit-councils`: fit councils to their own delayed days, and predict another year from them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import dtocsim
from dtocsim.cli.frame import STORE, Out, Quiet, Store, Threads, one_line_errors, steps_bar

if TYPE_CHECKING:
    from dtocsim.experiment import Result
    from dtocsim.scenario import Scenario


def fit_councils(
    scenario: Annotated[Path, typer.Argument(help="Scenario file of a financial year.", show_default=False)],
    predict: Annotated[
        Path | None,
        typer.Option(help="Scenario file of another year, to predict from the fit.", show_default=False),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, max=20, help="Corrections of all factors.")] = 3,
    replications: Annotated[int, typer.Option(min=1, max=100, help="Replications of each run.")] = 2,
    threads: Threads = None,
    store: Store = STORE,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Fit every council's length of delays to its published delayed days of a year."""
    folder = out or Path("results") / f"{scenario.stem}-councils"
    with one_line_errors(folder, store):
        from dtocsim.analysis import councils
        from dtocsim.analysis.councils.outputs import write_councils
        from dtocsim.experiment import FolderStore
        from dtocsim.report.councils import councils_report
        from dtocsim.report.document import show, write_document

        kept = FolderStore(store)

        def simulate(state: Scenario) -> Result:
            return dtocsim.run(state, replications=replications, threads=threads, store=kept)

        fitted, other = dtocsim.load(scenario), dtocsim.load(predict) if predict else None
        with steps_bar(quiet) as told:
            fit = councils.fit_councils(fitted, simulate, rounds, told)
            told("predicting", 0, 1)
            prediction = councils.predict(fit, other, simulate) if other is not None else None
        write_councils(folder, scenario, fit, prediction)
        text = councils_report(fit, prediction, replications)
        for name in ("report.md", "report.html"):
            write_document(text, folder / name)
        show(text)
    print(f"Written: {folder}/ (report, fitted scenario, table)")
