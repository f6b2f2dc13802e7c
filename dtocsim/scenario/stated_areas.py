"""The areas whose situation at the start is stated: known, each told once, and no warm-up before it."""

from collections.abc import Iterator

from .gazetteer import Area, Gazetteer
from .problems import Problem
from .tree import Branch, Leaf, Node

SECTION = "initial_state"


def with_full_names(tree: Branch, gazetteer: Gazetteer | None) -> tuple[Branch, list[Problem]]:
    """Spell the areas of the stated situation in one way.

    Args:
        tree: all layers together.
        gazetteer: the areas there are; None where the tables cannot be read.

    Returns:
        The tree with full names, and what is wrong: unknown areas, an area told twice, a warm-up before it.
    """
    section = tree.entries.get(SECTION)
    areas = section.entries.get("areas") if isinstance(section, Branch) else None
    if not isinstance(section, Branch) or not isinstance(areas, Branch) or not areas.entries or not gazetteer:
        return tree, []
    found: dict[Area, Node] = {}
    problems = list(_warm_up(tree))
    for name, node in areas.entries.items():
        area, key = gazetteer.find(name), f"{SECTION}.areas.{name}"
        if area is not None and area.level == "district":
            expected = "expected a council or a system"
            problems.append(Problem(node.place.file, node.place.line, key, "found a district", expected))
            continue
        problem = gazetteer.nearest(name) if area is None else _told(area, found, gazetteer)
        if problem:
            told = "unknown area" if area is None else f"the people of {area.name} told twice"
            problems.append(Problem(node.place.file, node.place.line, key, told, problem))
        elif area is not None:
            found[area] = node
    named = Branch({area.name: node for area, node in found.items()}, areas.place)
    inside = Branch({**section.entries, "areas": named}, section.place)
    return Branch({**tree.entries, SECTION: inside}, tree.place), problems


def _told(area: Area, found: dict[Area, Node], gazetteer: Gazetteer) -> str:
    """What is wrong with an area beside those found before it: one of them is it, holds it or lies in it."""
    parts = {area, *(part for part in _around(area, gazetteer))}
    again = next((other for other in found if other in parts), None)
    if again == area:
        return "expected one spelling of its name"
    return f"it shares people with {again.name}; expected one of the two" if again else ""


def _around(area: Area, gazetteer: Gazetteer) -> Iterator[Area]:
    """The areas that hold some people of an area."""
    nation = next(each for each in gazetteer.areas.values() if each.level == "nation")
    yield from gazetteer.areas.values() if area == nation else (nation,)
    for system, council in gazetteer.parts:
        if area in (system, council):
            yield from (system, council)


def _warm_up(tree: Branch) -> Iterator[Problem]:
    run = tree.entries.get("run")
    days = run.entries.get("warm_up_days") if isinstance(run, Branch) else None
    if isinstance(days, Leaf) and isinstance(days.value, int) and days.value > 0:
        yield Problem(
            days.place.file,
            days.place.line,
            "run.warm_up_days",
            f"found {days.value} before a stated situation",
            f"expected 0, because {SECTION} is the first day's",
        )
