"""Numbers of a scenario by key, read and set; one of a course of dates is called `key@date`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .model import Scenario
from .varying import BY_AREA, NATION, Course, flat, is_form

Values = Mapping[str, float]
AT = "@"


def numbers(scenario: Scenario) -> dict[str, float]:
    """Every number that can be set: those that differ by area are left out, those by date named with each
    date."""
    found: dict[str, float] = {}
    _collect(scenario.model_dump(by_alias=True, exclude={"baseline"}), "", found)
    for key, value in scenario.varying.items():
        del found[key]
        if isinstance(value, Course):
            dated = zip(value.dates, value.values, strict=True)
            found |= {f"{key}{AT}{day.isoformat()}": float(number) for day, number in dated}
    return found


def _collect(content: object, path: str, found: dict[str, float]) -> None:
    if isinstance(content, Mapping):
        for name, inner in content.items():
            _collect(inner, f"{path}.{name}" if path else name, found)
    elif isinstance(content, tuple):
        for index, inner in enumerate(content):
            _collect(inner, f"{path}[{index}]", found)
    elif isinstance(content, int | float) and not isinstance(content, bool):
        found[path] = float(content)


def written(scenario: Scenario, values: Values, area: str | None = None) -> dict[str, object]:
    """What a scenario file says by key to set some numbers.

    Args:
        scenario: the scenario as it is.
        values: numbers by key, or by key and date.
        area: full name of the area in which alone they hold; None for everywhere.
    """
    plain: dict[str, object] = {key: value for key, value in values.items() if AT not in key}
    dated = {key.partition(AT)[0] for key in values if AT in key}
    told = plain | {key: _course(scenario, key, values).written() for key in dated}
    if area is None:
        return told
    before = scenario.content()
    return {key: {BY_AREA: {NATION: _value(before, key), area: value}} for key, value in told.items()}


def _course(scenario: Scenario, key: str, values: Values) -> Course:
    course = scenario.varying[key]
    assert isinstance(course, Course)
    moved = (
        values.get(f"{key}{AT}{day.isoformat()}", number)
        for day, number in zip(course.dates, course.values, strict=True)
    )
    return replace(course, values=tuple(moved))


def _value(content: object, key: str) -> object:
    for name in key.split("."):
        assert isinstance(content, Mapping)
        content = content[name]
    return content


def changed(scenario: Scenario, values: Values, area: str | None = None) -> Scenario:
    """The scenario with some numbers set; see `written`.

    Raises:
        ValidationError: they contradict one another.
    """
    return scenario.changed(written(scenario, values, area))


def moved(scenario: Scenario, values: Values, area: str | None = None) -> Scenario:
    """The scenario as it would be on a base with other numbers.

    What a what-if makes of a number it makes of the new one in proportion: a third less stays a third less.

    Args:
        scenario: a base, or a what-if that extends one.
        values: numbers of the base by key, or by key and date.
        area: full name of the area in which alone they hold; None for everywhere.

    Raises:
        ValidationError: they contradict one another.
        KeyError: a number does not exist, or the what-if changes one that moves by date.
    """
    before = numbers(scenario.base)
    base = changed(scenario.base, {key: values[key] for key in values if before[key] != values[key]}, area)
    told = flat(scenario.baseline)
    if by_date := told.keys() & {key.partition(AT)[0] for key in values if AT in key}:
        raise KeyError(sorted(by_date)[0])
    here = {}
    for key in told:
        now = _value(scenario.content(), key)
        ratio = values[key] / before[key] if key in values and before[key] else 1.0
        here[key] = now if ratio == 1 else _times(now, ratio, area)
    return base.what_if(here)


def _times(value: Any, ratio: float, area: str | None) -> Any:
    """A number, or all numbers of a form, times a ratio; only those of an area where one is named."""
    if area is not None:
        areas = dict(value[BY_AREA]) if is_form(value) and BY_AREA in value else {NATION: value}
        return {BY_AREA: {**areas, area: _times(areas.get(area, areas[NATION]), ratio, None)}}
    if isinstance(value, Mapping):
        return {name: _times(inner, ratio, None) for name, inner in value.items()}
    return value * ratio
