"""`dtocsim dictionary`: what every measure and every table of a result means."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dtocsim.cli.frame import one_line_errors


def dictionary(
    format_: Annotated[
        Literal["markdown", "csv"], typer.Option("--format", help="How it is written.")
    ] = "markdown",
    out: Annotated[Path | None, typer.Option(help="File; else the screen.", show_default=False)] = None,
) -> None:
    """Print the data dictionary: every measure with definition, unit, level and computation."""
    with one_line_errors(out or Path("dictionary")):
        from dtocsim.report.dictionary import dictionary_text

        text = dictionary_text(format_)
        if out is None:
            print(text)
        else:
            out.write_text(text + "\n", encoding="utf-8")
            print(f"Written: {out}")
