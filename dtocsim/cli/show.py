"""`dtocsim show`: a stored result in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import one_line_errors

_NARROWEST = 80


def show(
    result: Annotated[Path, typer.Argument(help="Folder of a result.", show_default=False)],
    by: Annotated[
        str | None,
        typer.Option(
            help="Tell measures apart: month, area, system, provider, reason, organisation, setting, age, "
            "deprivation, pathway, destination, task, length, resource or care.",
            show_default=False,
        ),
    ] = None,
    measure: Annotated[
        list[str], typer.Option(help="With --by: this measure; may be repeated.", show_default=False)
    ] = [],  # noqa: B006 - typer copies it
    area: Annotated[
        str | None, typer.Option(help="With --by: only this council or provider.", show_default=False)
    ] = None,
) -> None:
    """Show a result: every measure, or some of them by month, area, reason and the like."""
    if by is None and (measure or area):
        raise typer.BadParameter("--measure and --area need --by, for instance --by month")
    with one_line_errors(result):
        from rich.console import Console

        from dtocsim.experiment import break_down, read_result
        from dtocsim.report import breakdown_page, measures_by_group

        width = max(_NARROWEST, Console().width)
        found = read_result(result)
        if by is None:
            print(measures_by_group(found, width))
        else:
            print(breakdown_page(found, break_down(found, by, measure, area), area, width))
