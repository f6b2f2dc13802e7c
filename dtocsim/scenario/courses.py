"""Courses of forces over time: a wave that comes and goes, and a scheme that others weaken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .varying import Changing, Course


@dataclass(frozen=True, slots=True)
class Wave:
    """Rises along a line from the first day, stays, and falls along a line until the last day.

    Attributes:
        start: the first day.
        rise_days: days until it is at its height, 0 or more.
        fall_days: days before the end from which on it falls, 0 or more.
        end: the last day.
    """

    start: date
    rise_days: int
    fall_days: int
    end: date

    def on(self, day: date) -> float:
        """Between 0 and 1; along its lines it moves on Mondays, as every value of a scenario does."""
        if not self.start <= day <= self.end:
            return 0.0
        return min((float(line.on(day)) for line in self._lines), default=1.0)

    @property
    def _lines(self) -> tuple[Course, ...]:
        rise = Course((self.start, self.start + timedelta(self.rise_days)), (0.0, 1.0), ramp=True)
        fall = Course((self.end - timedelta(self.fall_days), self.end), (1.0, 0.0), ramp=True)
        return (rise,) * (self.rise_days > 0) + (fall,) * (self.fall_days > 0)

    def changes(self) -> Iterator[date]:
        """The days on which it may change."""
        yield from (self.start, self.end + timedelta(1))
        for line in self._lines:
            yield from line.changes()

    def corners(self) -> Iterator[date]:
        """Days between which it moves along a line."""
        yield from (self.start - timedelta(1), self.start, self.end, self.end + timedelta(1))
        for line in self._lines:
            yield from line.corners()


@dataclass(frozen=True, slots=True)
class Weakened:
    """A course that loses shares of its height while something else is at work.

    Attributes:
        course: what it is else.
        by: the share that each of the others takes at its own height, 0 to 1, and their courses.
    """

    course: Changing
    by: tuple[tuple[float, Changing], ...]

    def on(self, day: date) -> float:
        """What is left on a day: others take their shares of what is there, one after another."""
        value = float(self.course.on(day))
        for share, other in self.by:
            value *= 1 - share * other.on(day)
        return value

    def changes(self) -> Iterator[date]:
        """The days on which it may change."""
        for course in (self.course, *(other for _, other in self.by)):
            yield from course.changes()

    def corners(self) -> Iterator[date]:
        """Days between which nothing turns that it is made of."""
        for course in (self.course, *(other for _, other in self.by)):
            yield from course.corners()
