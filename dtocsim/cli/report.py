"""`dtocsim report`: one page about results, comparisons and sweeps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import complain, one_line_errors


def report(
    results: Annotated[
        list[Path], typer.Argument(help="Folders of results, comparisons and sweeps.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="File to write, .html or .md.")] = Path("report.html"),
) -> None:
    """Write a page to hand on: the answer first, then tables, pictures, inputs and method."""
    if out.suffix not in (".html", ".md"):
        raise typer.BadParameter(f"{out}: a report is written as .html or .md")
    with one_line_errors(out):
        from dtocsim.experiment.whole import write_text
        from dtocsim.report.document import as_html, as_markdown
        from dtocsim.report.pages import report as written
        from dtocsim.report.subjects import reported

        document = written([reported(path) for path in results])
        write_text(out, as_html(document) if out.suffix == ".html" else as_markdown(document))
        complain(f"Written: {out}")
