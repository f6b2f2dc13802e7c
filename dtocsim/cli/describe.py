"""`dtocsim describe`: the model description of a scenario."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import (
    ScenarioFile,
    complain,
    one_line_errors,
)


def describe(
    scenario: ScenarioFile,
    set_: Annotated[
        list[str], typer.Option("--set", metavar="KEY=VALUE", help="Change one value; may be repeated.")
    ] = [],  # noqa: B006 - typer copies it
    out: Annotated[
        Path | None,
        typer.Option(help="File to write, .md or .html; else Markdown on the screen.", show_default=False),
    ] = None,
) -> None:
    """Describe a scenario's model in full, after the STRESS-DES checklist."""
    if out is not None and out.suffix not in (".md", ".html"):
        raise typer.BadParameter(f"{out}: a description is written as .md or .html")
    with one_line_errors(out or scenario):
        import dtocsim
        from dtocsim.report.describe import describe as described
        from dtocsim.report.document import as_markdown, write_document

        document = described(dtocsim.load(scenario, set_=tuple(set_)))
        if out is None:
            print(as_markdown(document), end="")
        else:
            write_document(document, out)
            complain(f"Written: {out}")
