"""What a flow network is: pools, streams of people, attributes, and what is recorded. Knows nothing of health
care.

A network is written down once with the classes of this module and of `journey`; `reference` walks it,
`compiled` runs the arrays that `program` makes of it. Times at the surface are days from `Network.start`;
inside they are ticks of one second, and tick 0 is the midnight that opens the first recorded day. A warm-up
runs in negative ticks and is not recorded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow import accept
from dtocsim.flow.declarations import Declarations
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import Attribute, By, Lookup, Moment, NetworkError
from dtocsim.flow.parts import Pool


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
    journey: Journey
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
    journey: Journey
    step: str
    number: int
    attributes: tuple[tuple[Attribute, int], ...]
    taking: tuple[tuple[str, Lookup[Pool | None]], ...]
    remaining: Duration | None = None
    since: tuple[tuple[Moment, tuple[float, ...]], ...] = ()


class Network(Declarations):
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
        super().__init__(name, days, start, warm_up_days)
        self.may_deadlock = may_deadlock
        self.journeys: list[Journey] = []
        self.streams: list[Stream] = []
        self.standings: list[Standing] = []

    def journey(self, name: str) -> Journey:
        """Start the description of a journey."""
        self._claim("journey", name)
        self.journeys.append(Journey(name, self))
        return self.journeys[-1]

    def stream(
        self,
        name: str,
        journey: Journey,
        per_day: float | Sequence[float] | NDArray[np.float64],
        *,
        by_month: Sequence[float] = (1.0,) * 12,
        by_weekday: Sequence[float] = (1.0,) * 7,
        by_hour: Sequence[float] = (1.0,) * 24,
        band_per_day: float | None = None,
        attributes: Mapping[Attribute, str] | None = None,
    ) -> Stream:
        """Declare arrivals.

        Args:
            per_day: expected arrivals a day: one value, or one for each of `all_days`.
            by_month: 12 factors from January; by_weekday: 7 from Monday; by_hour: 24 from midnight; each 0 or
                more, with mean 1 (months: as weighty as each other). They multiply.
            band_per_day: see `Stream`; by default the highest rate. Give it where another network shall have
                the same people at other rates.
            attributes: what new people are.
        """
        self._claim("stream", name)
        where = f"stream {name!r}"
        self._check_journey(journey, where)
        rates = np.asarray(per_day, dtype=np.float64)
        if rates.shape not in ((), (len(self.all_days),)):
            days_needed = f"one for each of {len(self.all_days)} days"
            raise NetworkError(f"{where}: per_day needs one rate, or {days_needed}")
        if not (np.isfinite(rates).all() and rates.min() >= 0):
            raise NetworkError(f"{where}: rates must be 0 or more")
        months, weekdays = _factors(by_month, 12, where), _factors(by_weekday, 7, where)
        hours = _factors(by_hour, 24, where)
        days = [months[day.month - 1] * weekdays[day.weekday()] for day in self.all_days]
        rates = rates * np.asarray(days)
        top = float(rates.max() * hours.max())
        band = band_per_day if band_per_day is not None else max(top, 1e-9)
        if band <= 0 or top / band > 10_000:
            raise NetworkError(
                f"stream {name!r}: band_per_day must be above 0 and not tiny against the rate {top:g}"
            )
        self.streams.append(Stream(name, journey, rates, hours, band, self.codes(attributes, where)))
        return self.streams[-1]

    def standing(
        self,
        name: str,
        journey: Journey,
        step: str,
        number: int,
        attributes: Mapping[Attribute, str] | None = None,
        taking: Mapping[str, Pool | By[Pool | None]] | None = None,
        remaining: Duration | None = None,
        since: Mapping[Moment, Sequence[float]] | None = None,
    ) -> Standing:
        """Place `number` real people at a named hold, seize or search step when the run starts.

        taking: units, by label, that they hold besides what the way to the step says (taken in an earlier
            turn of a loop); it may depend on what she is given and on traits drawn as the journey begins.
        remaining: what they still have to go at a hold; None for what remains of the step's own duration.
        since: moments of their lives that have passed, each with the days before the start, 0 or more, of
            every one of the `number` people.
        """
        self._claim("standing", name)
        if number < 0:
            raise NetworkError(f"standing {name!r}: the number of people must be 0 or more, found {number}")
        where = f"standing {name!r}"
        self._check_journey(journey, where)
        held = tuple((label, self.pool_lookup(pool, where)) for label, pool in (taking or {}).items())
        past = tuple((self.mine(Moment, each, where), tuple(days)) for each, days in (since or {}).items())
        if any(len(days) != number or min(days, default=0.0) < 0 for _, days in past):
            raise NetworkError(f"{where}: since needs {number} numbers of days, each 0 or more")
        if remaining is not None:
            self.lookup(remaining, accept.DURATION, where)
        codes = self.codes(attributes, where)
        self.standings.append(Standing(name, journey, step, number, codes, held, remaining, past))
        return self.standings[-1]

    def _check_journey(self, journey: Journey, where: str) -> None:
        if not isinstance(journey, Journey):
            raise NetworkError(f"{where}: expected a journey of the network, found {journey!r}")
        if journey not in self.journeys:
            raise NetworkError(f"{where}: a journey of another network: {journey.name!r}")


def _factors(factors: Sequence[float], count: int, where: str) -> NDArray[np.float64]:
    """Return so many factors, each 0 or more, with mean 1."""
    found = np.asarray(factors, dtype=np.float64)
    if found.shape != (count,) or not found.min() >= 0 or abs(found.mean() - 1) > 1e-6:
        raise NetworkError(f"{where}: needs {count} factors of 0 or more with mean 1")
    return found
