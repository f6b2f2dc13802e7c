"""Timed events in a binary heap, ordered by (tick, phase, key), and working time in calendars."""

import numpy as np

from dtocsim.flow._jit import kernel
from dtocsim.flow.kernel.layout import END, FIRST_TICK, HEAP_SIZE, LOST
from dtocsim.flow.working_time import after_work, work_before

PHASE_BITS = 3
PHASES = 1 << PHASE_BITS
"""A heap entry's time is tick * PHASES + phase."""


@kernel
def schedule(P, S, tick, phase, order, who, stamp):
    """Queue an event; what would come after the end of the run is never queued."""
    if tick >= S.registers[END]:
        return
    heap = S.heap
    when = tick * PHASES + phase
    hole = S.registers[HEAP_SIZE]
    if hole >= len(heap):
        S.registers[LOST] += 1
        return
    S.registers[HEAP_SIZE] = hole + 1
    while hole > 0:
        above = (hole - 1) >> 1
        if heap[above].when < when or (heap[above].when == when and heap[above].order <= order):
            break
        heap[hole] = heap[above]
        hole = above
    heap[hole].when = when
    heap[hole].order = order
    heap[hole].who = who
    heap[hole].stamp = stamp


@kernel
def earlier(one, other):
    """Return 1 if one heap entry comes before another, else 0; without a jump that no processor could guess."""
    return np.int64(one.when < other.when) | (
        np.int64(one.when == other.when) & np.int64(one.order < other.order)
    )


@kernel
def remove_first(S):
    """Drop the first event from the heap.

    The hole sinks to the bottom along the earlier children, and the last entry rises from there: it nearly
    always belongs near the bottom, so this compares half as often as letting it sink from the top.
    """
    heap = S.heap
    size = S.registers[HEAP_SIZE] - 1
    S.registers[HEAP_SIZE] = size
    hole, below = 0, 2
    while below < size:
        below -= earlier(heap[below - 1], heap[below])
        heap[hole] = heap[below]
        hole = below
        below = 2 * hole + 2
    if below == size:
        heap[hole] = heap[below - 1]
        hole = below - 1
    above = (hole - 1) >> 1
    while hole > 0 and earlier(heap[size], heap[above]):
        heap[hole] = heap[above]
        hole = above
        above = (hole - 1) >> 1
    heap[hole] = heap[size]


@kernel
def work_until(P, calendar, tick):
    """Return the working ticks of a calendar before `tick`."""
    return work_before(P.opens, P.closes, P.open_before, calendar, P.shape[FIRST_TICK], tick)


@kernel
def work_done(P, calendar, tick, work):
    """Return the tick at which working time begun at `tick` is done."""
    return after_work(P.opens, P.closes, P.open_before, calendar, P.shape[FIRST_TICK], tick, work)
