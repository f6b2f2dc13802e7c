"""Tokens (a person, or a task of hers), the levels they stand in, and cancellation."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.kernel.events import schedule
from dtocsim.flow.kernel.kept import CANCELLED, give_back, hand_up
from dtocsim.flow.kernel.layout import (
    CLOCK,
    FIRST,
    FREE,
    FREE_FRAME,
    FREE_TOKEN,
    HOLDING,
    JOINING,
    LEFT_FRAMES,
    LEFT_TOKENS,
    MOMENTS,
    NONE,
    NOW,
    QUEUED,
    READY,
    READY_FIRST,
    READY_LAST,
    RUNNING,
    SEARCHING,
)
from dtocsim.flow.kernel.pools import leave_search, make_ready, next_serial, withdraw
from dtocsim.flow.kernel.values import draw_ticks, forget_visits
from dtocsim.flow.quantiles import FOREVER

ALL_TASKS = -1
"""The mask of every task."""


@kernel
def new_token(S, key, order, pc):
    """Take a free token for somebody (or some task) that starts at a step."""
    token = S.registers[FREE_TOKEN]
    S.registers[FREE_TOKEN] = S.tokens[token].next
    S.registers[LEFT_TOKENS] -= 1
    row = S.tokens[token]
    row.key, row.order, row.pc, row.person, row.doing = key, order, pc, token, RUNNING
    row.frame, row.node, row.kept, row.next, row.parent, row.child = NONE, NONE, NONE, NONE, NONE, NONE
    row.censuses = 0
    row.generation += 1
    row.stamp += 1
    return token


@kernel
def new_person(P, S, key, pc, first, attributes):
    """Take a token for a new person, with default attributes but for those listed in P.indices[first:]."""
    token = new_token(S, key, key, pc)
    for column in range(S.people.shape[1]):
        S.people[token, column] = 0
    for position in range(attributes):
        S.attributes[token, P.indices[first + 2 * position]] = P.indices[first + 2 * position + 1]
    return token


@kernel
def note_moment(P, S, person, moment, tick):
    """Note a moment of a person's life; zero, with which a row begins, is a moment that never comes."""
    S.people[person, P.shape[MOMENTS] + moment] = FOREVER - tick


@kernel
def noted_moment(P, S, person, moment):
    """Return a moment of a person's life, FOREVER if none was noted."""
    return FOREVER - S.people[person, P.shape[MOMENTS] + moment]


@kernel
def free_token(S, token):
    """Give back a token; events that still name it are stale from now on."""
    row = S.tokens[token]
    row.generation += 1
    row.stamp += 1
    row.doing = FREE
    row.next = S.registers[FREE_TOKEN]
    S.registers[FREE_TOKEN] = token
    S.registers[LEFT_TOKENS] += 1


@kernel
def new_task(S, parent, order, pc, task):
    """Start a background task of a person; its token is ready, not yet running."""
    token = new_token(S, S.tokens[parent].key, order, pc)
    S.tokens[token].person, S.tokens[token].parent = S.tokens[parent].person, parent
    row = S.tasks[token]
    row.since, row.task, row.sibling = next_serial(S), task, S.tokens[parent].child
    S.tokens[parent].child = token
    S.tasks[parent].pending |= np.int64(1) << task
    make_ready(S, token)
    return token


@kernel
def unlink_child(S, token):
    """Take a task out of its parent's list and clear its bit."""
    parent = S.tokens[token].parent
    S.tasks[parent].pending &= ~(np.int64(1) << S.tasks[token].task)
    if S.tokens[parent].child == token:
        S.tokens[parent].child = S.tasks[token].sibling
        return
    each = S.tokens[parent].child
    while S.tasks[each].sibling != token:
        each = S.tasks[each].sibling
    S.tasks[each].sibling = S.tasks[token].sibling


@inlined
def enter_level(P, S, token, level):
    """Enter a level whose clocks are drawn in declared order.

    The first to end, of equal ones the first declared, can win; where none ever ends the level is not kept.
    """
    row = S.tokens[token]
    due, winner = np.int64(FOREVER), NONE
    now = S.registers[NOW]
    for position in range(P.levels[level].first, P.levels[level].first + P.levels[level].clocks):
        clock = P.clocks[position]
        if clock.lookup == NONE:
            ends = max(now, noted_moment(P, S, row.person, clock.moment))
        else:
            lasts = draw_ticks(P, S, token, clock.lookup, clock.purpose, clock.visit)
            ends = FOREVER if lasts >= FOREVER else now + lasts
        if ends < due:
            due, winner = ends, position
    if due < FOREVER:
        standing = earliest_clock(S, token)
        if standing == NONE or due < S.frames[standing].due:
            schedule(P, S, due, CLOCK, row.order, token, row.generation)
        push_frame(S, token, P.levels[level].level, due, winner)


@kernel
def push_frame(S, token, level, due, clock):
    """Keep a level of a token with the clock that can win."""
    frame = S.registers[FREE_FRAME]
    entry = S.frames[frame]
    S.registers[FREE_FRAME] = entry.below
    S.registers[LEFT_FRAMES] -= 1
    entry.due, entry.since, entry.level, entry.clock = due, next_serial(S), level, clock
    entry.below = S.tokens[token].frame
    S.tokens[token].frame = frame


@kernel
def earliest_clock(S, token):
    """Return the frame whose clock ends first, of equal ones the outermost; NONE without frames."""
    best, each = NONE, S.tokens[token].frame
    while each != NONE:
        if best == NONE or S.frames[each].due <= S.frames[best].due:
            best = each
        each = S.frames[each].below
    return best


@kernel
def pop_frame(S, token):
    """Drop the innermost frame of a token."""
    row = S.tokens[token]
    frame = row.frame
    row.frame = S.frames[frame].below
    S.frames[frame].below = S.registers[FREE_FRAME]
    S.registers[FREE_FRAME] = frame
    S.registers[LEFT_FRAMES] += 1


@inlined
def leave_level(P, S, T, token, level, tasks):
    """Leave a level normally: its tasks (a mask) end, what was kept inside is kept in the level around."""
    row = S.tokens[token]
    if tasks != 0 and row.child != NONE:
        cancel_tasks(P, S, T, token, 0, tasks)
        give_back(P, S, T, token, CANCELLED)
    if row.frame != NONE and S.frames[row.frame].level == level:
        pop_frame(S, token)


@kernel
def stop_waiting(P, S, T, token):
    """Take a token out of whatever it waits in."""
    row = S.tokens[token]
    if row.doing == HOLDING:
        row.stamp += 1
    elif row.doing == QUEUED:
        withdraw(P, S, T, token)
    elif row.doing == SEARCHING:
        leave_search(P, S, row.node)
        row.node = NONE
    elif row.doing == READY:
        leave_ready(S, token)
    row.doing = RUNNING


@kernel
def leave_ready(S, token):
    """Take a token out of the ready list."""
    before, each = NONE, S.registers[READY_FIRST]
    while each != token:
        before, each = each, S.tokens[each].next
    after = S.tokens[token].next
    if before == NONE:
        S.registers[READY_FIRST] = after
    else:
        S.tokens[before].next = after
    if after == NONE:
        S.registers[READY_LAST] = before


@kernel
def cancel_tasks(P, S, T, token, since, tasks):
    """End those of a mask of tasks that a token started since a serial number, and their tasks.

    What they kept becomes hers, to be given back.
    """
    each = S.tokens[token].child
    while each != NONE:
        after = S.tasks[each].sibling
        if S.tasks[each].since >= since and (tasks >> S.tasks[each].task) & 1 != 0:
            end_branch(P, S, T, token, each)
        each = after


@kernel
def end_branch(P, S, T, token, task):
    """End one task with all the tasks below it, deepest first."""
    top = task
    while True:
        while S.tokens[top].child != NONE:
            top = S.tokens[top].child
        stop_waiting(P, S, T, top)
        while S.tokens[top].frame != NONE:
            pop_frame(S, top)
        above = S.tokens[top].parent
        hand_up(S, top, CANCELLED)
        unlink_child(S, top)
        free_token(S, top)
        if top == task:
            return
        top = above


@kernel
def cancel_level(P, S, T, token, frame):
    """A clock has won: cancel its level, give back what was taken there, and return the handler's step."""
    since, clock, below = S.frames[frame].since, S.frames[frame].clock, S.frames[frame].below
    stop_waiting(P, S, T, token)
    cancel_tasks(P, S, T, token, since, ALL_TASKS)
    give_back(P, S, T, token, since)
    while S.tokens[token].frame != below:
        pop_frame(S, token)
    return P.clocks[clock].handler


@kernel
def end_person(P, S, T, token):
    """Somebody leaves the network: her tasks end, everything is given back, the token is free."""
    cancel_tasks(P, S, T, token, 0, ALL_TASKS)
    give_back(P, S, T, token, 0)
    while S.tokens[token].frame != NONE:
        pop_frame(S, token)
    forget_visits(P, S, token)
    free_token(S, token)


@kernel
def end_task(P, S, T, token):
    """A task is done: what it still keeps passes to its parent, who goes on if she waited for it."""
    cancel_tasks(P, S, T, token, 0, ALL_TASKS)
    give_back(P, S, T, token, CANCELLED)
    while S.tokens[token].frame != NONE:
        pop_frame(S, token)
    parent = S.tokens[token].parent
    hand_up(S, token, S.tasks[token].since)
    unlink_child(S, token)
    free_token(S, token)
    row = S.tokens[parent]
    if row.doing == JOINING:
        if P.steps[row.pc].a == FIRST:
            cancel_tasks(P, S, T, parent, 0, S.tasks[parent].waiting_for)
            give_back(P, S, T, parent, CANCELLED)
        if S.tasks[parent].pending & S.tasks[parent].waiting_for == 0:
            row.pc = P.steps[row.pc].next
            make_ready(S, parent)
