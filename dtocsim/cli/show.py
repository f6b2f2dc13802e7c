"""`dtocsim show`: a stored result in the terminal."""

from __future__ import annotations

import shutil
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
            help="Tell measures apart: month, day, area, system, provider, reason, organisation, setting, "
            "age, deprivation, pathway, destination, task, length, resource or care.",
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
        from dtocsim.experiment import read_result

        found = read_result(result)
        from dtocsim.experiment import break_down
        from dtocsim.report import breakdown_page, measures_by_group

        width = max(_NARROWEST, shutil.get_terminal_size().columns)
        if by is None:
            print(measures_by_group(found, width))
        else:
            print(breakdown_page(found, break_down(found, by, measure, area), area, width))
