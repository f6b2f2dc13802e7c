"""`dtocsim export`: a result in the official return's own layout, or its tables as CSV or Parquet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dtocsim.cli.frame import one_line_errors


def export(
    result: Annotated[Path, typer.Argument(help="Folder of a result.", show_default=False)],
    out: Annotated[
        Path, typer.Option(help="File: .xlsx or .csv for the return, .csv or .parquet for a table.")
    ],
    layout: Annotated[
        Literal["dtoc-return", "monthly", "daily", "measures", "money"],
        typer.Option(help="The official return of delayed days, or a table of the result."),
    ] = "dtoc-return",
    month: Annotated[
        str | None, typer.Option(help="With dtoc-return: only this month, as 2017-06.", show_default=False)
    ] = None,
) -> None:
    """Write a result as the official return of delayed days, or one of its tables."""
    if month is not None and layout != "dtoc-return":
        raise typer.BadParameter("--month goes with --layout dtoc-return")
    with one_line_errors(out):
        from dtocsim.experiment import read_result
        from dtocsim.report.dtoc_return import write_return
        from dtocsim.report.plain_tables import write_plain

        found = read_result(result)
        if layout == "dtoc-return":
            write_return(found, out, month)
        else:
            write_plain(found, layout, out)
        print(f"Written: {out}")
