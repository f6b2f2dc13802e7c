"""Tokens (a person, or a task of hers), the levels they stand in, and cancellation."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from simpy.events import Event, Process

from dtocsim.flow.journey import Journey
from dtocsim.flow.journey_steps import Clock, Join
from dtocsim.flow.lookup import Attribute, Lookup, Moment
from dtocsim.flow.network import Network
from dtocsim.flow.parts import Census
from dtocsim.flow.quantiles import FOREVER
from dtocsim.flow.reference.kept import CANCELLED, Keeper, Kept
from dtocsim.flow.reference.pools import Request, Searcher
from dtocsim.flow.reference.recording import Record
from dtocsim.flow.reference.values import look

if TYPE_CHECKING:
    from dtocsim.flow.reference.world import World


class ClockWon(Exception):
    """A clock has won: unwinds the walk to the step that opened its level."""

    def __init__(self, level: "Level") -> None:
        self.level = level


class StartAgain(Exception):
    """Unwinds the walk to the loop called `name`."""

    def __init__(self, name: str) -> None:
        self.name = name


@dataclass(eq=False)
class Level:
    """A scope, a loop or a patience that somebody stands in, with the clock that can win."""

    due: int
    clock: Clock | None


@dataclass(eq=False)
class Person:
    """What belongs to a person and is shared by her tasks."""

    key: np.uint64
    order: int
    attributes: list[int]
    moments: dict[Moment, int] = field(default_factory=dict)
    visits: dict[str, int] = field(default_factory=dict)
    spells: dict[str, int] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

    def record(self, census: Census) -> Record | None:
        """Return her record in a census, if she is in it."""
        return next((record for record in self.records if record.census is census), None)

    def value(self, network: Network, lookup: Lookup[Any], now: int) -> Any:
        """Return the entry of a lookup that applies to her today."""
        return look(network, self.attributes, lookup, now)


class Token(Keeper):
    """Somebody (or a task of hers) who walks through a journey."""

    def __init__(self, world: "World", person: Person, order: int, parent: "Token | None") -> None:
        self.world, self.person, self.order, self.parent = world, person, order, parent
        self.levels: list[Level] = []
        self.children: list[Token] = []
        self.task, self.spawn_depth = "", 0
        self.waits_for: Join | None = None
        self.request: Request | None = None
        self.searcher: Searcher | None = None
        self.wake: Event = Event(world.environment)
        self.process: Process | None = None
        self.gone = False
        self.journey: Journey
        self.given: set[Attribute] = set()

    def since(self, moment: Moment | None) -> int:
        """Return the tick since when a step counts: a moment of hers that has passed, else now."""
        if moment is None:
            return self.world.now
        return min(self.world.now, self.person.moments.get(moment, FOREVER))

    def draw(self, purpose: str) -> float:
        """Return her next draw for a purpose."""
        visit = self.person.visits.get(purpose, 0)
        self.person.visits[purpose] = visit + 1
        return self.world.draw(self.person.key, purpose, visit)

    @property
    def depth(self) -> int:
        """How many levels she stands in."""
        return len(self.levels)

    def pause(self) -> Event:
        """Return the event that will wake her."""
        self.wake = Event(self.world.environment)
        return self.wake

    def go_on(self, value: object = None) -> None:
        """Wake her before anybody in the ready list."""
        self.world.environment.wake_at_once(self.wake, value)

    def make_ready(self) -> None:
        """Append her to the ready list."""
        self.wake.succeed()

    def enter_level(self, clocks: list[Clock], remaining: bool = False) -> Level:
        """Enter a level with its clocks, drawn in declared order; of equal ones the first declared wins."""
        now = self.world.now
        due, winner = FOREVER, None
        for clock in clocks:
            if clock.moment is not None:
                ends = max(now, self.person.moments.get(clock.moment, FOREVER))
            else:
                assert clock.duration is not None
                ends = self.world.after(self.world.draw_ticks(self, clock.duration, clock.name, remaining))
            if ends < due:
                due, winner = ends, clock
        level = Level(due, winner)
        standing = self.earliest_clock()
        self.levels.append(level)
        if due < FOREVER and (standing is None or due < standing.due):
            self.world.schedule_clock(self, due)
        return level

    def earliest_clock(self) -> Level | None:
        """Return the level whose clock ends first, of equal ones the outermost."""
        return min(self.levels, key=lambda level: level.due, default=None)

    def leave_level(self) -> None:
        """Leave the innermost level normally: its tasks end, what was kept inside moves one level up."""
        depth = self.depth
        self.cancel_tasks(depth)
        self.give_back(CANCELLED)
        for kept in self.person.kept:
            if kept.owner is self and kept.depth >= depth:
                kept.depth = depth - 1
        self.levels.pop()
        self.world.settling.settle()

    def stop_waiting(self) -> None:
        """Take her out of whatever she waits in."""
        self.waits_for = None
        if self.request is not None:
            for pool in self.request.pools:
                self.world.recorder.add(pool.pool, "reneged")
                pool.leave_queue(self.request)
                self.world.settling.mark(pool)
            self.request = None
        if self.searcher is not None:
            self.world.pool_of_searcher(self.searcher).leave_search(self.searcher)
            self.searcher = None

    def cancel_tasks(self, depth: int) -> None:
        """End the tasks started at `depth` or deeper, the latest first, and their tasks before them."""
        for child in reversed(list(self.children)):
            if child.spawn_depth >= depth:
                child.cancel_tasks(0)
                child.stop_waiting()
                child.hand_up(CANCELLED)
                child.vanish()

    def vanish(self) -> None:
        """Be gone: whatever would have woken this token does nothing."""
        self.gone = True
        if self.parent is not None:
            self.parent.children.remove(self)
        if self.process is not None and self.process.target is not None and self.process.target.callbacks:
            self.process.target.callbacks.clear()

    def cancel_level(self, level: Level) -> None:
        """A clock has won: cancel all that goes on in its level and give back what was taken there."""
        depth = self.levels.index(level) + 1
        self.stop_waiting()
        self.cancel_tasks(depth)
        self.give_back(depth)
        del self.levels[depth - 1 :]
        self.world.settling.settle()

    def finish(self) -> None:
        """A person leaves; or a task ends, hands on what it keeps, and wakes its parent if she waits."""
        self.cancel_tasks(0)
        self.give_back(CANCELLED if self.parent is not None else 0)
        self.gone = True
        if self.parent is not None:
            self.hand_up(self.spawn_depth)
            parent = self.parent
            parent.children.remove(self)
            if parent.waits_for is not None and parent.waits_for.first:
                parent.cancel_tasks(parent.depth)
                parent.give_back(CANCELLED)
            if parent.waits_for is not None and not parent.running(parent.waits_for.tasks):
                parent.waits_for = None
                parent.make_ready()
        self.world.settling.settle()

    def running(self, tasks: tuple[str, ...]) -> bool:
        """Say whether one of these tasks is still running."""
        return any(child.task in tasks for child in self.children)
