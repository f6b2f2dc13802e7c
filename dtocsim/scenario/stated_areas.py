"""The areas that a scenario names: that of the run, those of schemes, and those whose start is stated.

All are known; a situation is told once of each area, and no warm-up goes before it.
"""

from collections.abc import Callable, Iterator

from .gazetteer import Area, Gazetteer
from .history import History
from .problems import Place, Problem
from .scheme_areas import with_full_names_of_schemes
from .tree import Branch, Leaf, Node

SECTION = "initial_state"


def with_full_names(tree: Branch, gazetteer: Callable[[], Gazetteer | None]) -> tuple[Branch, list[Problem]]:
    """Spell the areas of the run, of schemes and of the stated situation in one way.

    Args:
        tree: all layers together.
        gazetteer: gives the areas there are; None where the tables cannot be read.

    Returns:
        The tree with full names, and what is wrong: unknown areas, an area told twice, a warm-up before it.
    """
    tree, problems = _run_area(tree, gazetteer)
    tree, wrong = with_full_names_of_schemes(tree, gazetteer)
    problems += wrong
    section = tree.entries.get(SECTION)
    areas = section.entries.get("areas") if isinstance(section, Branch) else None
    if isinstance(section, Branch) and isinstance(areas, Branch) and areas.entries and (known := gazetteer()):
        tree, wrong = _situation(tree, section, areas, known)
        problems += wrong
    return tree, problems


def keys_in_full(history: History, tree: Branch, gazetteer: Gazetteer | None) -> History:
    """A history in which the areas of the stated situation have their full names, as in the scenario."""
    section = tree.entries.get(SECTION)
    areas = section.entries.get("areas") if isinstance(section, Branch) else None
    if gazetteer is None or not isinstance(areas, Branch):
        return history
    found = {name: gazetteer.find(name) for name in areas.entries}
    full = {f"{SECTION}.areas.{name}.": area.name for name, area in found.items() if area is not None}
    renamed = {}
    for key, settings in history.items():
        start = next((each for each in full if key.startswith(each)), None)
        renamed[f"{SECTION}.areas.{full[start]}.{key[len(start) :]}" if start else key] = settings
    return renamed


def _run_area(tree: Branch, gazetteer: Callable[[], Gazetteer | None]) -> tuple[Branch, list[Problem]]:
    run = tree.entries.get("run")
    told = run.entries.get("area") if isinstance(run, Branch) else None
    if not isinstance(run, Branch) or not isinstance(told, Leaf) or not isinstance(told.value, str):
        return tree, []
    known = gazetteer()
    if known is None:
        return tree, []
    area, place = known.find(told.value), told.place
    if area is None:
        found = f"unknown area '{told.value[:60]}'"
        return tree, [Problem(place.file, place.line, "run.area", found, known.nearest(told.value))]
    named = Branch({**run.entries, "area": Leaf(area.name, place)}, run.place)
    return Branch({**tree.entries, "run": named}, tree.place), []


def _situation(
    tree: Branch, section: Branch, areas: Branch, gazetteer: Gazetteer
) -> tuple[Branch, list[Problem]]:
    found: dict[Area, Node] = {}
    problems = list(_warm_up(tree, section.place))
    for name, node in areas.entries.items():
        area = gazetteer.find(name)
        told, expected = _wrong_area(name, area, found, gazetteer)
        if told:
            problems.append(
                Problem(node.place.file, node.place.line, f"{SECTION}.areas.{name}", told, expected)
            )
        elif area is not None:
            found[area] = node
    named = Branch({area.name: node for area, node in found.items()}, areas.place)
    inside = Branch({**section.entries, "areas": named}, section.place)
    return Branch({**tree.entries, SECTION: inside}, tree.place), problems


def _wrong_area(
    name: str, area: Area | None, found: dict[Area, Node], gazetteer: Gazetteer
) -> tuple[str, str]:
    """What is wrong with a name, or with the area it means beside those before it; nothing if all is well."""
    if area is None:
        return "unknown area", gazetteer.nearest(name)
    if area.level == "district":
        council = gazetteer.around(area, "council")[0]
        return "found a district", f"expected its council, {council}, or a system: beds and teams are theirs"
    again = _told(area, found, gazetteer)
    return (f"the people of {area.name} told twice", again) if again else ("", "")


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


def _warm_up(tree: Branch, stated: Place) -> Iterator[Problem]:
    """What is wrong with a warm-up before a situation that is stated somewhere."""
    run = tree.entries.get("run")
    days = run.entries.get("warm_up_days") if isinstance(run, Branch) else None
    if isinstance(days, Leaf) and isinstance(days.value, int) and days.value > 0:
        # The base file has a warm-up for others; it is the file with the situation that must do without.
        told = "" if days.place.file == stated.file else f", as {days.place} says,"
        place = days.place if not told else stated
        found = f"{days.value}{told} before a stated situation"
        expected = f"write run: {{warm_up_days: 0}}, because {SECTION} is the first day's"
        yield Problem(place.file, place.line, "run.warm_up_days", f"found {found}", expected)
