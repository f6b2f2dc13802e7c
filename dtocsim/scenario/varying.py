"""Values that differ by area or by date.

A key that may vary accepts one number, or one of these three forms in its place:

- `{by_area: {England: 3.4, West Yorkshire system: 3.2, Leeds: 3.0}}`: the most specific area wins: a council
  before its system, a system before England. Areas are named as for `--area`.
- `{by_date: {2017-04-01: 3.4, 2017-10-01: 3.0}}`: steps: each value holds from its date on.
- `{ramp: {2017-04-01: 3.4, 2018-03-31: 3.0}}`: a straight line between the dates, followed week by week: the
  value moves on Mondays, to where the line is on the Thursday.

Before its first date a course of dates has its first value, and after its last date the last one. A value
by area may be a course itself: `{by_area: {England: 3.4, Leeds: {ramp: {2017-04-01: 3.4, 2018-03-31: 3}}}}`.

When a file extends another, areas are replaced one by one: what is said of an area leaves the others as
they were, and `{by_area: {Leeds: 3.0}}` on top of 3.4 is 3.4 in England and 3.0 in Leeds. A number, steps or
a ramp replace whatever was there, in all areas.

The forms may also stand above several keys, for values that belong together; this says the same as a form at
each of them:

    by_area:
      Leeds:
        home_care: {search_mean_days: 3.0, elasticity: 0.9}

What a value by date means depends on what it is: of a duration or a share, the value on the day on which the
person draws it; of a capacity, how much there is from that day on; of the time it takes to find a place, how
quickly everybody finds one who is still looking; of demand, the arrivals of the day.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import fsum
from typing import Any, Protocol

BY_AREA, BY_DATE, RAMP = FORMS = ("by_area", "by_date", "ramp")
NATION = "England"

Number = int | float
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Course:
    """A value that changes over time.

    Attributes:
        dates: rising, at least one.
        values: one for each date.
        ramp: whether the value moves along a line between the dates, or steps on each of them.
    """

    dates: tuple[date, ...]
    values: tuple[Number, ...]
    ramp: bool

    def on(self, day: date) -> Number:
        """The value on a day."""
        if self.ramp:
            return self._line(day + timedelta(_THURSDAY - day.weekday()))
        begun = [value for start, value in zip(self.dates, self.values, strict=True) if start <= day]
        return begun[-1] if begun else self.values[0]

    def _line(self, day: date) -> Number:
        points = zip(self.dates, self.values, strict=True)
        for (start, low), (end, high) in pairwise(points):
            if start <= day < end:
                return low + (high - low) * ((day - start) / (end - start))
        return self.values[0] if day < self.dates[0] else self.values[-1]

    def changes(self) -> Iterator[date]:
        """The days on which the value may change."""
        if not self.ramp:
            yield from self.dates
            return
        monday = self.dates[0] - timedelta(self.dates[0].weekday())
        while monday <= self.dates[-1] + timedelta(7):
            yield monday
            monday += timedelta(7)

    def corners(self) -> Iterator[date]:
        """Days between which the value moves along a line: both sides of a step, the weeks around a bend."""
        shifts = (-7, 0, 7) if self.ramp else (-1, 0)
        yield from (day + timedelta(shift) for day in self.dates for shift in shifts)

    def written(self) -> dict[str, Any]:
        """The form in which a file says it."""
        points = zip(self.dates, self.values, strict=True)
        return {RAMP if self.ramp else BY_DATE: {day.isoformat(): value for day, value in points}}


Timed = Number | Course


@dataclass(frozen=True, slots=True)
class Local:
    """A value that differs by area.

    Attributes:
        by_area: value by the full name of an area; England is one of them.
    """

    by_area: Mapping[str, Timed]

    def at(self, areas: Sequence[str]) -> Timed:
        """The value in a place.

        Args:
            areas: the areas that hold the place, from the whole of England to the smallest.
        """
        return self.by_area[next(area for area in reversed(areas) if area in self.by_area)]

    def written(self) -> dict[str, Any]:
        """The form in which a file says it."""
        areas = self.by_area.items()
        return {BY_AREA: {area: v.written() if isinstance(v, Course) else v for area, v in areas}}


Varying = Course | Local
Content = Mapping[str, Any]


def is_form(content: object) -> bool:
    """Whether plain content is a value that varies, and not a section."""
    return isinstance(content, Mapping) and len(content) == 1 and next(iter(content)) in FORMS


def read(form: Content) -> Timed | Varying:
    """The value that a form says; a number where the form varies in name only.

    Args:
        form: a checked form, such as {"by_date": {"2017-04-01": 3.4, "2017-10-01": 3.0}}.
    """
    ((kind, told),) = form.items()
    if kind == BY_AREA:
        areas = {area: _timed(value) for area, value in told.items()}
        return areas[NATION] if len(set(areas.values())) == 1 else Local(areas)
    return _course(kind, told)


def _timed(value: Any) -> Timed:
    return _course(*next(iter(value.items()))) if is_form(value) else value


def _course(kind: str, told: Content) -> Timed:
    values = tuple(told.values())
    dates = tuple(date.fromisoformat(name) for name in told)
    return values[0] if len(set(values)) == 1 else Course(dates, values, kind == RAMP)


def in_place(value: Timed | Varying, areas: Sequence[str]) -> Timed:
    """What a value is in a place; see `Local.at`."""
    return value.at(areas) if isinstance(value, Local) else value


class Changing(Protocol):
    """A value of a place that changes over time."""

    def on(self, day: date) -> Number:
        """The value on a day."""

    def changes(self) -> Iterator[date]:
        """The days on which the value may change."""

    def corners(self) -> Iterator[date]:
        """Days between which nothing turns that it is made of."""


def on_day(value: Number | Changing, day: date) -> Number:
    """What a value is on a day."""
    return value if isinstance(value, int | float) else value.on(day)


def over(value: Number | Changing, days: Sequence[date]) -> Number:
    """The mean of a value over days."""
    return value if isinstance(value, int | float) else fsum(value.on(day) for day in days) / len(days)


def split(content: Content) -> tuple[dict[str, Any], dict[str, Varying]]:
    """Take the values that vary out of the content of a scenario.

    Args:
        content: plain values, forms and sections by key.

    Returns:
        The content with a number in the place of each form, England's at the earliest date, and what varies
        by key path.
    """
    found: dict[str, Varying] = {}
    return _split(content, "", found), found


def _split(content: Content, path: str, found: dict[str, Varying]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, value in content.items():
        key = f"{path}.{name}" if path else name
        if is_form(value):
            told = read(value)
            if isinstance(told, Course | Local):
                found[key] = told
            plain[name] = on_day(in_place(told, (NATION,)), date.min)
        else:
            plain[name] = _split(value, key, found) if isinstance(value, Mapping) else value
    return plain


def joined(content: Content, varying: Mapping[str, Varying]) -> dict[str, Any]:
    """The reverse of `split`: the content with each value that varies in its written form."""
    return replaced(content, {key: value.written() for key, value in varying.items()})


def flat(content: Content, path: str = "") -> dict[str, Any]:
    """The values of content by key path; one that varies is one value."""
    found: dict[str, Any] = {}
    for name, value in content.items():
        key = f"{path}.{name}" if path else name
        section = isinstance(value, Mapping) and not is_form(value)
        found |= flat(value, key) if section else {key: value}
    return found


def replaced(content: Content, values: Mapping[str, Any]) -> dict[str, Any]:
    """Content with some of its values replaced.

    Args:
        content: values by key, nested.
        values: new values by key path.
    """
    found = dict(content)
    for name, inner in by_first_step(values).items():
        found[name] = inner[""] if "" in inner else replaced(found[name], inner)
    return found


def by_first_step(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Group values by the first step of their key path; the rest of the path is empty where there is none."""
    groups: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        first, _, rest = path.partition(".")
        groups.setdefault(first, {})[rest] = value
    return groups
