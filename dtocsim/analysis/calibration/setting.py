"""Numbers of a scenario by key, read and set; one of a course of dates is called `key@date`."""

from collections.abc import Mapping
from dataclasses import replace

from dtocsim.scenario import Scenario
from dtocsim.scenario.varying import BY_AREA, NATION, Course

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
