"""What a person keeps and gives back: units of pools, stays in censuses, marks; a list, last taken first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dtocsim.flow.log import EventType
from dtocsim.flow.parts import Census
from dtocsim.flow.reference.pools import PoolState

if TYPE_CHECKING:
    from dtocsim.flow.journey import Journey
    from dtocsim.flow.reference.people import Person, Token
    from dtocsim.flow.reference.world import World

CANCELLED = float(1 << 30)
"""Depth of what a cancelled task has left behind: deeper than any level."""


@dataclass(eq=False)
class Kept:
    """Something a person keeps: units of a pool, a place in a census, or a mark.

    `owner` took it at `depth`.
    """

    owner: "Token"
    depth: float
    label: object
    pool: PoolState | None = None
    amount: int = 0
    since: int = 0
    census: Census | None = None
    mark: int | None = None


class Keeper:
    """What a token does with what its person keeps."""

    world: "World"
    person: "Person"
    parent: "Token | None"
    order: int
    journey: "Journey"

    def hand_up(self, depth: float) -> None:
        """Give what a task keeps to its parent."""
        assert self.parent is not None
        for kept in self.person.kept:
            if kept.owner is self:
                kept.owner, kept.depth = self.parent, depth

    def give_back(self, depth: float) -> None:
        """Give back, last taken first, what this token keeps from `depth` on."""
        for kept in reversed(list(self.person.kept)):
            if kept.owner is self and kept.depth >= depth:
                self.drop(kept)

    def drop(self, kept: Kept) -> None:
        """Give back one thing."""
        self.person.kept.remove(kept)
        recorder = self.world.recorder
        if kept.pool is not None:
            kept.pool.occupy(-kept.amount)
            recorder.add(kept.pool.pool, "held_ticks", kept.amount * recorder.recorded(kept.since))
            self.world.write(self, f"release {kept.label}", EventType.RESOURCE_USE_END, kept.pool)
            self.world.settling.mark(kept.pool)
        elif kept.census is not None and kept.mark is None:
            record = self.person.record(kept.census)
            assert record is not None
            recorder.stretch(record)
            recorder.stay(record)
            self.person.records.remove(record)
        elif kept.census is not None:
            self.change_mark(kept.census, lambda marks: marks.discard(kept.mark or 0))

    def change_mark(self, census: Census, change: Callable[[set[int]], None]) -> None:
        """Set or clear a mark; the stretch under the old marks is counted first."""
        record = self.person.record(census)
        if record is not None:
            self.world.recorder.stretch(record)
            change(record.marks)

    def last_kept(self, matches: Callable[[Kept], bool]) -> Kept | None:
        """Return what was kept last of what matches."""
        return next((kept for kept in reversed(self.person.kept) if matches(kept)), None)
