"""`dtocsim animate`: people moving between home, hospital and care."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import complain, one_line_errors


def animate(
    result: Annotated[Path, typer.Argument(help="Folder of a result.", show_default=False)],
    what_if: Annotated[
        Path | None, typer.Argument(help="Folder of another, shown beside it.", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(help="File to write, .html.")] = Path("animation.html"),
) -> None:
    """Write a page on which people move between home, hospital, waiting and care."""
    if out.suffix != ".html":
        raise typer.BadParameter(f"{out}: an animation is written as .html")
    with one_line_errors(out):
        from dtocsim.experiment import read_result
        from dtocsim.experiment.whole import write_text
        from dtocsim.report.animation import animation

        write_text(out, animation([read_result(path) for path in (result, what_if) if path is not None]))
        complain(f"Written: {out}")
