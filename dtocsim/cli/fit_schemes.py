"""`dtocsim fit-schemes`: what-ifs beside the published cases that they are built after."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import dtocsim
from dtocsim.cli.frame import STORE, Quiet, Store, Threads, one_line_errors, steps_bar

if TYPE_CHECKING:
    from dtocsim.experiment import Result
    from dtocsim.scenario import Scenario


def fit_schemes(
    cases: Annotated[Path, typer.Argument(help="Published cases (CSV).")] = Path(
        "scenarios/calibration/published-cases.csv"
    ),
    replications: Annotated[int, typer.Option(min=1, max=100, help="Paired replications of each.")] = 5,
    threads: Threads = None,
    store: Store = STORE,
    out: Annotated[
        Path | None, typer.Option(help="File for the table (.md or .html).", show_default=False)
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Hold what-ifs to the published cases they are built after: found, published, evidence."""
    with one_line_errors(out or cases, store):
        from dtocsim.analysis.cases import judge
        from dtocsim.experiment import FolderStore
        from dtocsim.report.cases import cases_report
        from dtocsim.report.document import show, write_document

        kept = FolderStore(store)

        def simulate(state: Scenario, area: str) -> Result:
            return dtocsim.run(state, area=area, replications=replications, threads=threads, store=kept)

        with steps_bar(quiet) as told:
            findings = list(judge(cases, simulate, told))
        text = cases_report(findings, replications)
        if out is not None:
            write_document(text, out)
        show(text)
    if out is not None:
        print(f"Written: {out}")
