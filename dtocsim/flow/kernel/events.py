"""Timed events in a binary heap, ordered by (tick, phase, key), and working time."""

from dtocsim.flow._jit import kernel
from dtocsim.flow.kernel.layout import END, FIRST_TICK, HEAP_SIZE
from dtocsim.flow.quantiles import DAY, FOREVER

PHASES = 8
"""A heap entry's time is tick * PHASES + phase."""


@kernel
def schedule(P, S, tick, phase, order, who, stamp):
    """Queue an event; what would come after the end of the run is never queued."""
    if tick >= S.registers[END]:
        return
    heap = S.heap
    when = tick * PHASES + phase
    hole = S.registers[HEAP_SIZE]
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
    """Say whether one heap entry comes before another."""
    return one.when < other.when or (one.when == other.when and one.order < other.order)


@kernel
def remove_first(S):
    """Drop the first event from the heap."""
    heap = S.heap
    size = S.registers[HEAP_SIZE] - 1
    S.registers[HEAP_SIZE] = size
    hole = 0
    while True:
        below = 2 * hole + 1
        if below >= size:
            break
        if below + 1 < size and earlier(heap[below + 1], heap[below]):
            below += 1
        if not earlier(heap[below], heap[size]):
            break
        heap[hole] = heap[below]
        hole = below
    heap[hole] = heap[size]


@kernel
def calendar_day(P, tick):
    """Return the row of a calendar that holds the day of `tick`."""
    return tick // DAY - P.shape[FIRST_TICK] // DAY


@kernel
def work_before(P, calendar, tick):
    """Return the working time between the first tick of the run and `tick`."""
    day = calendar_day(P, tick)
    if day >= P.opens.shape[1]:
        return P.open_before[calendar, P.opens.shape[1]]
    within = tick - (tick // DAY) * DAY
    done = min(max(within - P.opens[calendar, day], 0), P.closes[calendar, day] - P.opens[calendar, day])
    return P.open_before[calendar, day] + done


@kernel
def after_work(P, calendar, tick, work):
    """Return the tick at which `work` ticks of working time, begun at `tick`, are done.

    Work that ends exactly at closing ends then; no work outside hours ends at the next opening; beyond the calendar: FOREVER.
    """
    if work >= FOREVER:
        return FOREVER
    done = work_before(P, calendar, tick)
    target = done + work
    low = calendar_day(P, tick)
    days = P.opens.shape[1]
    if low >= days:
        return FOREVER
    if work == 0:
        within = tick - (tick // DAY) * DAY
        if P.opens[calendar, low] <= within < P.closes[calendar, low]:
            return tick
        target += 1
    high = days
    if P.open_before[calendar, high] < target:
        return FOREVER
    while low < high:
        middle = (low + high) // 2
        if P.open_before[calendar, middle + 1] >= target:
            high = middle
        else:
            low = middle + 1
    end = (low * DAY + P.shape[FIRST_TICK]) + P.opens[calendar, low] + target - P.open_before[calendar, low]
    return end - 1 if work == 0 else end
