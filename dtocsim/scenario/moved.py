"""Values that schemes move: what they are on a day, and on which days they change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .scheme import LAST, Move, Scheme
from .varying import Course, Number, Timed, on_day


@dataclass(frozen=True, slots=True)
class Phase:
    """How far a scheme is at work over time: nothing, along a line to all of it, nothing again."""

    start: date
    ramp_days: int
    end: date

    @classmethod
    def of(cls, scheme: Scheme) -> "Phase":
        """The phase of a scheme."""
        return cls(scheme.start, scheme.ramp_days, scheme.end)

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
class Moved:
    """A value of a place and the moves of the schemes that are at work there.

    Attributes:
        value: what it is without them.
        moves: each with the part of the place that it is about (of `adds`, the part of the units that the
            place has), above 0 to 1, and its phase; in the order in which the file names the schemes.
    """

    value: Timed
    moves: tuple[tuple[Move, float, Phase], ...]

    def on(self, day: date) -> Number:
        """The value on a day."""
        value = on_day(self.value, day)
        for move, part, phase in self.moves:
            value = move.applied(value, part * phase.on(day))
        return value

    def changes(self) -> Iterator[date]:
        """The days on which the value may change."""
        yield from self.value.changes() if isinstance(self.value, Course) else ()
        for _, _, phase in self.moves:
            yield from phase.changes()

    def corners(self) -> Iterator[date]:
        """Days between which nothing that it is made of turns."""
        yield from self.value.corners() if isinstance(self.value, Course) else ()
        for _, _, phase in self.moves:
            yield from phase.corners()
