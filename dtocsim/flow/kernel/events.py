"""Timed events, ordered by (tick, phase, key), and working time in calendars.

Events of the current span of time stand in a binary heap; later ones in a list for each span, in no order,
until it comes. A heap of one span has a dozen events and is low; one of a whole run has thousands, and does
not fit into the fastest memory.
"""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow._prefetch import prefetch
from dtocsim.flow.kernel.layout import (
    AHEAD,
    CLOCK,
    END,
    FIRST_TICK,
    FREE_LATER,
    HEAP_SIZE,
    LEFT_LATER,
    LOST,
    NONE,
    SEEN,
    SEEN_BEFORE,
    SPAN_BITS,
    SPAN_NOW,
)
from dtocsim.flow.working_time import after_work, work_before

PHASE_BITS = 3
PHASES = 1 << PHASE_BITS
"""A heap entry's time is tick * PHASES + phase."""


@inlined
def schedule(P, S, tick, phase, order, who, stamp):
    """Queue an event; what would come after the end of the run is never queued."""
    registers = S.registers
    if tick >= registers[END]:
        return
    if registers[LEFT_LATER] <= registers[HEAP_SIZE]:
        registers[LOST] += 1
        return
    when = tick * PHASES + phase
    span = (tick - P.shape[FIRST_TICK]) >> registers[SPAN_BITS]
    if span <= registers[SPAN_NOW]:
        push(S, when, order, who, stamp)
        return
    entry = registers[FREE_LATER]
    row = S.later[entry]
    registers[FREE_LATER] = row.next
    registers[LEFT_LATER] -= 1
    row.when, row.order, row.who, row.stamp, row.next = when, order, who, stamp, S.spans[span]
    S.spans[span] = entry


@inlined
def push(S, when, order, who, stamp):
    """Put an event of the current span into the heap."""
    heap = S.heap
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


@inlined
def event_before(P, S, until):
    """Say whether an event comes before tick `until`; while the heap is empty, move on to later spans."""
    registers = S.registers
    last = (until - 1 - P.shape[FIRST_TICK]) >> registers[SPAN_BITS]
    while registers[HEAP_SIZE] == 0 and registers[SPAN_NOW] < last:
        registers[SPAN_NOW] += 1
        if registers[SPAN_NOW] + 1 < len(S.spans):
            registers[AHEAD] = S.spans[registers[SPAN_NOW] + 1]
        each = S.spans[registers[SPAN_NOW]]
        S.spans[registers[SPAN_NOW]] = NONE
        while each != NONE:
            row = S.later[each]
            push(S, row.when, row.order, row.who, row.stamp)
            after = row.next
            row.next = registers[FREE_LATER]
            registers[FREE_LATER] = each
            registers[LEFT_LATER] += 1
            each = after
    return registers[HEAP_SIZE] > 0 and S.heap[0].when < until * PHASES


@inlined
def look_ahead(S):
    """Ask for the memory of one of the next span's people, called once an event: it is there when she comes.

    What a row names can only be asked for when the row has come, so the third step, for the one seen two
    events ago, follows the second, which follows the first.
    """
    registers = S.registers
    each = registers[AHEAD]
    if each == NONE:
        return
    prefetch(S.kept, S.kept[S.tokens[registers[SEEN_BEFORE]].kept].next)
    registers[SEEN_BEFORE] = registers[SEEN]
    prefetch(S.kept, S.tokens[registers[SEEN]].kept)
    prefetch(S.frames, S.tokens[registers[SEEN]].frame)
    row = S.later[each]
    if row.when & (PHASES - 1) <= CLOCK:
        registers[SEEN] = row.who
        prefetch(S.tokens, row.who)
        prefetch(S.people, row.who)
    registers[AHEAD] = row.next
    prefetch(S.later, row.next)


@kernel
def earlier(one, other):
    """Return 1 if one heap entry comes before another, else 0, without a jump that nobody could predict."""
    return np.int64(one.when < other.when) | (
        np.int64(one.when == other.when) & np.int64(one.order < other.order)
    )


@inlined
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
