"""`dtocsim slides`: a deck about results and comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import REFUSED, complain, one_line_errors


def slides(
    results: Annotated[
        list[Path], typer.Argument(help="Folders of results and comparisons.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="File to write, .pptx.")] = Path("deck.pptx"),
    template: Annotated[
        Path | None, typer.Option(help="A .pptx to take layouts and looks from.", show_default=False)
    ] = None,
) -> None:
    """Write slides: a finding a slide, tables that can be edited."""
    if out.suffix != ".pptx":
        raise typer.BadParameter(f"{out}: slides are written as .pptx")
    with one_line_errors(out):
        from dtocsim.report.deck import TemplateError, write_deck
        from dtocsim.report.subjects import shown

        try:
            write_deck([shown(path) for path in results], out, template)
        except TemplateError as error:
            complain(str(error))
            raise typer.Exit(REFUSED) from error
        complain(f"Written: {out}")
