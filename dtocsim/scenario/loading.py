"""From a scenario file to a checked scenario, or to all that is wrong with it."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .baseline import with_baseline
from .catalogue import accepted, nearest, plausible
from .layers import merge_layers
from .model import Scenario
from .problems import Place, Problem, ScenarioError
from .tree import Branch, Items, Leaf, Node

TABLES = (
    "councils.csv",
    "council_systems.csv",
    "districts.csv",
    "neighbourhoods.csv",
    "systems.csv",
    "hospitals.csv",
    "hospital_use.csv",
    "emergency_admissions_monthly.csv",
    "elective_admissions_quarterly.csv",
    "beds_quarterly.csv",
    "deprivation_relative_rates.csv",
    "responsible_organisation.csv",
    "dtoc_monthly.csv",
    "dtoc_by_council.csv",
    "winter_long_stay_daily.csv",
)
"""The tables in `tables.folder`; their bytes are part of a scenario's hash."""

_LONGEST_SHOWN = 60


def load(path: str | os.PathLike[str], set_: Iterable[str] = ()) -> Scenario:
    """Read, merge and check a scenario.

    The order of precedence is that of `dtocsim.scenario.layers`.

    Args:
        path: the scenario file.
        set_: changes on top of it, such as "demand.zero_day_share=0.3".

    Returns:
        The complete scenario, frozen.

    Raises:
        ScenarioError: with every problem found.
    """
    merged = merge_layers(Path(path), set_)
    problems = merged.problems
    try:
        scenario = Scenario.model_validate(
            with_baseline(_plain(merged.tree), _plain(merged.base or merged.tree))
        )
    except ValidationError as error:
        refused = {problem.key for problem in problems}
        details = (detail for detail in error.errors(include_url=False) if not _echo(detail))
        wrong = (_problem(detail, merged.tree) for detail in details)
        # A value that was refused is left out of the tree, which is no second problem.
        problems += [problem for problem in wrong if problem.key not in refused]
    problems += _missing_tables(merged.tree)
    if problems:
        raise ScenarioError(sorted(problems, key=lambda p: (p.file, p.line or 0)))
    return scenario.loaded_from(_digest(scenario.tables.folder), dict(_origins(merged.tree, "")))


def _plain(node: Node) -> Any:
    if isinstance(node, Branch):
        return {name: _plain(inner) for name, inner in node.entries.items()}
    return tuple(map(_plain, node.elements)) if isinstance(node, Items) else node.value


def _origins(node: Node, path: str) -> Iterator[tuple[str, Place]]:
    if isinstance(node, Branch):
        for name, inner in node.entries.items():
            yield from _origins(inner, f"{path}.{name}" if path else name)
    else:
        yield path, node.place


def _problem(detail: ErrorDetails, tree: Branch) -> Problem:
    """One of pydantic's errors in our words, at the line that set the value."""
    place, path = _locate(tree, detail["loc"])
    found, expected = _words(detail, path)
    return Problem(place.file, place.line, path, found, expected)


def _echo(detail: ErrorDetails) -> bool:
    """Whether this only repeats the error of an element: pydantic does not count a wrong element."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _locate(tree: Branch, location: Iterable[str | int]) -> tuple[Place, str]:
    """The nearest place in the tree, and the key path in its own notation."""
    node: Node | None = tree
    place, path = tree.place, ""
    for step in location:
        if isinstance(node, Branch):
            node = node.entries.get(str(step))
        elif isinstance(node, Items):
            node = node.elements[int(step)]
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
        place = node.place if node else place
    return place, path


def _words(detail: ErrorDetails, path: str) -> tuple[str, str]:
    match detail["type"]:
        case "extra_forbidden":
            *section, name = map(str, detail["loc"])
            return "unknown key", nearest(".".join(section), name)
        case "missing":
            return "missing key", f"expected {accepted(path)}"
        case "contradiction":
            return detail["ctx"]["found"], detail["ctx"]["expected"]
    return f"found {_shown(detail['input'])}", f"expected {accepted(path)}{plausible(path)}"


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return f"a list of {len(value)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= _LONGEST_SHOWN else f"text of {len(value):,} characters"
    return str(value)


def _missing_tables(tree: Branch) -> list[Problem]:
    tables = tree.entries.get("tables")
    folder = tables.entries.get("folder") if isinstance(tables, Branch) else None
    if not isinstance(folder, Leaf) or not isinstance(folder.value, str):
        return []
    absent = [name for name in TABLES if not _readable(Path(folder.value) / name)]
    if not absent:
        return []
    found = "not a folder" if not os.path.isdir(folder.value) else f"no readable {absent[0]} in the folder"
    place = folder.place
    return [Problem(place.file, place.line, "tables.folder", found, "expected the folder of the tables")]


def _readable(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.R_OK)


def _digest(folder: Path) -> str:
    """One digest of the names and bytes of all tables."""
    digests = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in TABLES)
    return hashlib.sha256("".join(digests).encode()).hexdigest()
