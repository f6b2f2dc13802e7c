"""`dtocsim plot`: one picture of a result, a comparison or a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dtocsim.cli.frame import REFUSED, complain, one_line_errors


def plot(
    result: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of a result or comparison, or a .csv or .parquet table.", show_default=False
        ),
    ] = None,
    kind: Annotated[str | None, typer.Argument(help="What to draw.", show_default=False)] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the kinds of plots.")] = False,
    style: Annotated[
        Literal["slides", "print"], typer.Option(help="slides is 1280 x 720 pixels, print 170 mm wide.")
    ] = "slides",
    council: Annotated[
        str | None, typer.Option(help="The council a plot of neighbours is about.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File to write, .png or .svg; else KIND.png here.", show_default=False)
    ] = None,
) -> None:
    """Draw one picture of a result; --list tells which there are."""
    if list_:
        from dtocsim.report.kinds import kinds_text

        print(kinds_text())
        return
    if result is None or kind is None:
        raise typer.BadParameter("name a result and a kind of plot; --list tells the kinds")
    target = out or Path(f"{kind}.png")
    with one_line_errors(target):
        from dtocsim.report import PlotError, subject
        from dtocsim.report import plot as draw

        try:
            draw(subject(result), kind, target, style, council)
        except PlotError as error:
            complain(str(error))
            raise typer.Exit(REFUSED) from error
        complain(f"Written: {target}")
