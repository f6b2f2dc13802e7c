"""`dtocsim validate`: say of scenario files whether they can be run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dtocsim.cli.frame import REFUSED, Set, complain, scenario_errors

if TYPE_CHECKING:
    from dtocsim.scenario import Scenario

_HASH_DIGITS = 12


def validate(
    files: Annotated[list[Path], typer.Argument(help="Scenario files (YAML).", show_default=False)],
    set_: Set = [],  # noqa: B006 - typer copies it
) -> None:
    """Check scenario files: a line for each that can be run, all that is wrong with the others."""
    with scenario_errors():
        valid = [_is_valid(file, set_) for file in files]
        if not all(valid):
            raise typer.Exit(REFUSED)


def _is_valid(file: Path, set_: list[str]) -> bool:
    from dtocsim.scenario import ScenarioError, load
    from dtocsim.scenario.explain import warnings

    try:
        scenario = load(file, set_)
    except ScenarioError as error:
        complain(str(error))
        return False
    if problem := _cannot_start(scenario):
        complain(problem)
        return False
    many = len(scenario.overrides)
    changed = f"{many} value{'' if many == 1 else 's'} changed"
    if schemes := len(scenario.schemes):
        changed += f", {schemes} scheme{'' if schemes == 1 else 's'}"
    print(f"{file}: valid: {scenario.name}; {changed}; hash {scenario.hash[:_HASH_DIGITS]}")
    for warning in warnings(scenario):
        print(warning)
    return True


def _cannot_start(scenario: Scenario) -> str:
    """Why a stated situation cannot be; nothing where it can, or nothing is stated."""
    if not scenario.initial_state.areas:
        return ""
    # Whether people fit into beds takes the tables and seconds; most scenarios state nobody.
    from dtocsim.care import check_start
    from dtocsim.care.tables import DataError

    try:
        check_start(scenario)
    except DataError as error:
        return str(error)
    return ""
