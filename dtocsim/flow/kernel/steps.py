"""What a step that waits, or that takes or gives back units, does to a token.

Returns True while the token goes on, False when it waits or is gone.
"""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.kernel.changes import begun
from dtocsim.flow.kernel.events import schedule, work_done
from dtocsim.flow.kernel.kept import drop_last
from dtocsim.flow.kernel.layout import (
    AMOUNT_BY,
    GO_ON,
    HOLD,
    HOLD_END,
    HOLDING,
    JOIN,
    JOINING,
    LEAVE,
    LEFT,
    NONE,
    NOW,
    PLACE,
    POOL,
    QUEUED,
    RELEASE,
    REMAIN,
    SEARCH,
    SEARCHING,
    SEIZE,
    TOGETHER,
)
from dtocsim.flow.kernel.people import end_person, end_task, enter_level, noted_moment
from dtocsim.flow.kernel.pools import (
    fits,
    free_units,
    have,
    join_queue,
    join_search,
    mark_dirty,
    queue_head,
    search_threshold,
    take,
)
from dtocsim.flow.kernel.recording import log, log_other
from dtocsim.flow.kernel.values import count_visit, draw_remaining_ticks, draw_ticks, look
from dtocsim.flow.quantiles import FOREVER


@inlined
def run_step(P, S, T, token):
    """Run the step at which a token stands."""
    row = S.tokens[token]
    step = P.steps[row.pc]
    op = step.op
    if op == SEIZE:
        return seize(P, S, T, token, step)
    log(P, S, token, row.pc, NONE)
    if op in (HOLD, REMAIN):
        return hold(P, S, token, step)
    if op == RELEASE:
        if not drop_last(P, S, T, token, POOL, step.a):
            log_other(P, S, token, row.pc, NONE)
        row.pc = step.next
        return True
    if op == LEAVE:
        end_person(P, S, T, token)
        S.registers[LEFT] += 1
        return False
    if op == SEARCH:
        return search(P, S, T, token, step)
    if op == GO_ON:
        return go_on(P, S, token, step)
    if op == JOIN:
        return join(S, token, step)
    if op == PLACE:
        return place(P, S, T, token, step)
    end_task(P, S, T, token)
    return False


@inlined
def hold(P, S, token, step):
    """Spend a drawn time; working time when the step has a calendar."""
    lasts = draw_ticks(P, S, token, step.a, step.purpose, step.visit)
    spend(P, S, token, step, step.b, lasts)
    return False


@kernel
def go_on(P, S, token, step):
    """Spend what remains of a hold that may have begun earlier; what has passed counts as working time."""
    elapsed = max(0, S.registers[NOW] - noted_moment(P, S, S.tokens[token].person, step.b))
    lasts = draw_remaining_ticks(P, S, token, step.a, step.purpose, step.visit, elapsed)
    spend(P, S, token, step, step.c, lasts)
    return False


@inlined
def spend(P, S, token, step, calendar, lasts):
    """Hold a token for so long, or for so much working time of a calendar."""
    row = S.tokens[token]
    now = S.registers[NOW]
    row.pc = step.next
    row.doing = HOLDING
    ends = FOREVER if lasts >= FOREVER else now + lasts
    if calendar != NONE:
        ends = work_done(P, calendar, now, lasts)
    schedule(P, S, ends, HOLD_END, row.order, token, row.stamp)


@inlined
def amount_of(P, S, person, asked):
    """Return how many units a person asks for."""
    return look(P, S, person, asked.amount) if asked.mode & AMOUNT_BY else np.int64(asked.amount)


@inlined
def seize(P, S, T, token, step):
    """Take units at once if nobody waits and they are free, else wait, else (no room) go the other way.

    Whom no pool is for goes on without.
    """
    row = S.tokens[token]
    asked = P.seizes[step.a]
    together = asked.mode & TOGETHER != 0
    able, pools, since = together, 0, begun(S)
    amount = amount_of(P, S, row.person, asked)
    for choice in range(asked.choices):
        pool = look(P, S, row.person, P.indices[asked.first + choice])
        if pool == NONE:
            continue
        pools += 1
        T.pools[pool].requests += S.registers[NOW] >= 0
        log(P, S, token, row.pc, pool)
        fit = fits(S, pool, amount)
        able = able and fit
        if fit and not together:
            take(P, S, T, token, pool, amount, asked, since)
            return pass_by(P, S, token, asked, asked.at_once)
    for choice in range(asked.choices):
        pool = look(P, S, row.person, P.indices[asked.first + choice])
        if pool == NONE:
            continue
        if able:
            take(P, S, T, token, pool, amount, asked, since)
        elif S.pools[pool].waiting >= S.pools[pool].room:
            T.pools[pool].balked += S.registers[NOW] >= 0
            return pass_by(P, S, token, asked, asked.otherwise)
    if able or pools == 0:
        return pass_by(P, S, token, asked, asked.at_once)
    return wait_in_queues(P, S, T, token, asked, amount, since)


@inlined
def pass_by(P, S, token, asked, number):
    """Go on at a step without having waited; her patience, though not drawn, counts as a visit."""
    if asked.patience != NONE:
        slot = P.clocks[P.levels[asked.patience].first].visit
        if slot != NONE:
            count_visit(P, S, S.tokens[token].person, slot)
    S.tokens[token].pc = number
    return True


@kernel
def wait_in_queues(P, S, T, token, asked, amount, since):
    """Join, as of a tick, the queue of every pool of a request, for as long as patience lasts.

    The first choice stands first in the token's list of nodes.
    """
    row = S.tokens[token]
    node = NONE
    if asked.patience != NONE:
        enter_level(P, S, token, asked.patience)
    for choice in range(asked.choices - 1, -1, -1):
        pool = look(P, S, row.person, P.indices[asked.first + choice])
        if pool != NONE:
            node = join_queue(P, S, T, token, pool, asked.priority, amount, node, since)
            # Whoever comes before all who wait may fit where they did not.
            if free_units(S, pool) >= amount and queue_head(S, pool) == node:
                mark_dirty(S, pool)
    row.node = node
    row.doing = QUEUED
    return False


@kernel
def place(P, S, T, token, step):
    """Give an initial person what she holds where she stands."""
    asked = P.seizes[step.a]
    person = S.tokens[token].person
    pool = look(P, S, person, P.indices[asked.first])
    if pool != NONE:
        have(P, S, T, token, pool, amount_of(P, S, person, asked), asked)
    S.tokens[token].pc = step.next
    return True


@kernel
def search(P, S, T, token, step):
    """Start to look for a place; without a pool there is nothing to look for and the person goes on."""
    row, since = S.tokens[token], begun(S)
    pool = look(P, S, row.person, step.a)
    if pool == NONE:
        row.pc = step.next
        return True
    multiplier = P.numbers[look(P, S, row.person, step.b)]
    threshold = search_threshold(P, S, token, step.purpose, step.visit, multiplier)
    join_search(P, S, T, token, pool, threshold, since)
    row.doing = SEARCHING
    return False


@kernel
def join(S, token, step):
    """Wait until the tasks in the step's mask are done, or the first of them."""
    row = S.tokens[token]
    mask = np.int64(step.purpose)
    if S.tasks[token].pending & mask == 0:
        row.pc = step.next
        return True
    S.tasks[token].waiting_for = mask
    row.doing = JOINING
    return False
