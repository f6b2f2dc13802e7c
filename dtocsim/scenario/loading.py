"""From a scenario file to a checked scenario, or to all that is wrong with it."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from . import tables
from .baseline import with_baseline
from .catalogue import SCHEMES, accepted, in_catalogue, nearest, shown, wanted
from .corners import TooManyCorners, contradictions
from .coverage import outside
from .form_checks import FormChecker
from .gazetteer import load_gazetteer
from .history import History
from .layers import Merged, merge_layers
from .model import Scenario
from .problems import Place, Problem, ScenarioError
from .scheme_words import unknown_kind
from .stated_areas import keys_in_full, with_full_names
from .tree import Branch, Items, Node, plain
from .varying import flat
from .writer import in_line

Steps = tuple[str | int, ...]


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
    folder = tables.folder_of(merged.tree)
    scenario, tree, problems = _read(merged, FormChecker(folder), tables.missing(merged.tree))
    digest = ""
    if scenario is not None and folder is not None and not problems:
        digest = tables.digest_of(folder)
        problems = tables.changed(tree, digest) + _contradictions(scenario, folder, tree)
        problems += outside(scenario.run, folder, lambda key: _locate(tree, key.split("."))[0])
    if problems or scenario is None:
        raise ScenarioError(sorted(problems, key=lambda p: (p.file, p.line or 0)))
    history = keys_in_full(merged.history, merged.tree, load_gazetteer(folder) if folder else None)
    return scenario.loaded_from(digest, _final(history, scenario))


def load_resolved(path: str | os.PathLike[str]) -> Scenario:
    """Read the scenario of a finished result, whose tables may have changed or moved since.

    Args:
        path: a file that `Scenario.to_yaml` wrote.

    Returns:
        The scenario as it was, with the hash it had.

    Raises:
        ScenarioError: with every problem found.
    """
    merged = merge_layers(Path(path), ())
    scenario, _, problems = _read(merged, FormChecker(None), [])
    if problems or scenario is None:
        raise ScenarioError(problems)
    return scenario.loaded_from(scenario.tables.digest, _final(merged.history, scenario))


def _read(
    merged: Merged, checker: FormChecker, problems: list[Problem]
) -> tuple[Scenario | None, Branch, list[Problem]]:
    """The scenario of all layers, if it can be made, the tree it was made of, and all problems so far."""
    tree, base = (checker.canonical(each) for each in (merged.tree, merged.base or merged.tree))
    problems = [*merged.problems, *dict.fromkeys(checker.problems), *problems]
    tree, wrong = with_full_names(tree, checker.gazetteer)
    problems += wrong
    scenario, wrong = _checked(tree, base)
    refused = {problem.key for problem in problems}
    # A value that was refused is left out of the tree, which is no second problem.
    problems += [problem for problem in wrong if problem.key not in refused]
    return scenario, tree, problems


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


def _contradictions(scenario: Scenario, folder: Path, tree: Branch) -> list[Problem]:
    """What does not go together somewhere or at some time, each group of keys once."""
    found: dict[str, Problem] = {}
    try:
        for path, where, error in contradictions(scenario, load_gazetteer(folder)):
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
    place, path = _locate(tree, _written(detail["loc"]))
    found, expected = _words(detail)
    return Problem(place.file, place.line, place.key or path, found, expected)


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


def _written(location: Steps) -> Steps:
    """Where it stands in a file: pydantic names the kind of a scheme after its name."""
    return (*location[:2], *location[3:]) if location[:1] == (SCHEMES,) else location


def _known(location: Steps) -> Steps:
    """Where the catalogue has it: schemes by kind."""
    named = location[:1] == (SCHEMES,) and len(location) > len((SCHEMES, "its name"))
    return (SCHEMES, *location[2:]) if named else location


def _words(detail: ErrorDetails) -> tuple[str, str]:
    location = _known(detail["loc"])
    path = in_catalogue(location)
    match detail["type"]:
        case "union_tag_invalid" | "union_tag_not_found":
            return unknown_kind(detail["input"])
        case "extra_forbidden":
            *section, name = location
            return "unknown key", nearest(in_catalogue(section), str(name))
        case "missing":
            alone = " or, in a file that changes another, extends: and its name" if path == "tables" else ""
            return "missing key", f"expected {accepted(path)}{alone}"
        case "contradiction":
            return detail["ctx"]["found"], detail["ctx"]["expected"]
    return f"found {shown(detail['input'])}", wanted(path, detail["input"])
