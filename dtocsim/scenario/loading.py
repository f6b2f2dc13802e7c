"""From a scenario file to a checked scenario, or to all that is wrong with it."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from .baseline import with_baseline
from .catalogue import accepted, in_catalogue, nearest, plausible, shown
from .corners import TooManyCorners, contradictions
from .form_checks import FormChecker
from .gazetteer import load_gazetteer
from .history import History
from .layers import merge_layers
from .model import Scenario
from .problems import Place, Problem, ScenarioError
from .stated_areas import SECTION, with_full_names
from .tree import Branch, Items, Leaf, Node, plain
from .varying import flat
from .writer import in_line

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
    tables = _tables_folder(merged.tree)
    checker = FormChecker(tables)
    tree, base = (checker.canonical(each) for each in (merged.tree, merged.base or merged.tree))
    problems = [*merged.problems, *dict.fromkeys(checker.problems), *_missing_tables(merged.tree)]
    if "areas" in getattr(tree.entries.get(SECTION), "entries", ()):
        tree, wrong = with_full_names(tree, checker.gazetteer())
        problems += wrong
    scenario, wrong = _checked(tree, base)
    refused = {problem.key for problem in problems}
    # A value that was refused is left out of the tree, which is no second problem.
    problems += [problem for problem in wrong if problem.key not in refused]
    if scenario is not None and tables is not None and not problems:
        problems += _contradictions(scenario, tables, tree)
    if problems or scenario is None:
        raise ScenarioError(sorted(problems, key=lambda p: (p.file, p.line or 0)))
    return scenario.loaded_from(_digest(scenario.tables.folder), _final(merged.history, scenario))


def _checked(tree: Branch, base: Branch) -> tuple[Scenario | None, list[Problem]]:
    """The scenario of a tree and its base file's, or what is wrong with them."""
    try:
        scenario = Scenario.of(with_baseline(_plain(tree), _plain(base)))
    except ValidationError as error:
        return None, _problems(error, tree)
    try:
        assert scenario.base
    except ValidationError as error:
        return None, _problems(error, base)
    return scenario, []


def _problems(error: ValidationError, tree: Branch) -> list[Problem]:
    details = error.errors(include_url=False)
    return [_problem(detail, tree) for detail in details if not _echo(detail)]


def _contradictions(scenario: Scenario, tables: Path, tree: Branch) -> list[Problem]:
    """What does not go together somewhere or at some time, each group of keys once."""
    found: dict[str, Problem] = {}
    try:
        for path, where, error in contradictions(scenario, load_gazetteer(tables)):
            detail = error.errors(include_url=False)[0]
            steps = (*path.split("."), *detail["loc"])
            problem = _problem({**detail, "loc": steps}, tree)
            found.setdefault(path, replace(problem, found=f"{where} {problem.found}"))
    except TooManyCorners as error:
        place, path = _locate(tree, str(error).split("."))
        many = "differs between too many areas and dates"
        found[path] = Problem(place.file, place.line, path, many, "expected fewer of them")
    return list(found.values())


def _plain(tree: Branch) -> dict[str, Any]:
    return cast("dict[str, Any]", plain(tree))


def _final(history: History, scenario: Scenario) -> History:
    """The history in which the last setting is spelled as the scenario writes it."""
    final = flat(scenario.content())
    spelled = {
        key: [*settings[:-1], replace(settings[-1], value=in_line(final[key]))]
        for key, settings in history.items()
        if key in final
    }
    return {**history, **spelled}


def _problem(detail: ErrorDetails, tree: Branch) -> Problem:
    """One of pydantic's errors in our words, at the line that set the value."""
    place, path = _locate(tree, detail["loc"])
    found, expected = _words(detail)
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


def _words(detail: ErrorDetails) -> tuple[str, str]:
    path = in_catalogue(detail["loc"])
    match detail["type"]:
        case "extra_forbidden":
            *section, name = detail["loc"]
            return "unknown key", nearest(in_catalogue(section), str(name))
        case "missing":
            return "missing key", f"expected {accepted(path)}"
        case "contradiction":
            return detail["ctx"]["found"], detail["ctx"]["expected"]
    return f"found {shown(detail['input'])}", f"expected {accepted(path)}{plausible(path)}"


def _tables_folder(tree: Branch) -> Path | None:
    tables = tree.entries.get("tables")
    folder = tables.entries.get("folder") if isinstance(tables, Branch) else None
    return Path(folder.value) if isinstance(folder, Leaf) and isinstance(folder.value, str) else None


def _missing_tables(tree: Branch) -> list[Problem]:
    folder = _tables_folder(tree)
    absent = [name for name in TABLES if folder is not None and not _readable(folder / name)]
    if not absent:
        return []
    place, path = _locate(tree, ("tables", "folder"))
    found = "not a folder" if not os.path.isdir(str(folder)) else f"no readable {absent[0]} in the folder"
    return [Problem(place.file, place.line, path, found, "expected the folder of the tables")]


def _readable(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.R_OK)


def _digest(folder: Path) -> str:
    """One digest of the names and bytes of all tables."""
    digests = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in TABLES)
    return hashlib.sha256("".join(digests).encode()).hexdigest()
