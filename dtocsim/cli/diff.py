"""`dtocsim diff`: tell what differs between two scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dtocsim.cli.frame import ScenarioFile, scenario_errors


def diff(
    first: ScenarioFile,
    second: Annotated[Path, typer.Argument(help="Another one.", show_default=False)],
) -> None:
    """Tell which values differ between two complete scenarios, and who set them."""
    with scenario_errors():
        from dtocsim.scenario import load
        from dtocsim.scenario.difference import difference_text

        print(difference_text(load(first), load(second)))
