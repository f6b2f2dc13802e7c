"""How far a scheme is at work over time, and how its benefit builds up behind it and fades."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from math import exp

from .varying import Course

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""Days before and after any run."""
_WEEK = timedelta(7)


@dataclass(frozen=True, slots=True)
class Phase:
    """How far a scheme is at work over time: nothing, along a line to all of it, nothing again."""

    start: date
    ramp_days: int
    end: date

    def on(self, day: date) -> float:
        """Between 0 and 1; along the ramp it moves on Mondays, as every value of a scenario does."""
        if not self.start <= day <= self.end:
            return 0.0
        return float(self._rise.on(day)) if self.ramp_days else 1.0

    @property
    def _rise(self) -> Course:
        full = min(LAST, self.start + timedelta(self.ramp_days))
        return Course((self.start, full), (0.0, 1.0), ramp=True)

    def changes(self) -> Iterator[date]:
        """The days on which it may change."""
        yield from (self.start, self.end + timedelta(1))
        if self.ramp_days:
            yield from self._rise.changes()

    def corners(self) -> Iterator[date]:
        """Days between which it moves along a line."""
        yield from (self.start - timedelta(1), self.start, self.end, self.end + timedelta(1))
        if self.ramp_days:
            yield from self._rise.corners()


@dataclass(frozen=True, slots=True)
class Benefit:
    """How many people a scheme has helped so far and still does, over those it helps in the long run.

    Everybody it takes on is helped after a while, and for so long on average (exponentially); week by week.

    Attributes:
        phase: how far it takes people on.
        after_days: days from being taken on to being helped, 0 or more.
        lasts_days: mean days for which it helps, above 0.
    """

    phase: Phase
    after_days: float
    lasts_days: float

    def on(self, day: date) -> float:
        """Between 0 and 1."""
        weeks = _benefits(self)
        position = (day - _monday(self.phase.start)) // _WEEK
        return weeks[min(position, len(weeks) - 1)] if position >= 0 else 0.0

    def changes(self) -> Iterator[date]:
        """The Mondays on which it may change."""
        first = _monday(self.phase.start)
        yield from (first + position * _WEEK for position in range(len(_benefits(self))))

    def corners(self) -> Iterator[date]:
        """Days between which it rises, or falls, without turning."""
        after = timedelta(self.after_days)
        ends = (self.phase.start, self.phase.start + after, self.phase.end, min(LAST, self.phase.end) + after)
        yield from (day + shift for day in ends for shift in (-_WEEK, timedelta(0), _WEEK, 4 * _WEEK))


@lru_cache(maxsize=64)
def _benefits(benefit: Benefit) -> tuple[float, ...]:
    """The benefit in each week from the start to the last day of any run."""
    kept = exp(-_WEEK.days / benefit.lasts_days)
    monday, after = _monday(benefit.phase.start), timedelta(benefit.after_days)
    found, now = [0.0], 0.0
    while monday < LAST - _WEEK:
        begun = monday - after
        now = now * kept + (1 - kept) * (benefit.phase.on(begun) if begun >= FIRST else 0.0)
        found.append(now)
        monday += _WEEK
    return tuple(found)


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())
