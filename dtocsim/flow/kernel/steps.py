"""What one step of a journey does to one token.

Returns True while the token goes on, False when it waits or is gone.
"""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.draws import derive
from dtocsim.flow.kernel.censuses import begin_stay, change_mark, find_kept, find_stay
from dtocsim.flow.kernel.events import schedule, work_done
from dtocsim.flow.kernel.layout import (
    AMOUNT_BY,
    BRANCH_ATTRIBUTE,
    BRANCH_DRAW,
    CENSUS,
    COUNT,
    DRAW,
    END_TASK,
    ENTER,
    EXIT,
    FORK,
    GO_ON,
    HOLD,
    HOLD_END,
    HOLDING,
    JOIN,
    JOINING,
    JUMP,
    KINDS,
    LEAVE,
    LEFT,
    LEVEL_IN,
    LEVEL_OUT,
    MARK,
    MARKED,
    NONE,
    NOTE,
    NOW,
    PASSED,
    PLACE,
    POOL,
    QUEUED,
    RELEASE,
    REMAIN,
    SEARCH,
    SEARCHING,
    SEIZE,
    SET,
    SINCE,
    SPELL,
    SPELLS,
    TOGETHER,
    UNMARK,
)
from dtocsim.flow.kernel.people import (
    drop_kept,
    end_person,
    end_task,
    enter_level,
    leave_level,
    new_task,
    note_moment,
    noted_moment,
)
from dtocsim.flow.kernel.pools import fits, join_queue, join_search, keep, search_threshold, take
from dtocsim.flow.kernel.recording import cell_of, is_about, log, record_event
from dtocsim.flow.kernel.values import (
    draw_outcome,
    draw_remaining_ticks,
    draw_ticks,
    forget_visits,
    look,
    source_code,
)
from dtocsim.flow.quantiles import FOREVER

MARKS = 64
"""Marks of a census are kept under census * MARKS + mark."""


@inlined
def run_step(P, S, T, token):
    """Run the step at which a token stands."""
    row = S.tokens[token]
    step = P.steps[row.pc]
    op = step.op
    if op == SEIZE:
        return seize(P, S, T, token, step)
    log(S, token, step.name, NONE)
    if op in (HOLD, REMAIN):
        return hold(P, S, token, step)
    if op == GO_ON:
        return go_on(P, S, token, step)
    if op == BRANCH_DRAW:
        row.pc = P.indices[step.c + draw_outcome(P, S, token, step.a, step.b, step.purpose, step.visit)]
    elif op == BRANCH_ATTRIBUTE:
        row.pc = P.indices[step.c + source_code(P, S, row.person, step.a)]
    elif op == JUMP:
        row.pc = step.a
    elif op == RELEASE:
        if not drop_last(P, S, T, token, POOL, step.a):
            log(S, token, step.other, NONE)
        row.pc = step.next
    elif op == LEVEL_IN:
        enter_level(P, S, token, step.a)
        row.pc = step.next
    elif op == LEVEL_OUT:
        leave_level(P, S, T, token)
        row.pc = step.next
    elif op == LEAVE:
        end_person(P, S, T, token)
        S.registers[LEFT] += 1
        return False
    elif op == END_TASK:
        end_task(P, S, T, token)
        return False
    elif op == SEARCH:
        return search(P, S, T, token, step)
    elif op == JOIN:
        return join(S, token, step)
    else:
        change(P, S, T, token, step)
        row.pc = step.next
    return True


@inlined
def change(P, S, T, token, step):
    """Steps that take no time and always go on to the next one."""
    row = S.tokens[token]
    person = row.person
    op = step.op
    if op == SET:
        S.attributes[person, step.a] = step.b
    elif op == DRAW:
        S.attributes[person, step.a] = draw_outcome(P, S, token, step.b, step.c, step.purpose, step.visit)
    elif op == COUNT:
        record_event(P, S, T, step.a, person)
    elif op == ENTER:
        census = P.censuses[step.a]
        since = begun(S)
        if is_about(S, person, census) and find_stay(S, person, step.a) == NONE:
            stay = keep(S, token, CENSUS, step.a, 1, step.a)
            begin_stay(S, stay, cell_of(P, S, person, census.first_by, census.by), since)
    elif op == EXIT:
        while P.censuses[step.a].marks > 0 and drop_mark(P, S, T, token, step.a):
            pass
        drop_last(P, S, T, token, CENSUS, step.a)
    elif op == MARK:
        change_mark(P, S, T, person, step.a, step.b, True)
        keep(S, token, MARKED, step.a, step.b, step.a * MARKS + step.b)
    elif op == UNMARK:
        drop_last(P, S, T, token, MARKED, step.a * MARKS + step.b)
    elif op == NOTE:
        lasts = draw_ticks(P, S, token, step.b, step.purpose, step.visit)
        note_moment(P, S, person, step.a, FOREVER if lasts >= FOREVER else S.registers[NOW] + lasts)
    elif op == FORK:
        new_task(S, token, derive(row.order, step.purpose), step.a, step.b)
    elif op == SINCE:
        S.registers[PASSED] = max(0, S.registers[NOW] - noted_moment(P, S, person, step.a))
    elif op == PLACE:
        pool = look(P, S, person, step.a)
        if pool != NONE:
            take(P, S, T, token, pool, amount_of(P, S, person, step), step, S.registers[NOW])
    elif op == SPELL:
        spell = derive(S.tokens[person].key, step.purpose)
        S.tokens[person].key = derive(spell, np.uint64(S.people[person, P.shape[SPELLS] + step.a]))
        S.people[person, P.shape[SPELLS] + step.a] += 1
        forget_visits(P, S, person)


@kernel
def begun(S):
    """Return the tick since when the running step counts, as the step before it may have said; forget it."""
    passed = S.registers[PASSED]
    S.registers[PASSED] = 0
    return S.registers[NOW] - passed


@kernel
def drop_last(P, S, T, token, kind, label):
    """Give back what was kept last of this kind and label; False if there is none."""
    before, entry = find_kept(S, S.tokens[token].person, label * KINDS + kind)
    if entry != NONE:
        drop_kept(P, S, T, token, before, entry)
    return entry != NONE


@kernel
def drop_mark(P, S, T, token, census):
    """Clear one mark of a census; False if none is left."""
    before, each = NONE, S.tokens[S.tokens[token].person].kept
    while each != NONE:
        if S.kept[each].tag % KINDS == MARKED and S.kept[each].what == census:
            drop_kept(P, S, T, token, before, each)
            return True
        before, each = each, S.kept[each].next
    return False


@inlined
def hold(P, S, token, step):
    """Spend a drawn time; working time when the step has a calendar."""
    row = S.tokens[token]
    lasts = draw_ticks(P, S, token, step.a, step.purpose, step.visit)
    now = S.registers[NOW]
    row.pc = step.next
    row.doing = HOLDING
    ends = FOREVER if lasts >= FOREVER else now + lasts
    if step.b != NONE:
        ends = work_done(P, step.b, now, lasts)
    schedule(P, S, ends, HOLD_END, row.order, token, row.stamp)
    return False


@kernel
def go_on(P, S, token, step):
    """Spend what remains of a hold that may have begun earlier; what has passed counts as working time."""
    row = S.tokens[token]
    now = S.registers[NOW]
    elapsed = max(0, now - noted_moment(P, S, row.person, step.b))
    lasts = draw_remaining_ticks(P, S, token, step.a, step.purpose, step.visit, elapsed)
    row.pc = step.next
    row.doing = HOLDING
    ends = FOREVER if lasts >= FOREVER else now + lasts
    if step.c != NONE:
        ends = work_done(P, step.c, now, lasts)
    schedule(P, S, ends, HOLD_END, row.order, token, row.stamp)
    return False


@inlined
def amount_of(P, S, person, step):
    """Return how many units a seize takes for a person."""
    return look(P, S, person, step.f) if step.e & AMOUNT_BY else np.int64(step.f)


@inlined
def seize(P, S, T, token, step):
    """Take units at once if nobody waits and they are free, else wait, else (no room) go the other way.

    Whom no pool is for goes on without.
    """
    row = S.tokens[token]
    together = step.e & TOGETHER != 0
    able, pools, since = together, 0, begun(S)
    amount = amount_of(P, S, row.person, step)
    for choice in range(step.b):
        pool = look(P, S, row.person, P.indices[step.a + choice])
        if pool == NONE:
            continue
        pools += 1
        T.pools[pool].requests += S.registers[NOW] >= 0
        log(S, token, step.name, pool)
        fit = fits(S, pool, amount)
        able = able and fit
        if fit and not together:
            take(P, S, T, token, pool, amount, step, since)
            row.pc = step.next
            return True
    for choice in range(step.b):
        pool = look(P, S, row.person, P.indices[step.a + choice])
        if pool == NONE:
            continue
        if able:
            take(P, S, T, token, pool, amount, step, since)
        elif S.pools[pool].waiting >= S.pools[pool].room:
            T.pools[pool].balked += S.registers[NOW] >= 0
            row.pc = step.g
            return True
    if able or pools == 0:
        row.pc = step.next
        return True
    return wait_in_queues(P, S, T, token, step, amount, since)


@kernel
def wait_in_queues(P, S, T, token, step, amount, since):
    """Join, as of a tick, the queue of every pool of a request.

    The first choice stands first in the token's list of nodes.
    """
    row = S.tokens[token]
    node = NONE
    for choice in range(step.b - 1, -1, -1):
        pool = look(P, S, row.person, P.indices[step.a + choice])
        if pool != NONE:
            node = join_queue(P, S, T, token, pool, step.d, amount, node, since)
    row.node = node
    row.doing = QUEUED
    return False


@kernel
def search(P, S, T, token, step):
    """Start to look for a place; without a pool there is nothing to look for and the person goes on."""
    row = S.tokens[token]
    since = begun(S)
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
