"""The areas of schemes: known, spelled in one way, and not smaller than the kind of scheme knows."""

from collections.abc import Callable, Iterator

from .gazetteer import Gazetteer
from .problems import Problem
from .scheme_kinds import scheme_kinds
from .tree import Branch, Items, Leaf, Node

SECTION, WHERE = "schemes", "where"
_LEVELS = ("nation", "system", "council", "district")


def with_full_names_of_schemes(
    tree: Branch, gazetteer: Callable[[], Gazetteer | None]
) -> tuple[Branch, list[Problem]]:
    """Spell the areas of schemes in one way.

    Args:
        tree: all layers together.
        gazetteer: gives the areas there are; None where the tables cannot be read.
    """
    section = tree.entries.get(SECTION)
    if not isinstance(section, Branch) or not section.entries or (known := gazetteer()) is None:
        return tree, []
    problems: list[Problem] = []
    schemes = {name: _named(name, node, known, problems) for name, node in section.entries.items()}
    return Branch({**tree.entries, SECTION: Branch(schemes, section.place)}, tree.place), problems


def _named(name: str, scheme: Node, gazetteer: Gazetteer, problems: list[Problem]) -> Node:
    where = scheme.entries.get(WHERE) if isinstance(scheme, Branch) else None
    if not isinstance(scheme, Branch) or not isinstance(where, Items):
        return scheme
    kind = scheme.entries.get("kind")
    key, finest = f"{SECTION}.{name}.{WHERE}", _finest(kind.value if isinstance(kind, Leaf) else None)
    areas = tuple(_areas(key, where, finest, gazetteer, problems))
    return Branch({**scheme.entries, WHERE: Items(areas, where.place)}, scheme.place)


def _finest(kind: object) -> str:
    known = scheme_kinds().get(str(kind))
    return known.finest if known else _LEVELS[-1]


def _areas(
    key: str, where: Items, finest: str, gazetteer: Gazetteer, problems: list[Problem]
) -> Iterator[Node]:
    seen: set[str] = set()
    for node in where.elements:
        if not isinstance(node, Leaf) or not isinstance(node.value, str):
            yield node
            continue
        area, place = gazetteer.find(node.value), node.place
        if area is None:
            found, expected = f"unknown area '{node.value[:60]}'", gazetteer.nearest(node.value)
        elif _LEVELS.index(area.level) > _LEVELS.index(finest):
            found, expected = f"found a {area.level}, {area.name}", f"expected a {finest} or a larger area"
        elif area.name in seen:
            found, expected = f"{area.name} a second time", "keep one of them"
        else:
            seen.add(area.name)
            yield Leaf(area.name, place)
            continue
        problems.append(Problem(place.file, place.line, key, found, expected))
