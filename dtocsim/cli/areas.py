"""`dtocsim areas`: list areas, or search for one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dtocsim.cli.frame import one_line_errors


def areas(
    text: Annotated[str, typer.Argument(help="Part of a name or code.", show_default=False)] = "",
    level: Annotated[
        Literal["nation", "system", "council", "district", "neighbourhood"] | None,
        typer.Option(help="Only this level; neighbourhoods are listed only when asked.", show_default=False),
    ] = None,
    tables: Annotated[Path, typer.Option(help="Folder of the tables.")] = Path("scenarios/data"),
) -> None:
    """List the areas of England, or those whose name or code contains a text."""
    with one_line_errors(tables):
        from dtocsim.care.gazetteer import load_gazetteer
        from dtocsim.report.areas import areas_text

        print(areas_text(load_gazetteer(tables.resolve()).search(text, level)))
