"""What a flow network is: pools, streams of people, attributes, and what is recorded. Knows nothing of health
care.

A network is written down once with the classes of this module and of `journey`; `reference` walks it,
`compiled` runs the arrays that `program` makes of it. Times at the surface are days from `Network.start`;
inside they are ticks of one second, and tick 0 is the midnight that opens the first recorded day. A warm-up
runs in negative ticks and is not recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.lookup import Attribute, By, Lookup, Moment, NetworkError, Period
from dtocsim.flow.quantiles import DAY

if TYPE_CHECKING:
    from dtocsim.flow.durations import Duration
    from dtocsim.flow.journey import Journey

UNLIMITED = 1 << 40
"""Capacity of a pool that never runs out."""


@dataclass(frozen=True, eq=False)
class SearchRule:
    """How places of a pool are found when nobody queues for them.

    The hazard of finding one place is (free share / reference free share) ** elasticity / mean days, counted
    in working time when a calendar is given; nothing free means hazard 0.
    """

    mean_days: float
    reference_free_share: float = 1.0
    elasticity: float = 0.0
    amount: int = 1
    calendar: "Calendar | None" = None

    def __post_init__(self) -> None:
        if not (self.mean_days > 0 and self.reference_free_share > 0 and self.amount >= 1):
            raise NetworkError(
                "a search rule needs mean_days and reference_free_share above 0 and amount of 1 or more"
            )


@dataclass(frozen=True, eq=False)
class Pool:
    """Counted capacity with one queue, ordered by (class, time joined, key): the head blocks, nobody
    overtakes.

    capacity: units at the start; steps: later capacities as (day, units), days rising, 0 being the first
    recorded day;
    room: how many may wait, None for any number; search: the rule for steps that search instead of queue;
    search_steps: later rules as (day, rule), days rising: who is searching goes on under the new rule.
    """

    name: str
    capacity: int
    index: int
    steps: tuple[tuple[float, int], ...] = ()
    room: int | None = None
    search: SearchRule | None = None
    search_steps: tuple[tuple[float, SearchRule], ...] = ()

    @property
    def changes(self) -> "list[Change]":
        """What changes when, in the order of time."""
        units = {round(day * DAY): capacity for day, capacity in self.steps}
        rules = {round(day * DAY): rule for day, rule in self.search_steps}
        ticks = sorted(units.keys() | rules.keys())
        return [Change(tick, units.get(tick), rules.get(tick)) for tick in ticks]


@dataclass(frozen=True, eq=False)
class Change:
    """At a tick a pool takes a new capacity, a new search rule, or both; None leaves it as it is."""

    tick: int
    capacity: int | None
    search: SearchRule | None


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working hours: per day of the run (warm-up and a margin included) the open stretch in seconds after
    midnight.

    opens, closes: integers, shape (days,); a closed day has opens == closes.
    """

    name: str
    index: int
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stream:
    """Arrivals from outside: candidates in bands of a fixed width, thinned to the rate of the day and the
    hour.

    per_day: expected arrivals on each day of the run, warm-up included, shape (days,); by_hour: 24 factors
    with mean 1;
    band: width of a band in arrivals a day, a constant of the network: a higher rate adds bands and moves no
    candidate.
    """

    name: str
    journey: "Journey"
    per_day: NDArray[np.float64]
    by_hour: NDArray[np.float64]
    band: float
    attributes: tuple[tuple[Attribute, int], ...]


@dataclass(frozen=True, eq=False)
class Standing:
    """Real people who stand at a step when the run starts, each with the remaining time that the step has in
    equilibrium.

    remaining: the duration they still have to go at a hold; None for what remains of the step's own duration:
        the equilibrium residual, or, where the step has a `since`, what is left after the time given.
    since: moments of their lives that have passed, as days before the start for each of them.
    """

    name: str
    journey: "Journey"
    step: str
    number: int
    attributes: tuple[tuple[Attribute, int], ...]
    taking: tuple[tuple[str, "Lookup[Pool | None]"], ...]
    remaining: "Duration | None" = None
    since: tuple[tuple[Moment, tuple[float, ...]], ...] = ()


@dataclass(frozen=True, eq=False)
class Counter:
    """Counts events by day and by the person's attributes.

    only: the attribute and the code of the people it is about; None for everybody.
    Tallied as an array (values of each attribute..., days).
    """

    name: str
    by: tuple[Attribute, ...]
    index: int
    only: tuple[Attribute, int] | None = None


@dataclass(frozen=True, eq=False)
class Census:
    """Counts at each midnight the people in it, by attributes at entry, by mark and by time already spent.

    marks: ordered; a person counts under her first unfinished mark, under none of them (last row) when she
    has none.
    at_least_days: thresholds; the tally's first axis counts those who have been in for at least so long.
    only: the attribute and the code, on entry, of the people it is about; None for everybody.
    Tallied as an array (thresholds, values of each attribute..., marks + 1, days).
    """

    name: str
    by: tuple[Attribute, ...]
    marks: tuple[str, ...]
    at_least_days: tuple[float, ...]
    index: int
    only: tuple[Attribute, int] | None = None


class Network:
    """A description of pools, streams and journeys; see the module for units.

    Args:
        name: what it describes.
        days: length of the recorded run.
        start: date of the first recorded day (weekdays and months of rates and calendars follow from it).
        warm_up_days: days run before `start` and not recorded.
        may_deadlock: accept people who hold one thing and wait for another in a circle that no clock ends;
            such a network is refused otherwise (see `circles`).
    """

    def __init__(
        self,
        name: str,
        days: int = 365,
        start: date = date(2017, 4, 1),
        warm_up_days: int = 0,
        *,
        may_deadlock: bool = False,
    ) -> None:
        if days < 1 or warm_up_days < 0:
            raise NetworkError(f"network {name!r}: needs days of 1 or more and warm_up_days of 0 or more")
        self.name, self.days, self.start, self.warm_up_days = name, days, start, warm_up_days
        self.may_deadlock = may_deadlock
        self.attributes: list[Attribute] = []
        self.periods: list[Period] = []
        self.report_period: Period | None = None
        self.moments: list[Moment] = []
        self.pools: list[Pool] = []
        self.calendars: list[Calendar] = []
        self.journeys: list[Journey] = []
        self.streams: list[Stream] = []
        self.standings: list[Standing] = []
        self.counters: list[Counter] = []
        self.censuses: list[Census] = []
        self._only: tuple[Attribute, int] | None = None
        self._names: set[tuple[str, str]] = set()

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
        if (kind, name) in self._names:
            raise NetworkError(f"network {self.name!r}: there is already a {kind} called {name!r}")
        self._names.add((kind, name))

    def attribute(self, name: str, *values: str) -> Attribute:
        """Declare a property of people; `values` in fixed order, the first one is the default."""
        self._claim("attribute", name)
        if not values:
            raise NetworkError(f"attribute {name!r} needs at least one value")
        self.attributes.append(Attribute(name, values, len(self.attributes)))
        return self.attributes[-1]

    def period(self, name: str, values: Sequence[str], by_day: Sequence[int]) -> Period:
        """Declare a property of the calendar: `by_day` gives a code for each of `all_days`."""
        self._claim("period", name)
        codes = np.asarray(by_day, dtype=np.int64)
        if len(codes) != len(self.all_days) or codes.min() < 0 or codes.max() >= len(values):
            raise NetworkError(
                f"period {name!r} needs a code below {len(values)} for each of {len(self.all_days)} days"
            )
        self.periods.append(Period(name, tuple(values), len(self.periods), codes))
        return self.periods[-1]

    def report_by(self, period: Period) -> None:
        """Tally waits and stays apart for each value of a period, by the day on which they end."""
        self.report_period = period

    @property
    def reports(self) -> int:
        """Stretches of time for which waits and stays are tallied apart, 1 or more."""
        return 1 if self.report_period is None else len(self.report_period.values)

    def moment(self, name: str) -> Moment:
        """Declare a date of people's lives that a step notes and clocks use."""
        self._claim("moment", name)
        self.moments.append(Moment(name, len(self.moments)))
        return self.moments[-1]

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
        if search_steps and search is None:
            raise NetworkError(f"pool {name!r}: later search rules need one to begin with")
        for days in ([day for day, _ in steps], [day for day, _ in search_steps]):
            self._check_steps(name, days)
        number = len(self.pools)
        self.pools.append(Pool(name, capacity, number, tuple(steps), room, search, tuple(search_steps)))
        return self.pools[-1]

    def _check_steps(self, pool: str, days: Sequence[float]) -> None:
        ticks = [round(day * DAY) for day in days]
        if ticks != sorted(set(ticks)):
            raise NetworkError(f"pool {pool!r}: capacities must be 0 or more and days of steps must rise")
        if ticks and ticks[0] < self.first_tick:
            raise NetworkError(f"pool {pool!r}: a step on day {days[0]:g} lies before the run starts")

    def calendar(
        self, name: str, week: Mapping[int, tuple[float, float]], closed: Sequence[date] = ()
    ) -> Calendar:
        """Declare working hours: for weekday 0 (Monday) to 6 the (opening, closing) hour.

        Dates in `closed` stay shut.
        """
        self._claim("calendar", name)
        margin = [self.all_days[-1] + timedelta(days=1 + day) for day in range(400)]
        hours = [
            (0.0, 0.0) if day in closed else week.get(day.weekday(), (0.0, 0.0))
            for day in self.all_days + margin
        ]
        opens, closes = np.rint(np.asarray(hours).T * 3600).astype(np.int64)
        if not (closes > opens).any() or (closes < opens).any() or opens.min() < 0 or closes.max() > DAY:
            raise NetworkError(f"calendar {name!r} must open on some day, with hours rising between 0 and 24")
        self.calendars.append(Calendar(name, len(self.calendars), opens, closes))
        return self.calendars[-1]

    def journey(self, name: str) -> "Journey":
        """Start the description of a journey."""
        from dtocsim.flow.journey import Journey

        self._claim("journey", name)
        self.journeys.append(Journey(name))
        return self.journeys[-1]

    def stream(
        self,
        name: str,
        journey: "Journey",
        per_day: float | Sequence[float] | NDArray[np.float64],
        *,
        by_hour: Sequence[float] = (1.0,) * 24,
        band_per_day: float | None = None,
        attributes: Mapping[Attribute, str] | None = None,
    ) -> Stream:
        """Declare arrivals: `per_day` for every day, or one value for each of `all_days`; see `Stream`."""
        self._claim("stream", name)
        rates = np.broadcast_to(np.asarray(per_day, dtype=np.float64), (len(self.all_days),)).copy()
        hours = np.asarray(by_hour, dtype=np.float64)
        if rates.min() < 0 or hours.shape != (24,) or hours.min() < 0 or abs(hours.mean() - 1) > 1e-6:
            raise NetworkError(
                f"stream {name!r}: rates must be 0 or more and 24 hourly factors must have mean 1"
            )
        top = float(rates.max() * hours.max())
        band = band_per_day if band_per_day is not None else max(top, 1e-9)
        if band <= 0 or top / band > 10_000:
            raise NetworkError(
                f"stream {name!r}: band_per_day must be above 0 and not tiny against the rate {top:g}"
            )
        self.streams.append(Stream(name, journey, rates, hours, band, _codes(attributes)))
        return self.streams[-1]

    def standing(
        self,
        name: str,
        journey: "Journey",
        step: str,
        number: int,
        attributes: Mapping[Attribute, str] | None = None,
        taking: "Mapping[str, Pool | By[Pool | None]] | None" = None,
        remaining: "Duration | None" = None,
        since: Mapping[Moment, Sequence[float]] | None = None,
    ) -> Standing:
        """Place `number` real people at a named hold, seize or search step when the run starts.

        taking: units, by label, that they hold besides what the way to the step says (taken in an earlier
            turn of a loop).
        remaining: what they still have to go at a hold; None for what remains of the step's own duration.
        since: moments of their lives that have passed, each with the days before the start, 0 or more, of
            every one of the `number` people.
        """
        self._claim("standing", name)
        if number < 0:
            raise NetworkError(f"standing {name!r}: the number of people must be 0 or more, found {number}")
        flat: list[tuple[str, Lookup[Pool | None]]] = []
        for label, pool in (taking or {}).items():
            flat.append((label, Lookup.of(pool)))
        past = tuple((moment, tuple(days)) for moment, days in (since or {}).items())
        if any(len(days) != number or min(days, default=0.0) < 0 for _, days in past):
            raise NetworkError(f"standing {name!r}: since needs {number} numbers of days, each 0 or more")
        self.standings.append(
            Standing(name, journey, step, number, _codes(attributes), tuple(flat), remaining, past)
        )
        return self.standings[-1]

    def count_only(self, attribute: Attribute, value: str) -> None:
        """Let every counter and census declared from now on be about people with this value of an attribute.

        What happens to people, and what pools record, stays the same.
        """
        self._only = attribute, attribute.code(value)

    def counter(self, name: str, *by: Attribute) -> Counter:
        """Declare a count of events by day and by attributes."""
        self._claim("counter", name)
        self.counters.append(Counter(name, by, len(self.counters), self._only))
        return self.counters[-1]

    def census(
        self,
        name: str,
        *by: Attribute,
        marks: Sequence[str] = (),
        at_least_days: Sequence[float] = (0.0,),
    ) -> Census:
        """Declare a count at each midnight; see `Census`."""
        self._claim("census", name)
        if len(marks) > 60:
            raise NetworkError(f"census {name!r}: at most 60 marks, found {len(marks)}")
        census = Census(name, by, tuple(marks), tuple(at_least_days), len(self.censuses), self._only)
        self.censuses.append(census)
        return self.censuses[-1]


def _codes(attributes: Mapping[Attribute, str] | None) -> tuple[tuple[Attribute, int], ...]:
    return tuple((attribute, attribute.code(value)) for attribute, value in (attributes or {}).items())
