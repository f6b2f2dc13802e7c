"""`dtocsim fit-report`: results against what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import one_line_errors


def fit_report(
    results: Annotated[list[Path], typer.Argument(help="Folders of results.", show_default=False)],
    targets: Annotated[
        Path | None,
        typer.Option(
            help="Figures to compare with (YAML or CSV); else the shipped ones.", show_default=False
        ),
    ] = None,
) -> None:
    """Hold results to published figures in every cut: inputs are called inputs, what is missed is red."""
    with one_line_errors(results[0]):
        from dtocsim.experiment import read_result
        from dtocsim.report.document import show, write_document
        from dtocsim.report.fit import fit_report as reported
        from dtocsim.report.fit import given_targets, shipped_targets

        for folder in results:
            result = read_result(folder)
            wanted = shipped_targets(result) if targets is None else given_targets(result, targets)
            document = reported(result, wanted)
            write_document(document, folder / "fit.html")
            show(document)
            print(f"Written: {folder / 'fit.html'}")
