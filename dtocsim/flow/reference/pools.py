"""Pools as counters: queues by (class, since when, key), grants, searches."""

import bisect
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.flow.kernel.layout import FOUND
from dtocsim.flow.parts import Calendar, Change, Pool, SearchRule
from dtocsim.flow.reference.events import OrderedEnvironment
from dtocsim.flow.reference.recording import Recorder
from dtocsim.flow.working_time import after_work, work_before

if TYPE_CHECKING:
    from dtocsim.flow.reference.people import Token


@dataclass(eq=False)
class Request:
    """Somebody waits for units of one or several pools."""

    token: "Token"
    pools: list["PoolState"]
    amount: int
    priority: int
    joined: int
    since: int
    together: bool
    grant: "Callable[[Request, list[PoolState]], None]"

    @property
    def place(self) -> tuple[int, int, int]:
        """Place in a queue: class, since when, key."""
        return (self.priority, self.since, self.token.order)


@dataclass(eq=False)
class Searcher:
    """Somebody looks for a place; she finds it when the pool's hazard reaches `target`."""

    token: "Token"
    target: float
    joined: int
    since: int
    found: "Callable[[Searcher], None]"


class PoolState:
    """One pool during a run."""

    def __init__(self, pool: Pool, environment: OrderedEnvironment, recorder: Recorder) -> None:
        self.pool, self.environment, self.recorder = pool, environment, recorder
        self.capacity, self.occupied, self._rule = pool.capacity, 0, pool.search
        self.queue: list[Request] = []
        self.searchers: list[Searcher] = []
        self.changed = self.queue_changed = recorder.now
        self.hazard, self.rate, self.accrued_at, self.stamp = 0.0, 0.0, 0, 0

    @property
    def free(self) -> int:
        """Free units, below 0 after a cut."""
        return self.capacity - self.occupied

    def fits(self, amount: int) -> bool:
        """Say whether somebody who comes now could take `amount` at once."""
        return not self.queue and self.free >= amount

    def occupy(self, amount: int) -> None:
        """Change the occupancy, with everything that follows from it but grants."""
        self.before_search()
        self.recorder.occupied(self.pool, self.occupied, self.changed, amount)
        self.occupied += amount
        self.changed = self.recorder.now
        self.after_search()

    def change(self, change: Change) -> None:
        """Take a new capacity, a new search rule, or both."""
        self.before_search()
        if change.capacity is not None:
            self.capacity = change.capacity
        if change.search is not None:
            self._rule = change.search
        self.after_search()

    def _queue_changes(self, change: int) -> None:
        self.recorder.waiting(self.pool, len(self.queue), self.queue_changed, change)
        self.queue_changed = self.recorder.now

    def join_queue(self, request: Request) -> None:
        """Wait."""
        self._queue_changes(1)
        bisect.insort(self.queue, request, key=lambda each: each.place)

    def leave_queue(self, request: Request) -> None:
        """Wait no longer."""
        self._queue_changes(-1)
        self.queue.remove(request)
        self.recorder.add(self.pool, "waited_ticks", self.recorder.recorded(request.joined))

    def head_can_go(self) -> bool:
        """Say whether the request at the head can be granted: alone, or together with its other pools."""
        if not self.queue:
            return False
        head = self.queue[0]
        pools = head.pools if head.together else [self]
        return all(pool.free >= head.amount and pool.queue[0] is head for pool in pools)

    @property
    def rule(self) -> SearchRule:
        """The search rule that holds now."""
        assert self._rule is not None
        return self._rule

    def before_search(self) -> None:
        """Add the hazard accrued since the last change of the free share."""
        if not self.searchers:
            return
        now = self.recorder.now
        if self.rate > 0.0:
            calendar = self.rule.calendar
            elapsed = now - self.accrued_at
            if calendar is not None:
                elapsed = self._work_until(calendar, now) - self._work_until(calendar, self.accrued_at)
            self.hazard += self.rate * elapsed
        self.accrued_at = now

    def after_search(self) -> None:
        """Take the new hazard from the free share and plan when the first searcher will find a place."""
        if not self.searchers:
            return
        rule = self.rule
        self.rate = 0.0
        if self.free >= rule.amount:
            share = self.free / self.capacity / rule.reference_free_share
            self.rate = 1.0 / (rule.mean_days * 86400) * math.pow(share, rule.elasticity)
        self.stamp += 1
        if self.rate <= 0.0:
            return
        first, now = self.searchers[0], self.recorder.now
        needed = (first.target - self.hazard) / self.rate
        whole = math.ceil(min(needed, 1e15)) if needed > 0.0 else 0
        tick = now + whole if rule.calendar is None else self._work_done(rule.calendar, now, whole)
        stamp = self.stamp
        self.environment.schedule_at(tick, FOUND, first.token.order, lambda: self.place_found(stamp))

    def join_search(self, searcher: Searcher, threshold: float) -> None:
        """Start to search."""
        self.before_search()
        if not self.searchers:
            self.hazard, self.accrued_at = 0.0, self.recorder.now
        searcher.target = self.hazard + threshold
        bisect.insort(self.searchers, searcher, key=lambda each: (each.target, each.token.order))
        self.recorder.add(self.pool, "searches")
        self.after_search()

    def leave_search(self, searcher: Searcher) -> None:
        """Search no longer."""
        self.before_search()
        self.searchers.remove(searcher)
        if not self.searchers:
            self.stamp += 1
        self.after_search()

    def place_found(self, stamp: int) -> None:
        """The first searcher takes a place, unless the hazard has changed since this moment was planned."""
        if stamp == self.stamp:
            self.searchers[0].found(self.searchers[0])

    def _work_until(self, calendar: Calendar, tick: int) -> int:
        return work_until(calendar, self.recorder.network.first_tick, tick)

    def _work_done(self, calendar: Calendar, tick: int, work: int) -> int:
        return work_done(calendar, self.recorder.network.first_tick, tick, work)


def work_until(calendar: Calendar, first_tick: int, tick: int) -> int:
    """Return the working ticks of a calendar before `tick`."""
    before = np.concatenate(([0], np.cumsum(calendar.closes - calendar.opens)))[None]
    return int(work_before(calendar.opens[None], calendar.closes[None], before, 0, first_tick, tick))


def work_done(calendar: Calendar, first_tick: int, tick: int, work: int) -> int:
    """Return the tick at which working time begun at `tick` is done."""
    before = np.concatenate(([0], np.cumsum(calendar.closes - calendar.opens)))[None]
    return int(after_work(calendar.opens[None], calendar.closes[None], before, 0, first_tick, tick, work))


class Settling:
    """Pools whose queue may move, settled in the order in which they were marked."""

    def __init__(self) -> None:
        self._marked: list[PoolState] = []

    def mark(self, pool: PoolState) -> None:
        """Note that the head of a pool's queue may fit now."""
        if pool not in self._marked:
            self._marked.append(pool)

    def settle(self) -> None:
        """Grant every head that fits."""
        while self._marked:
            pool = self._marked[0]
            if not pool.head_can_go():
                self._marked.pop(0)
                continue
            request = pool.queue[0]
            taken = request.pools if request.together else [pool]
            for each in request.pools:
                if each is not pool:
                    self.mark(each)
            request.grant(request, taken)
