"""The loop: settle queues, run whoever is running, drain the ready list, then the next timed event."""

import math

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.draws import derive
from dtocsim.flow.kernel.changes import run_changes
from dtocsim.flow.kernel.events import (
    PHASE_BITS,
    PHASES,
    event_before,
    look_ahead,
    remove_first,
    schedule,
)
from dtocsim.flow.kernel.layout import (
    ARRIVAL,
    ARRIVED,
    CAPACITY,
    CENSUS,
    CLOCK,
    CURRENT,
    DIRTY_COUNT,
    DONE,
    END,
    EVENTS,
    FIRST_TICK,
    FOUND,
    FREE,
    HEAP_SIZE,
    HOLD_END,
    HOLDING,
    KINDS,
    LEFT_FRAMES,
    LEFT_KEPT,
    LEFT_LATER,
    LEFT_NODES,
    LEFT_REVISITS,
    LEFT_TOKENS,
    LOG_SIZE,
    LOGGING,
    MOST_STEPS,
    NEEDS_MEMORY,
    NONE,
    NOW,
    POOL,
    QUEUED,
    READY_FIRST,
    READY_LAST,
    RUNNING,
    STUCK,
)
from dtocsim.flow.kernel.people import cancel_level, earliest_clock, new_person, note_moment
from dtocsim.flow.kernel.pools import (
    after_search,
    before_search,
    mark_dirty,
    place_found,
    settle_one,
    uniform_of,
)
from dtocsim.flow.kernel.recording import (
    move_clock,
    record_census,
    record_held,
    record_occupied,
    record_waiting,
    write_line,
)
from dtocsim.flow.kernel.steps import run_step
from dtocsim.flow.quantiles import DAY, exponential_quantile

MARGIN = 64
"""Free rows that every table must have before a step: no single step takes more."""
HEAP_MARGIN = 512

GAP = np.uint64(0x9AE16A3B2F90404F)
ACCEPT = np.uint64(0xC3A5C85C97CB3127)
"""Purposes of the two draws that belong to a candidate arrival."""


@kernel
def steps_that_fit(S):
    """Return for how many steps no table can overflow, whatever they do."""
    registers = S.registers
    rows = min(registers[LEFT_TOKENS], registers[LEFT_FRAMES], registers[LEFT_KEPT])
    rows = min(rows, registers[LEFT_NODES], registers[LEFT_REVISITS])
    fit = min(rows // MARGIN, (registers[LEFT_LATER] - registers[HEAP_SIZE]) // HEAP_MARGIN)
    if registers[LOGGING] != 0:
        # Half of the lines are left for somebody who gives back thousands of things in one step.
        fit = min(fit, (len(S.log) // 2 - registers[LOG_SIZE]) // MARGIN)
    return fit


@kernel
def advance(P, S, T, until):
    """Run events before tick `until`.

    Returns DONE; or NEEDS_MEMORY with everything in a state to go on from; or STUCK if time stands still.
    """
    registers = S.registers
    tick, steps, fit = registers[NOW], 0, 0
    while True:
        steps += 1
        if registers[NOW] != tick:
            tick, steps = registers[NOW], 0
        if steps > MOST_STEPS:
            return STUCK
        if fit == 0:
            fit = steps_that_fit(S)
            if fit == 0:
                return NEEDS_MEMORY
        if registers[DIRTY_COUNT] > 0:
            settle_one(P, S, T)
            fit -= 1
        elif registers[CURRENT] != NONE:
            taken = run_changes(P, S, T, registers[CURRENT], fit)
            steps, fit = steps + taken, fit - taken
            if registers[DIRTY_COUNT] == 0 and fit > 0:
                fit -= 1
                if not run_step(P, S, T, registers[CURRENT]):
                    registers[CURRENT] = NONE
        elif registers[READY_FIRST] != NONE:
            take_ready(S)
        elif event_before(P, S, until):
            next_event(P, S, T)
            fit -= 1
        else:
            return DONE


@kernel
def take_ready(S):
    """Let the first token of the ready list run."""
    token = S.registers[READY_FIRST]
    S.registers[READY_FIRST] = S.tokens[token].next
    if S.tokens[token].next == NONE:
        S.registers[READY_LAST] = NONE
    S.tokens[token].doing = RUNNING
    S.registers[CURRENT] = token


@inlined
def next_event(P, S, T):
    """Take the next timed event and do what it says; stale ones do nothing."""
    first = S.heap[0]
    tick, phase, who, stamp = first.when >> PHASE_BITS, first.when & (PHASES - 1), first.who, first.stamp
    look_ahead(S)
    remove_first(S)
    move_clock(P, S, tick)
    if phase == HOLD_END:
        if S.tokens[who].stamp == stamp and S.tokens[who].doing == HOLDING:
            S.tokens[who].doing = RUNNING
            S.registers[CURRENT] = who
            S.registers[EVENTS] += 1
    elif phase == CLOCK:
        clock_event(P, S, T, who, stamp)
    elif phase == ARRIVAL:
        S.registers[EVENTS] += 1
        arrival_event(P, S, who)
    elif phase == FOUND:
        if S.pools[who].stamp == stamp:
            S.registers[EVENTS] += 1
            S.registers[CURRENT] = place_found(P, S, T, who)
    elif phase == CAPACITY:
        S.registers[EVENTS] += 1
        capacity_event(P, S, who)


@kernel
def begin(P, S, changes):
    """Queue the changes of capacity listed, and the first accepted candidate of every rate band."""
    for change in changes:
        row = P.changes[change]
        schedule(P, S, row.tick, CAPACITY, S.pools[row.pool].key, change, 0)
    for band in range(len(S.bands)):
        S.bands[band].base = derive(S.bands[band].base, np.uint64(S.bands[band].band))
        next_candidate(P, S, band)


@kernel
def clock_event(P, S, T, token, generation):
    """A clock may have won: cancel its level and run its handler."""
    if S.tokens[token].generation != generation:
        return
    frame = earliest_clock(S, token)
    if frame == NONE or S.frames[frame].due != S.registers[NOW]:
        return
    S.registers[EVENTS] += 1
    write_line(S, token, P.clocks[S.frames[frame].clock].name, NONE)
    S.tokens[token].pc = cancel_level(P, S, T, token, frame)
    S.registers[CURRENT] = token


@kernel
def capacity_event(P, S, change):
    """Give a pool its new capacity, its new search rule, or both."""
    row = P.changes[change]
    before_search(P, S, row.pool)
    if row.capacity != NONE:
        S.pools[row.pool].capacity = row.capacity
    if row.rule != NONE:
        S.pools[row.pool].rule = row.rule
    after_search(P, S, row.pool)
    mark_dirty(S, row.pool)


@kernel
def arrival_event(P, S, band):
    """Let a candidate arrive, and queue the next accepted one of the band."""
    row = S.bands[band]
    stream = P.streams[row.stream]
    S.registers[CURRENT] = new_person(P, S, row.key, stream.start, stream.first_attribute, stream.attributes)
    S.registers[ARRIVED] += 1
    write_line(S, S.registers[CURRENT], stream.name, NONE)
    next_candidate(P, S, band)


@kernel
def gap_ticks(u, mean_ticks):
    """Return the time between two candidates: exponential, rounded once."""
    return np.int64(math.floor(exponential_quantile(u) * mean_ticks + 0.5))


@kernel
def next_candidate(P, S, band):
    """Walk through a band's candidates to the next one that the rate of its hour accepts, and queue it."""
    row = S.bands[band]
    stream = P.streams[row.stream]
    while True:
        key = derive(row.base, np.uint64(row.count))
        row.count += 1
        row.tick += gap_ticks(uniform_of(key, GAP), DAY / stream.band)
        if row.tick >= S.registers[END]:
            return
        # Unsigned, because to divide a number that may be negative takes longer.
        second = np.uint64(row.tick - P.shape[FIRST_TICK])
        day = second // np.uint64(DAY)
        hour = (second - day * np.uint64(DAY)) // np.uint64(3600)
        rate = P.numbers[stream.days + np.int64(day)] * P.numbers[stream.hours + np.int64(hour)]
        # At night the rate is often below the whole band: then nothing has to be drawn.
        if rate > row.band * stream.band and rate > (row.band + uniform_of(key, ACCEPT)) * stream.band:
            row.key = key
            schedule(P, S, row.tick, ARRIVAL, key, band, 0)
            return


@kernel
def place_group(P, S, T, group, slot, number, pc, first, attributes, past, moments):
    """Let the people of a group walk, from `slot` on, to where they stand; returns the next slot.

    It returns early when the person just placed needs memory; she goes on in `advance`.
    """
    while slot < number:
        place_person(P, S, derive(group, np.uint64(slot)), pc, first, attributes)
        note_past(P, S, S.registers[CURRENT], slot, past, moments)
        slot += 1
        if advance(P, S, T, P.shape[FIRST_TICK]) != DONE:
            break
    return slot


@kernel
def place_person(P, S, key, pc, first, attributes):
    """Let one of the initial people begin; `advance` runs her to where she stands."""
    S.registers[CURRENT] = new_person(P, S, key, pc, first, attributes)
    S.registers[ARRIVED] += 1


@kernel
def note_past(P, S, token, slot, past, moments):
    """Note the moments that passed before the start: in P.indices[past:], each with where its ticks stand."""
    for position in range(moments):
        ticks_ago = P.indices[P.indices[past + 2 * position + 1] + slot]
        note_moment(P, S, token, P.indices[past + 2 * position], P.shape[FIRST_TICK] - ticks_ago)


@kernel
def close_run(P, S, T, pools):
    """At the end of the run add what is still open: occupancy, queues, things held, stays in censuses."""
    move_clock(P, S, S.registers[END])
    for pool in pools:
        record_occupied(P, S, T, pool, 0)
        record_waiting(P, S, T, pool, 0)
    for token in range(len(S.tokens)):
        if S.tokens[token].doing == QUEUED:
            close_waits(S, T, token)
        if S.tokens[token].doing != FREE and S.tokens[token].parent == NONE:
            close_person(P, S, T, token)


@kernel
def close_waits(S, T, token):
    """Add the wait so far of a token in every queue it stands in."""
    each = S.tokens[token].node
    while each != NONE:
        row = S.nodes[each]
        T.pools[row.pool].waited_ticks += S.registers[NOW] - max(row.joined, 0)
        each = row.brother


@kernel
def close_person(P, S, T, person):
    """Add the time for which a person has held what she holds, and count the stretches of her stays."""
    each = S.tokens[person].kept
    while each != NONE:
        row = S.kept[each]
        if row.tag % KINDS == POOL:
            record_held(S, T, row.what, row.amount, row.since)
        elif row.tag % KINDS == CENSUS:
            record_census(P, S, T, each)
        each = row.next
