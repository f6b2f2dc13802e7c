"""`dtocsim explain`: tell what is known of a value of a scenario."""

from __future__ import annotations

from typing import Annotated

import typer

from dtocsim.cli.frame import ScenarioFile, Set, scenario_errors


def explain(
    file: ScenarioFile,
    key: Annotated[
        str, typer.Argument(help="Key path, such as home_care.search_mean_days, or a section.")
    ] = "",
    set_: Set = [],  # noqa: B006 - typer copies it
) -> None:
    """Tell the value of a key, who set it and what it replaced, its unit, range, evidence and source."""
    with scenario_errors():
        from dtocsim.scenario import load
        from dtocsim.scenario.explain import explain as explained

        print(explained(load(file, set_), key, str(file)))
