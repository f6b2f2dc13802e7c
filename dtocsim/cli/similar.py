"""`dtocsim similar`: a council among those most like it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import dtocsim
from dtocsim.cli.frame import one_line_errors


def similar(
    council: Annotated[str, typer.Argument(help="A council, by name or code.", show_default=False)],
    scenario: Annotated[Path, typer.Option(help="Scenario file, for its tables.")] = Path(
        "scenarios/england-2017-18.yaml"
    ),
    result: Annotated[
        Path | None,
        typer.Option(help="Result folder of a run of England, to show beside.", show_default=False),
    ] = None,
    neighbours: Annotated[int, typer.Option(min=1, max=149, help="How many councils.")] = 10,
) -> None:
    """Show a council's delayed days beside those of the councils most like it."""
    with one_line_errors(scenario):
        from dtocsim.analysis.similar import council_beds
        from dtocsim.analysis.similar import similar as found
        from dtocsim.experiment import read_result
        from dtocsim.report import similar_text

        folder = dtocsim.load(scenario).tables.folder
        beds = None if result is None else council_beds(read_result(result))
        print(similar_text(found(folder, council, neighbours, beds)))
