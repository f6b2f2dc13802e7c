"""Values that change on dates, as journeys, pools and streams read them."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow import By, Network, SearchRule
from dtocsim.flow.lookup import Period
from dtocsim.scenario import Scenario
from dtocsim.scenario.unseen import Looked

Value = TypeVar("Value")
Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class Periods:
    """The periods of a network that values change by, one for each list of dates on which they do."""

    network: Network
    _known: dict[tuple[date, ...], Period] = field(default_factory=dict)

    def of(self, starts: tuple[date, ...]) -> Period:
        """The period whose values are the stretches that begin on some dates, named by these dates."""
        if starts not in self._known:
            names = [day.isoformat() for day in starts]
            codes = _stretch(starts, self.network.all_days)
            self._known[starts] = self.network.period(f"from {', '.join(names)}", names, list(codes))
        return self._known[starts]


def _stretch(starts: Sequence[date], days: Sequence[date]) -> NDArray[np.int64]:
    """Position of the last start up to each day."""
    first, all_days = np.asarray(starts, "M8[D]"), np.asarray(days, "M8[D]")
    return np.searchsorted(first, all_days, "right").astype(np.int64) - 1


class Timeline:
    """A scenario of a place, and the days of the run on which it changes."""

    def __init__(self, scenario: Scenario, periods: Periods) -> None:
        self.scenario, self.periods = scenario, periods
        self.days = periods.network.all_days
        self.starts = scenario.changes(self.days)
        self._on: dict[date, Scenario] = {}
        self._steady = scenario.steady()

    def on(self, day: date) -> Scenario:
        """The scenario of a day."""
        if day not in self._on:
            self._on[day] = self.scenario.on(day)
        return self._on[day]

    @overload
    def value(self, of: Callable[[Scenario], By[Chosen]]) -> By[Chosen]: ...

    @overload
    def value(self, of: Callable[[Scenario], Chosen]) -> Chosen | By[Chosen]: ...

    def value(self, of: Callable[[Scenario], Any]) -> Any:
        """What a step uses: the value of the day, or simply the value where it never changes.

        Args:
            of: works the value out from the scenario of a day.
        """
        with suppress(Looked):
            return of(self._known_steady())
        first = of(self.on(self.days[0]))
        known = {self.days[0]: first}
        for day in self._telling:
            known[day] = of(self.on(day))
            if not alike(first, known[day]):
                break
        else:
            return first
        values = {day: known[day] if day in known else of(self.on(day)) for day in self.starts}
        return By(self.periods.of(self.starts), {day.isoformat(): value for day, value in values.items()})

    def ever(self, of: Callable[[Scenario], bool]) -> bool:
        """Whether something holds on any day of the run."""
        with suppress(Looked):
            return of(self._known_steady())
        return any(of(self.on(day)) for day in self.starts)

    def steps(
        self, of: Callable[[Scenario, date], Value], also: Sequence[date] = ()
    ) -> tuple[Value, list[tuple[float, Value]]]:
        """What a pool uses: the value at the start, and its later changes with the day of the run.

        Args:
            of: works the value out from the scenario of a day and the day itself.
            also: days on which the value may change for other reasons.
        """
        changing = [day for day in also if self.days[0] < day <= self.days[-1]]
        days = sorted({self.days[0], *changing})
        try:
            values = [of(self._known_steady(), day) for day in days]
        except Looked:
            days = sorted({*self.starts, *changing})
            values = [of(self.on(self._begun(day)), day) for day in days]
        start = self.periods.network.start
        changes = [
            (float((day - start).days), value)
            for day, (before, value) in zip(days[1:], pairwise(values), strict=True)
            if not alike(before, value)
        ]
        return values[0], changes

    def by_day(self, of: Callable[[Scenario], float | Sequence[float]]) -> NDArray[np.float64]:
        """What a stream uses: the value, or the values, on each day of the run; shape (days, ...)."""
        values = np.asarray([of(self.on(day)) for day in self.starts])
        found: NDArray[np.float64] = values[_stretch(self.starts, self.days)]
        return found

    def _known_steady(self) -> Scenario:
        """What is the same on every day; raises as if one had looked where there is nothing of the kind."""
        if self._steady is None:
            raise Looked
        return self._steady

    def _begun(self, day: date) -> date:
        return max(start for start in self.starts if start <= day)

    @cached_property
    def _telling(self) -> list[date]:
        """Days that tell whether a value ever changes: around the corners of all courses, and half-way."""
        corners = [min(max(day, self.days[0]), self.days[-1]) for day in self.scenario.corners()]
        halfway = [start + (end - start) / 2 for start, end in pairwise(corners)]
        return sorted({self._begun(day) for day in (*corners, *halfway)} - {self.days[0]})


def alike(one: object, other: object) -> bool:
    """Whether two values of a step or a pool are the same, wherever they were made."""
    if one is other:
        return True
    if isinstance(one, By) and isinstance(other, By):
        same = one.attribute is other.attribute
        return same and all(alike(part, other.values[name]) for name, part in one.values.items())
    if isinstance(one, SearchRule) and isinstance(other, SearchRule):
        return vars(one) == vars(other)
    return one == other
