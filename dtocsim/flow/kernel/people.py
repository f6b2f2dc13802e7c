"""Tokens (a person, or a task of hers), the levels they stand in, and cancellation."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.kernel.censuses import change_mark, exit_record
from dtocsim.flow.kernel.events import schedule
from dtocsim.flow.kernel.layout import (
    CENSUS,
    CLOCK,
    FREE,
    FREE_FRAME,
    FREE_KEPT,
    FREE_TOKEN,
    HOLDING,
    JOINING,
    LEFT_FRAMES,
    LEFT_KEPT,
    LEFT_TOKENS,
    MOST_VISITS,
    NONE,
    NOW,
    POOL,
    QUEUED,
    READY,
    READY_FIRST,
    READY_LAST,
    RUNNING,
    SEARCHING,
)
from dtocsim.flow.kernel.pools import leave_search, make_ready, mark_dirty, occupy, withdraw
from dtocsim.flow.kernel.recording import record_held
from dtocsim.flow.kernel.values import draw_ticks
from dtocsim.flow.quantiles import FOREVER


@kernel
def new_token(S, key, order, pc):
    """Take a free token for somebody (or some task) that starts at a step."""
    token = S.registers[FREE_TOKEN]
    S.registers[FREE_TOKEN] = S.tokens[token].next
    S.registers[LEFT_TOKENS] -= 1
    row = S.tokens[token]
    row.key, row.order, row.pc, row.person, row.parent = key, order, pc, token, NONE
    row.pending, row.waiting_for, row.child, row.sibling = 0, 0, NONE, NONE
    row.frame, row.node, row.kept, row.records, row.next = NONE, NONE, NONE, NONE, NONE
    row.depth, row.spawn_depth, row.task, row.doing = 0, 0, NONE, RUNNING
    row.generation += 1
    row.stamp += 1
    return token


@kernel
def new_person(P, S, key, pc, first, attributes):
    """Take a token for a new person, with default attributes but for those listed in P.indices[first:]."""
    token = new_token(S, key, key, pc)
    for position in range(S.attributes.shape[1]):
        S.attributes[token, position] = 0
    for position in range(attributes):
        S.attributes[token, P.indices[first + 2 * position]] = P.indices[first + 2 * position + 1]
    for position in range(S.moments.shape[1]):
        S.moments[token, position] = FOREVER
    for position in range(S.spells.shape[1]):
        S.spells[token, position] = 0
    forget_visits(S, token)
    return token


@kernel
def forget_visits(S, person):
    """Start to count visits to purposes anew: counts made in an earlier epoch of the row are void.

    To set hundreds of counts to zero takes longer than the few steps that look at them.
    """
    row = S.tokens[person]
    row.epoch = (row.epoch + 1) & MOST_VISITS
    if row.epoch == 0:
        for position in range(S.visits.shape[1]):
            S.visits[person, position] = 0


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
    row, above = S.tokens[token], S.tokens[parent]
    row.person, row.parent, row.task, row.spawn_depth = above.person, parent, task, above.depth
    row.sibling = above.child
    above.child = token
    above.pending |= np.int64(1) << task
    make_ready(S, token)
    return token


@kernel
def unlink_child(S, token):
    """Take a task out of its parent's list and clear its bit."""
    parent = S.tokens[S.tokens[token].parent]
    parent.pending &= ~(np.int64(1) << S.tokens[token].task)
    if parent.child == token:
        parent.child = S.tokens[token].sibling
        return
    each = parent.child
    while S.tokens[each].sibling != token:
        each = S.tokens[each].sibling
    S.tokens[each].sibling = S.tokens[token].sibling


@inlined
def enter_level(P, S, token, level):
    """Push a level with its clocks, drawn in declared order.

    The first to end, of equal ones the first declared, can win.
    """
    frame = S.registers[FREE_FRAME]
    S.registers[FREE_FRAME] = S.frames[frame].below
    S.registers[LEFT_FRAMES] -= 1
    row = S.tokens[token]
    row.depth += 1
    due, winner = np.int64(FOREVER), NONE
    now = S.registers[NOW]
    for position in range(P.levels[level].first, P.levels[level].first + P.levels[level].clocks):
        clock = P.clocks[position]
        if clock.lookup == NONE:
            ends = max(now, S.moments[row.person, clock.moment])
        else:
            lasts = draw_ticks(P, S, token, clock.lookup, clock.purpose, clock.visit)
            ends = FOREVER if lasts >= FOREVER else now + lasts
        if ends < due:
            due, winner = ends, position
    if due < FOREVER:
        standing = earliest_clock(S, token)
        if standing == NONE or due < S.frames[standing].due:
            schedule(P, S, due, CLOCK, row.order, token, row.generation)
    entry = S.frames[frame]
    entry.due, entry.clock, entry.depth, entry.below = due, winner, row.depth, row.frame
    row.frame = frame


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
    row.depth -= 1
    S.frames[frame].below = S.registers[FREE_FRAME]
    S.registers[FREE_FRAME] = frame
    S.registers[LEFT_FRAMES] += 1


@inlined
def leave_level(P, S, T, token):
    """Leave the innermost level normally: its tasks end, what was kept inside moves one level up."""
    depth = S.tokens[token].depth
    if S.tokens[token].child != NONE:
        cancel_tasks(P, S, T, token, depth)
        give_back(P, S, T, token, depth, True)
    each = S.tokens[S.tokens[token].person].kept
    while each != NONE:
        if S.kept[each].owner == token and S.kept[each].depth >= depth:
            S.kept[each].depth = depth - 1
        each = S.kept[each].next
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
def cancel_tasks(P, S, T, token, depth):
    """End the tasks a token started at `depth` or deeper, and their tasks.

    What they kept becomes hers, to be given back.
    """
    each = S.tokens[token].child
    while each != NONE:
        after = S.tokens[each].sibling
        if S.tokens[each].spawn_depth >= depth:
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
        hand_up(S, top, NONE)
        unlink_child(S, top)
        free_token(S, top)
        if top == task:
            return
        top = above


@kernel
def hand_up(S, task, depth):
    """Give what a task keeps to its parent: at the depth where it started, or (depth NONE) as cancelled."""
    parent = S.tokens[task].parent
    each = S.tokens[S.tokens[task].person].kept
    while each != NONE:
        row = S.kept[each]
        if row.owner == task:
            row.owner = parent
            row.depth = S.tokens[task].spawn_depth if depth != NONE else 1 << 30
        each = row.next


@kernel
def give_back(P, S, T, token, depth, cancelled_only):
    """Give back, last taken first, what a token keeps from `depth` on (or only what cancelled tasks left)."""
    least = 1 << 30 if cancelled_only else depth
    person = S.tokens[token].person
    before, each = NONE, S.tokens[person].kept
    while each != NONE:
        after = S.kept[each].next
        if S.kept[each].owner == token and S.kept[each].depth >= least:
            drop_kept(P, S, T, person, before, each)
        else:
            before = each
        each = after


@inlined
def drop_kept(P, S, T, person, before, entry):
    """Give back one kept thing; `before` is the entry above it in the person's list."""
    row = S.kept[entry]
    if before == NONE:
        S.tokens[person].kept = row.next
    else:
        S.kept[before].next = row.next
    if row.kind == POOL:
        occupy(P, S, T, row.what, -row.amount)
        record_held(S, T, row.what, row.amount, row.since)
        mark_dirty(S, row.what)
    elif row.kind == CENSUS:
        exit_record(P, S, T, person, row.what)
    else:
        change_mark(P, S, T, person, row.what, row.amount, False)
    row.next = S.registers[FREE_KEPT]
    S.registers[FREE_KEPT] = entry
    S.registers[LEFT_KEPT] += 1


@kernel
def find_kept(S, person, kind, what):
    """Return (entry above, entry) of what was kept last under a label, census or mark.

    (NONE, NONE) if there is none.
    """
    before, each = NONE, S.tokens[person].kept
    while each != NONE:
        row = S.kept[each]
        if row.kind == kind and row.label == what:
            return before, each
        before, each = each, row.next
    return NONE, NONE


@kernel
def cancel_level(P, S, T, token, frame):
    """A clock has won: cancel its level, give back what was taken there, and return the handler's step."""
    depth, clock = S.frames[frame].depth, S.frames[frame].clock
    stop_waiting(P, S, T, token)
    cancel_tasks(P, S, T, token, depth)
    give_back(P, S, T, token, depth, False)
    while S.tokens[token].depth >= depth:
        pop_frame(S, token)
    return P.clocks[clock].handler


@kernel
def end_person(P, S, T, token):
    """Somebody leaves the network: her tasks end, everything is given back, the token is free."""
    cancel_tasks(P, S, T, token, 0)
    give_back(P, S, T, token, 0, False)
    while S.tokens[token].frame != NONE:
        pop_frame(S, token)
    free_token(S, token)


@kernel
def end_task(P, S, T, token):
    """A task is done: what it still keeps passes to its parent, who goes on if she waited for it."""
    cancel_tasks(P, S, T, token, 0)
    give_back(P, S, T, token, 1 << 30, True)
    while S.tokens[token].frame != NONE:
        pop_frame(S, token)
    parent = S.tokens[token].parent
    hand_up(S, token, 0)
    unlink_child(S, token)
    free_token(S, token)
    row = S.tokens[parent]
    if row.doing == JOINING and row.pending & row.waiting_for == 0:
        row.pc = P.steps[row.pc].next
        make_ready(S, parent)
