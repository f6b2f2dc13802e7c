"""Time: a SimPy environment whose events are ordered by (tick, phase, key).

Everything that SimPy itself schedules (a process that starts, an event that succeeds) joins the ready list,
which is first in, first out and drained before the next timed event.
"""

import heapq
from collections.abc import Callable, Generator
from typing import Any

import simpy
from simpy.events import Event

from dtocsim.flow.kernel.layout import CAPACITY, CLOCK, HOLD_END

AT_ONCE, READY = -2, -1
"""Priorities before any phase: whom a timed event wakes, and the ready list."""

Steps = Generator[Event, Any, Any]

__all__ = ["CAPACITY", "CLOCK", "HOLD_END", "OrderedEnvironment", "Steps"]


class OrderedEnvironment(simpy.Environment):
    """SimPy's event loop with a total order made of data."""

    def schedule(self, event: Event, priority: int = READY, delay: float = 0) -> None:
        """Append to the ready list; called by SimPy."""
        place = priority if priority == AT_ONCE else READY
        self._push(self._now, place, event)

    def schedule_at(self, tick: int, phase: int, key: int, action: Callable[[], None]) -> None:
        """Do something at a tick, after everything of an earlier phase, or of the same with a smaller key."""
        event = Event(self)
        event._ok, event._value = True, None
        assert event.callbacks is not None
        event.callbacks.append(lambda _: action())
        self._push(tick, phase << 64 | key, event)

    def _push(self, tick: float, place: int, event: Event) -> None:
        queue: list[Any] = self._queue
        heapq.heappush(queue, (tick, place, next(self._eid), event))

    def wake_at_once(self, event: Event, value: object) -> None:
        """Let the process that waits for `event` go on before anybody in the ready list."""
        event._ok, event._value = True, value
        self.schedule(event, AT_ONCE)

    def pending_at_once(self) -> bool:
        """Say whether somebody is woken or ready now."""
        return bool(self._queue) and self._queue[0][1] < 0
