"""What each layer sets, and the record of it that a resolved file carries."""

import re
from collections.abc import Iterator

from .forms import RECORDS, is_form, merge
from .history import KEY, Setting
from .problems import Place, Problem
from .tree import Branch, Items, Leaf, Node, plain
from .varying import BY_AREA
from .writer import in_line

MOST_AREAS = 500
"""Areas of a value that are told one by one; England has fewer that a value may be said of."""

_SETTING = re.compile(r"(?P<value>.*) \((?P<file>[^()]+?)(:(?P<line>[0-9]+))?\)", re.DOTALL)


def values(tree: Branch, path: str = "") -> Iterator[tuple[str, Node]]:
    """The values of a tree by key path; one that varies is one value."""
    for name, node in tree.entries.items():
        key = f"{path}.{name}" if path else name
        if isinstance(node, Branch) and not is_form(node):
            if key not in RECORDS:
                yield from values(node, key)
        else:
            yield key, node


def settings(layer: Branch, before: Branch, merged: Branch) -> Iterator[tuple[str, Setting]]:
    """What one layer sets; a value by area is set line by line.

    Args:
        layer: what it says, with forms at single keys.
        before: all below it.
        merged: it and all below it.
    """
    below, after = dict(values(before)), dict(values(merged))
    for key, node in values(layer):
        for area in _by_line(node)[:-1]:
            told = merge(
                Branch({key: below[key]} if key in below else {}, area.place), Branch({key: area}, area.place)
            )
            below[key] = told.entries[key]
            yield key, Setting(in_line(plain(below[key])), area.place)
        yield key, Setting(in_line(plain(after[key])), _by_line(node)[-1].place)


def _by_line(node: Node) -> list[Node]:
    """A value as it was said: of areas on several lines, one after the other."""
    areas = node.entries.get(BY_AREA) if isinstance(node, Branch) else None
    if not isinstance(areas, Branch) or not 0 < len(areas.entries) <= MOST_AREAS:
        return [node]
    by_place: dict[Place, dict[str, Node]] = {}
    for name, value in areas.entries.items():
        by_place.setdefault(value.place, {})[name] = value
    return [Branch({BY_AREA: Branch(said, place)}, place) for place, said in by_place.items()]


def read_record(node: Node | None) -> tuple[dict[str, list[Setting]], list[Problem]]:
    """Read the record of a resolved file.

    Args:
        node: what stands below `overrides`, None if nothing does.

    Returns:
        Settings by key path, and what is wrong.
    """
    entries = node.entries if isinstance(node, Branch) else {} if node is None else {"": node}
    found: dict[str, list[Setting]] = {}
    problems: list[Problem] = []
    for key, told in entries.items():
        settings = [_setting(each) for each in told.elements] if isinstance(told, Items) else [None]
        known = [setting for setting in settings if setting]
        if len(known) == len(settings):
            found[key] = known
        else:
            path = f"{KEY}.{key}" if key else KEY
            expected = 'expected a list such as ["3.4 (base.yaml:5)", "3.0 (what-if.yaml:2)"]'
            problems.append(Problem(told.place.file, told.place.line, path, "no record of a value", expected))
    return found, problems


def _setting(node: Node) -> Setting | None:
    match = _SETTING.fullmatch(node.value) if isinstance(node, Leaf) and isinstance(node.value, str) else None
    if match is None:
        return None
    return Setting(match["value"], Place(match["file"], int(match["line"]) if match["line"] else None))
