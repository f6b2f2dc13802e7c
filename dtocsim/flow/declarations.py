"""What a network is declared to be made of, before any journey: attributes, pools, calendars, records."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

import numpy as np

from dtocsim.flow.accept import Kind
from dtocsim.flow.lookup import Attribute, Lookup, Moment, NetworkError, Period
from dtocsim.flow.parts import UNLIMITED, Calendar, Census, Counter, Pool, SearchRule, Stock
from dtocsim.flow.quantiles import DAY

Declared = TypeVar("Declared")
Part = TypeVar("Part", Attribute, Period, Moment, Pool, Calendar, Counter, Census)

WORDS: dict[type, str] = {
    Attribute: "an attribute",
    Period: "a period",
    Moment: "a moment",
    Pool: "a pool",
    Calendar: "a calendar",
    Counter: "a counter",
    Census: "a census",
}


class Declarations:
    """The parts of a network; times are days from `start`, tick 0 is the midnight that opens it."""

    def __init__(
        self,
        name: str,
        days: int = 365,
        start: date = date(2017, 4, 1),
        warm_up_days: int = 0,
    ) -> None:
        if days < 1 or warm_up_days < 0:
            raise NetworkError(f"network {name!r}: needs days of 1 or more and warm_up_days of 0 or more")
        self.name, self.days, self.start, self.warm_up_days = name, days, start, warm_up_days
        self.attributes: list[Attribute] = []
        self.periods: list[Period] = []
        self.report_period: Period | None = None
        self.moments: list[Moment] = []
        self.pools: list[Pool] = []
        self.calendars: list[Calendar] = []
        self.counters: list[Counter] = []
        self.censuses: list[Census] = []
        self._only: tuple[Attribute, int] | None = None
        self._names: set[tuple[str, str]] = set()
        self._mine: set[object] = set()

    @property
    def first_tick(self) -> int:
        """Tick at which the warm-up starts, 0 or below."""
        return -self.warm_up_days * DAY

    @cached_property
    def all_days(self) -> list[date]:
        """Every date of the run, warm-up included."""
        first = self.start - timedelta(days=self.warm_up_days)
        return [first + timedelta(days=day) for day in range(self.days + self.warm_up_days)]

    def _claim(self, kind: str, name: str) -> None:
        if not isinstance(name, str) or not name:
            raise NetworkError(f"network {self.name!r}: a {kind} needs a name, found {name!r}")
        if (kind, name) in self._names:
            raise NetworkError(f"network {self.name!r}: there is already a {kind} called {name!r}")
        self._names.add((kind, name))

    def _declare(self, parts: list[Any], part: Declared) -> Declared:
        parts.append(part)
        self._mine.add(part)
        return part

    def mine(self, kind: type[Part], part: object, where: str) -> Part:
        """Return a part of this network.

        Raises:
            NetworkError: if it is something else, or belongs to another network; begins with `where`.
        """
        if not isinstance(part, kind):
            found = repr(part) if isinstance(part, str | int | float) else type(part).__name__
            raise NetworkError(f"{where}: expected {WORDS[kind]} of the network, found {found}")
        if part not in self._mine:
            raise NetworkError(f"{where}: {WORDS[kind]} of another network: {part.name!r}")
        return part

    def pool_lookup(self, value: Any, where: str, consume: bool = False) -> Lookup[Pool | None]:
        """Flatten a pool (to consume: a stock), None, or either by attribute; NetworkError if it is none."""
        lookup: Lookup[Pool | None] = self.sources(Lookup.of(value), where)
        for pool in lookup.values:
            if pool is None:
                continue
            self.mine(Pool, pool, where)
            if isinstance(pool, Stock) != consume:
                fault = "is a pool: seize it" if consume else "is a stock: consume it"
                raise NetworkError(f"{where}: {pool.name!r} {fault}")
        return lookup

    def lookup(self, value: Any, kind: Kind, where: str) -> Lookup[Any]:
        """Flatten a value of a kind, or one that depends on attributes; NetworkError if it is none."""
        lookup: Lookup[Any] = self.sources(Lookup.of(value), where)
        for each in lookup.values:
            if not kind.fits(each):
                raise NetworkError(f"{where}: expected {kind.words}, found {each!r}")
        return lookup

    def sources(self, lookup: Lookup[Any], where: str) -> Lookup[Any]:
        """Return a lookup whose attributes and periods are those of this network."""
        for source in lookup.sources:
            self.source(source, where)
        return lookup

    def source(self, source: Attribute | Period, where: str) -> Attribute | Period:
        """Return an attribute or a period of this network."""
        if isinstance(source, Period):
            return self.mine(Period, source, where)
        return self.mine(Attribute, source, where)

    def codes(
        self, attributes: Mapping[Attribute, str] | None, where: str
    ) -> tuple[tuple[Attribute, int], ...]:
        """Return the codes of values of attributes."""
        return tuple(
            (self.mine(Attribute, attribute, where), attribute.code(value))
            for attribute, value in (attributes or {}).items()
        )

    def attribute(self, name: str, *values: str) -> Attribute:
        """Declare a property of people; `values` in fixed order, the first one is the default."""
        self._claim("attribute", name)
        if not values:
            raise NetworkError(f"attribute {name!r} needs at least one value")
        if len(set(values)) < len(values) or not all(isinstance(value, str) for value in values):
            raise NetworkError(f"attribute {name!r}: values must be different words, found {values}")
        return self._declare(self.attributes, Attribute(name, values, len(self.attributes)))

    def period(self, name: str, values: Sequence[str], by_day: Sequence[int]) -> Period:
        """Declare a property of the calendar: `by_day` gives a code for each of `all_days`."""
        self._claim("period", name)
        codes = np.asarray(by_day, dtype=np.int64)
        if len(codes) != len(self.all_days) or codes.min() < 0 or codes.max() >= len(values):
            raise NetworkError(
                f"period {name!r} needs a code below {len(values)} for each of {len(self.all_days)} days"
            )
        return self._declare(self.periods, Period(name, tuple(values), len(self.periods), codes))

    def report_by(self, period: Period) -> None:
        """Tally waits and stays apart for each value of a period, by the day on which they end."""
        self.report_period = self.mine(Period, period, f"network {self.name!r}, report_by")

    @property
    def reports(self) -> int:
        """Stretches of time for which waits and stays are tallied apart, 1 or more."""
        return 1 if self.report_period is None else len(self.report_period.values)

    def moment(self, name: str) -> Moment:
        """Declare a date of people's lives that a step notes and clocks use."""
        self._claim("moment", name)
        return self._declare(self.moments, Moment(name, len(self.moments)))

    def pool(
        self,
        name: str,
        capacity: int = UNLIMITED,
        *,
        steps: Sequence[tuple[float, int]] = (),
        room: int | None = None,
        search: SearchRule | None = None,
        search_steps: Sequence[tuple[float, SearchRule]] = (),
    ) -> Pool:
        """Declare counted capacity; see `Pool` for the arguments."""
        self._claim("pool", name)
        if capacity < 0 or any(units < 0 for _, units in steps):
            raise NetworkError(f"pool {name!r}: capacities must be 0 or more and days of steps must rise")
        if room is not None and room < 0:
            raise NetworkError(f"pool {name!r}: room in the queue must be 0 or more, found {room}")
        if search_steps and search is None:
            raise NetworkError(f"pool {name!r}: later search rules need one to begin with")
        for days in ([day for day, _ in steps], [day for day, _ in search_steps]):
            self._check_steps(name, days)
        for rule in (search, *(each for _, each in search_steps)):
            if rule is not None and rule.calendar is not None:
                self.mine(Calendar, rule.calendar, f"pool {name!r}, search rule")
        pool = Pool(name, capacity, len(self.pools), tuple(steps), room, search, tuple(search_steps))
        return self._declare(self.pools, pool)

    def _check_steps(self, pool: str, days: Sequence[float]) -> None:
        ticks = [round(day * DAY) for day in days]
        if ticks != sorted(set(ticks)):
            raise NetworkError(f"pool {pool!r}: capacities must be 0 or more and days of steps must rise")
        if ticks and ticks[0] < self.first_tick:
            raise NetworkError(f"pool {pool!r}: a step on day {days[0]:g} lies before the run starts")

    def stock(
        self,
        name: str,
        opening: int = UNLIMITED,
        *,
        top_ups: Sequence[tuple[float, int]] = (),
        room: int | None = None,
    ) -> Stock:
        """Declare something that `consume` uses up.

        Args:
            opening: units at the start, 0 or more.
            top_ups: (day, units) that are added later, days rising, 0 being the first recorded day.
            room: how many may wait for a top-up, None for any number.
        """
        self._claim("pool", name)
        if opening < 0 or any(units < 0 for _, units in top_ups):
            raise NetworkError(f"stock {name!r}: what it opens with and is topped up by must be 0 or more")
        if room is not None and room < 0:
            raise NetworkError(f"stock {name!r}: room in the queue must be 0 or more, found {room}")
        self._check_steps(name, [day for day, _ in top_ups])
        given = accumulate((units for _, units in top_ups), initial=opening)
        steps = tuple((day, units) for (day, _), units in zip(top_ups, list(given)[1:], strict=True))
        return self._declare(self.pools, Stock(name, opening, len(self.pools), steps, room))

    def calendar(
        self,
        name: str,
        week: Mapping[int, tuple[float, float]],
        special: Mapping[date, tuple[float, float]] | None = None,
    ) -> Calendar:
        """Declare working hours: for weekday 0 (Monday) to 6 the (opening, closing) hour.

        Dates in `special` have hours of their own, instead of their weekday's; equal hours are a closed day.
        """
        self._claim("calendar", name)
        margin = [self.all_days[-1] + timedelta(days=1 + day) for day in range(400)]
        usual = {day: week.get(day.weekday(), (0.0, 0.0)) for day in self.all_days + margin}
        hours = [(special or {}).get(day, hours) for day, hours in usual.items()]
        opens, closes = np.rint(np.asarray(hours).T * 3600).astype(np.int64)
        if not (closes > opens).any() or (closes < opens).any() or opens.min() < 0 or closes.max() > DAY:
            raise NetworkError(f"calendar {name!r} must open on some day, with hours rising between 0 and 24")
        return self._declare(self.calendars, Calendar(name, len(self.calendars), opens, closes))

    def count_only(self, attribute: Attribute, value: str) -> None:
        """Let every counter and census declared from now on be about people with this value of an attribute.

        What happens to people, and what pools record, stays the same.
        """
        self.mine(Attribute, attribute, f"network {self.name!r}, count_only")
        self._only = attribute, attribute.code(value)

    def counter(self, name: str, *by: Attribute) -> Counter:
        """Declare a count of events by day and by attributes."""
        self._claim("counter", name)
        for attribute in by:
            self.mine(Attribute, attribute, f"counter {name!r}")
        return self._declare(self.counters, Counter(name, by, len(self.counters), self._only))

    def census(
        self,
        name: str,
        *by: Attribute,
        marks: Sequence[str] = (),
        at_least_days: Sequence[float] = (0.0,),
    ) -> Census:
        """Declare a count at each midnight; see `Census`."""
        self._claim("census", name)
        for attribute in by:
            self.mine(Attribute, attribute, f"census {name!r}")
        if len(set(marks)) < len(marks) or min(at_least_days, default=-1.0) < 0:
            raise NetworkError(f"census {name!r}: marks must differ and thresholds be 0 or more days")
        if len(marks) > 60:
            raise NetworkError(f"census {name!r}: at most 60 marks, found {len(marks)}")
        census = Census(name, by, tuple(marks), tuple(at_least_days), len(self.censuses), self._only)
        return self._declare(self.censuses, census)
