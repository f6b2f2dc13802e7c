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
    money: Annotated[bool, typer.Option("--money", help="What it costs, by payer and line.")] = False,
) -> None:
    """Show a result: every measure, some of them by month, area, reason and the like, or its money."""
    if by is None and (measure or area):
        raise typer.BadParameter("--measure and --area need --by, for instance --by month")
    if by is not None and money:
        raise typer.BadParameter("--money shows every payer and line; leave out --by")
    with one_line_errors(result):
        from dtocsim.experiment import read_result

        found = read_result(result)
        from dtocsim.experiment import break_down
        from dtocsim.report import breakdown_page, costs_text, measures_by_group

        width = max(_NARROWEST, shutil.get_terminal_size().columns)
        if money:
            print(costs_text(found, lines=True) or "nothing was counted that has a price")
        elif by is None:
            print(measures_by_group(found, width))
        else:
            print(breakdown_page(found, break_down(found, by, measure, area), area, width))
