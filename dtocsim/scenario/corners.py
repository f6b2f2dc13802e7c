"""Whether values that vary make sense together, in every place and on every date: shares that sum to one."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from pydantic import ValidationError

from .gazetteer import Gazetteer
from .model import Scenario, value_at
from .varying import NATION, Course, Local, Varying

MOST_CORNERS = 20_000
"""Combinations of place and date that are checked for one group of keys; a checked one takes 0.1 ms."""


class TooManyCorners(ValueError):
    """A group of keys differs between more places and dates than can be checked; the argument is its path."""


def contradictions(scenario: Scenario, gazetteer: Gazetteer) -> Iterator[tuple[str, str, ValidationError]]:
    """Check the keys that belong together in each kind of place, wherever their courses have corners.

    Between the corners values move along straight lines, and all that they must fulfil together is linear.

    Args:
        scenario: one whose values of England at the start were checked.
        gazetteer: the areas there are.

    Yields:
        Key path of the group, where and when it fails in words, and what pydantic found.

    Raises:
        TooManyCorners: for a group that no file needs.
    """
    for path in _groups(scenario):
        varying = {key: v for key, v in scenario.varying.items() if key.startswith(f"{path}.")}
        places, days = _places(varying, gazetteer), _days(varying) or [scenario.run.first_day]
        if len(places) * len(days) > MOST_CORNERS:
            raise TooManyCorners(path)
        for areas, day in product(places, days):
            group = value_at(scenario.at(*areas).on(day), path)
            try:
                type(group).model_validate(group.model_dump(by_alias=True))
            except ValidationError as error:
                yield path, _words(areas, day if len(days) > 1 else None), error


def _groups(scenario: Scenario) -> list[str]:
    """Key paths of the parts that check their keys together and of which a key varies."""
    found: dict[str, None] = {}
    for key in scenario.varying:
        steps = key.split(".")
        for length in range(1, len(steps)):
            path = ".".join(steps[:length])
            if type(value_at(scenario, path)).__pydantic_decorators__.model_validators:
                found[path] = None
    return list(found)


def _places(varying: Mapping[str, Varying], gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """The areas named that hold a place, for every kind of place."""
    named = {area for value in varying.values() if isinstance(value, Local) for area in value.by_area}
    chains = ((NATION, system.name, council.name) for system, council in gazetteer.parts)
    return list(dict.fromkeys(tuple(area for area in chain if area in named) for chain in chains))


def _days(varying: Mapping[str, Varying]) -> list[date]:
    courses: list[Course] = []
    for value in varying.values():
        timed = value.by_area.values() if isinstance(value, Local) else [value]
        courses += [each for each in timed if isinstance(each, Course)]
    return sorted({day for course in courses for day in course.corners()})


def _words(areas: tuple[str, ...], day: date | None) -> str:
    where = f"in {areas[-1]} " if areas else ""
    return f"{where}on {day}" if day else where.strip()
