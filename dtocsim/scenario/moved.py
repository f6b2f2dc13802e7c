"""Values that schemes move: what they are on a day, and on which days they change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .scheme import Move
from .varying import Changing, Course, Number, Timed, on_day


@dataclass(frozen=True, slots=True)
class Moved:
    """A value of a place and the moves of the schemes that are at work there.

    Attributes:
        value: what it is without them.
        moves: each with the part of the place that it is about (of `adds`, the part of the units that the
            place has), above 0 to 1, and its course; in the order in which the file names the schemes.
    """

    value: Timed
    moves: tuple[tuple[Move, float, Changing], ...]

    def on(self, day: date) -> Number:
        """The value on a day."""
        value = on_day(self.value, day)
        for move, part, course in self.moves:
            value = move.applied(value, part * course.on(day))
        return value

    def changes(self) -> Iterator[date]:
        """The days on which the value may change."""
        yield from self.value.changes() if isinstance(self.value, Course) else ()
        for _, _, course in self.moves:
            yield from course.changes()

    def corners(self) -> Iterator[date]:
        """Days between which nothing that it is made of turns."""
        yield from self.value.corners() if isinstance(self.value, Course) else ()
        for _, _, course in self.moves:
            yield from course.corners()
