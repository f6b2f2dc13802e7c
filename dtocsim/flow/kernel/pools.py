"""Pools: counted capacity, queues by (class, since when, key), grants, searches."""

import math

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.draws import uniform
from dtocsim.flow.kernel.events import schedule, work_done, work_until
from dtocsim.flow.kernel.layout import (
    CONSUME,
    DIRTY_COUNT,
    DIRTY_FIRST,
    FOUND,
    FREE_KEPT,
    FREE_NODE,
    KINDS,
    LEFT_KEPT,
    LEFT_NODES,
    NONE,
    NOW,
    POOL,
    PRIORITIES,
    READY,
    READY_FIRST,
    READY_LAST,
    RUNNING,
    SERIAL,
    TOGETHER,
)
from dtocsim.flow.kernel.recording import (
    log_other,
    record_occupied,
    record_search,
    record_wait,
    record_waiting,
)
from dtocsim.flow.kernel.values import draw
from dtocsim.flow.quantiles import exponential_quantile


@kernel
def make_ready(S, token):
    """Append a token to the FIFO list that is drained before the next timed event."""
    S.tokens[token].doing = READY
    S.tokens[token].next = NONE
    if S.registers[READY_LAST] == NONE:
        S.registers[READY_FIRST] = token
    else:
        S.tokens[S.registers[READY_LAST]].next = token
    S.registers[READY_LAST] = token


@kernel
def next_serial(S):
    """Return the next serial number: it tells what was taken inside a level from what was taken before."""
    S.registers[SERIAL] += 1
    return S.registers[SERIAL]


@kernel
def keep(S, token, kind, what, amount, label):
    """Note that a person now keeps something, and return it: units of a pool, a stay in a census, a mark."""
    entry = S.registers[FREE_KEPT]
    S.registers[FREE_KEPT] = S.kept[entry].next
    S.registers[LEFT_KEPT] -= 1
    person = S.tokens[token].person
    row = S.kept[entry]
    row.since, row.serial = S.registers[NOW], next_serial(S)
    row.what, row.amount, row.tag, row.owner = what, amount, label * KINDS + kind, token
    row.next = S.tokens[person].kept
    S.tokens[person].kept = entry
    return entry


@kernel
def free_units(S, pool):
    """Return the units of a pool that are free, below 0 after a cut."""
    return S.pools[pool].capacity - S.pools[pool].occupied


@kernel
def mark_dirty(S, pool):
    """Note that the head of a pool's queue may fit now."""
    if S.pools[pool].dirty == 0:
        S.pools[pool].dirty = 1
        size = len(S.dirty)
        S.dirty[(S.registers[DIRTY_FIRST] + S.registers[DIRTY_COUNT]) % size] = pool
        S.registers[DIRTY_COUNT] += 1


@inlined
def occupy(P, S, T, pool, amount):
    """Change the occupancy of a pool, with everything that follows from it but grants."""
    before_search(P, S, pool)
    record_occupied(P, S, T, pool, amount)
    after_search(P, S, pool)


@kernel
def queue_empty(S, pool):
    """Say whether nobody waits for a pool."""
    return S.pools[pool].waiting == 0


@kernel
def queue_head(S, pool):
    """Return the node at the head of a pool's queue, NONE if nobody waits."""
    for priority in range(PRIORITIES):
        head = S.queues[2 * (pool * PRIORITIES + priority)]
        if head != NONE:
            return head
    return NONE


@kernel
def join_queue(P, S, T, token, pool, priority, amount, brother, since):
    """Put a token that has waited since a tick into a pool's queue; returns the node.

    `brother` is its node in another queue for the same request.
    """
    node = S.registers[FREE_NODE]
    S.registers[FREE_NODE] = S.nodes[node].next
    S.registers[LEFT_NODES] -= 1
    row = S.nodes[node]
    order = S.tokens[token].order
    row.joined, row.since, row.order, row.amount = S.registers[NOW], since, order, amount
    row.token, row.pool, row.priority, row.brother = token, pool, priority, brother
    slot = 2 * (pool * PRIORITIES + priority)
    behind, ahead = NONE, S.queues[slot + 1]
    while ahead != NONE and (
        S.nodes[ahead].since > since or (S.nodes[ahead].since == since and S.nodes[ahead].order > order)
    ):
        behind, ahead = ahead, S.nodes[ahead].before
    row.before, row.next = ahead, behind
    if ahead == NONE:
        S.queues[slot] = node
    else:
        S.nodes[ahead].next = node
    if behind == NONE:
        S.queues[slot + 1] = node
    else:
        S.nodes[behind].before = node
    record_waiting(P, S, T, pool, 1)
    return node


@kernel
def leave_queue(P, S, T, node):
    """Take a node out of its queue and free it; returns its brother."""
    row = S.nodes[node]
    slot = 2 * (row.pool * PRIORITIES + row.priority)
    if row.before == NONE:
        S.queues[slot] = row.next
    else:
        S.nodes[row.before].next = row.next
    if row.next == NONE:
        S.queues[slot + 1] = row.before
    else:
        S.nodes[row.next].before = row.before
    record_waiting(P, S, T, row.pool, -1)
    brother = row.brother
    waited = S.registers[NOW] - max(row.joined, 0)
    if waited > 0 and S.registers[NOW] > 0:
        T.pools[row.pool].waited_ticks += waited
    free_node(S, node)
    return brother


@kernel
def free_node(S, node):
    """Give back a queue or search node."""
    S.nodes[node].next = S.registers[FREE_NODE]
    S.registers[FREE_NODE] = node
    S.registers[LEFT_NODES] += 1


@kernel
def fits(S, pool, amount):
    """Say whether somebody who comes now could take `amount` at once: nobody waits and enough is free."""
    return S.pools[pool].waiting == 0 and free_units(S, pool) >= amount


@inlined
def have(P, S, T, token, pool, amount, asked):
    """Let a token have units of a pool from now on."""
    occupy(P, S, T, pool, amount)
    if asked.mode & CONSUME == 0:
        keep(S, token, POOL, pool, amount, asked.label)
    log_other(P, S, token, S.tokens[token].pc, pool)


@inlined
def take(P, S, T, token, pool, amount, asked, since):
    """Give units of a pool to a token, as it asked for them."""
    have(P, S, T, token, pool, amount, asked)
    T.pools[pool].grants += S.registers[NOW] >= 0
    record_wait(P, S, T, pool, asked.priority, since)


@kernel
def head_can_go(P, S, node):
    """Say whether the request at the head of a queue can be granted: alone, or together with its brothers."""
    token = S.nodes[node].token
    if P.seizes[P.steps[S.tokens[token].pc].a].mode & TOGETHER == 0:
        return free_units(S, S.nodes[node].pool) >= S.nodes[node].amount
    each = S.tokens[token].node
    while each != NONE:
        row = S.nodes[each]
        if free_units(S, row.pool) < row.amount or queue_head(S, row.pool) != each:
            return False
        each = row.brother
    return True


@kernel
def settle_one(P, S, T):
    """Settle the first pool whose queue may move: grant its head if it fits, else strike it off the list."""
    pool = S.dirty[S.registers[DIRTY_FIRST]]
    head = queue_head(S, pool) if S.pools[pool].waiting > 0 else NONE
    if head == NONE or not head_can_go(P, S, head):
        S.pools[pool].dirty = 0
        S.registers[DIRTY_FIRST] = (S.registers[DIRTY_FIRST] + 1) % len(S.dirty)
        S.registers[DIRTY_COUNT] -= 1
        return
    grant(P, S, T, head)


@kernel
def grant(P, S, T, head):
    """Grant the request at the head of a queue and make its token ready."""
    token = S.nodes[head].token
    number = np.int64(S.tokens[token].pc)
    asked = P.seizes[P.steps[number].a]
    together = asked.mode & TOGETHER != 0
    each = S.tokens[token].node
    S.tokens[token].node = NONE
    while each != NONE:
        row = S.nodes[each]
        pool, amount, since, chosen = row.pool, row.amount, row.since, together or each == head
        brother = leave_queue(P, S, T, each)
        if chosen:
            take(P, S, T, token, pool, amount, asked, since)
        if each != head:
            mark_dirty(S, pool)
        each = brother
    S.tokens[token].pc = P.steps[number].next
    make_ready(S, token)


@kernel
def withdraw(P, S, T, token):
    """Take a token's request out of every queue; the queues behind it may move."""
    each = S.tokens[token].node
    S.tokens[token].node = NONE
    while each != NONE:
        pool = S.nodes[each].pool
        T.pools[pool].reneged += S.registers[NOW] >= 0
        brother = leave_queue(P, S, T, each)
        mark_dirty(S, pool)
        each = brother


@kernel
def before_search(P, S, pool):
    """Add the hazard accrued since the last change of the free share."""
    if S.pools[pool].searching == 0:
        return
    state = S.pools[pool]
    now = S.registers[NOW]
    if state.rate > 0.0:
        calendar = P.rules[state.rule].calendar
        elapsed = now - state.accrued_at
        if calendar != NONE:
            elapsed = work_until(P, calendar, now) - work_until(P, calendar, state.accrued_at)
        state.accrued += state.rate * elapsed
    state.accrued_at = now


@kernel
def after_search(P, S, pool):
    """Take the new hazard from the free share and queue the moment when the first searcher finds a place."""
    if S.pools[pool].searching == 0:
        return
    state = S.pools[pool]
    rule = P.rules[state.rule]
    free = free_units(S, pool)
    state.rate = 0.0
    if free >= rule.amount:
        state.rate = rule.base * math.pow(free / state.capacity / rule.reference, rule.elasticity)
    state.stamp += 1
    if state.rate <= 0.0:
        return
    first = S.nodes[state.searcher]
    needed = (first.target - state.accrued) / state.rate
    now = S.registers[NOW]
    tick = now
    if needed > 0.0:
        whole = np.int64(math.ceil(min(needed, 1e15)))
        tick = now + whole if rule.calendar == NONE else work_done(P, rule.calendar, now, whole)
    elif rule.calendar != NONE:
        tick = work_done(P, rule.calendar, now, 0)
    schedule(P, S, tick, FOUND, first.order, pool, state.stamp)


@kernel
def join_search(P, S, T, token, pool, threshold, since):
    """Search, since a tick: the place is found when the pool's hazard has grown by `threshold`."""
    node = S.registers[FREE_NODE]
    S.registers[FREE_NODE] = S.nodes[node].next
    S.registers[LEFT_NODES] -= 1
    before_search(P, S, pool)
    state = S.pools[pool]
    if state.searching == 0:
        state.accrued, state.accrued_at = 0.0, S.registers[NOW]
    row = S.nodes[node]
    row.joined, row.since, row.order = S.registers[NOW], since, S.tokens[token].order
    row.target = state.accrued + threshold
    row.token, row.pool, row.brother = token, pool, NONE
    before, behind = NONE, state.searcher
    while behind != NONE and (
        S.nodes[behind].target < row.target
        or (S.nodes[behind].target == row.target and S.nodes[behind].order < row.order)
    ):
        before, behind = behind, S.nodes[behind].next
    row.next, row.before = behind, before
    if before == NONE:
        state.searcher = node
    else:
        S.nodes[before].next = node
    if behind != NONE:
        S.nodes[behind].before = node
    state.searching += 1
    T.pools[pool].searches += S.registers[NOW] >= 0
    S.tokens[token].node = node
    after_search(P, S, pool)


@kernel
def leave_search(P, S, node):
    """Stop a search and free its node."""
    row = S.nodes[node]
    pool = row.pool
    before_search(P, S, pool)
    state = S.pools[pool]
    if row.before == NONE:
        state.searcher = row.next
    else:
        S.nodes[row.before].next = row.next
    if row.next != NONE:
        S.nodes[row.next].before = row.before
    state.searching -= 1
    free_node(S, node)
    if state.searching == 0:
        state.stamp += 1
    after_search(P, S, pool)


@kernel
def place_found(P, S, T, pool):
    """Let the first searcher of a pool take a place; returns the token, which runs at once."""
    node = S.pools[pool].searcher
    token, joined, since = S.nodes[node].token, S.nodes[node].joined, S.nodes[node].since
    amount = P.rules[S.pools[pool].rule].amount
    step = P.steps[S.tokens[token].pc]
    S.tokens[token].node = NONE
    leave_search(P, S, node)
    occupy(P, S, T, pool, amount)
    keep(S, token, POOL, pool, amount, step.c)
    record_search(P, S, T, pool, joined, since)
    log_other(P, S, token, S.tokens[token].pc, pool)
    S.tokens[token].pc = step.next
    S.tokens[token].doing = RUNNING
    return token


@kernel
def search_threshold(P, S, token, purpose, visit_slot, multiplier):
    """Draw the hazard at which a searcher finds a place: exponential, mean 1, less for a faster searcher."""
    u = draw(P, S, token, purpose, visit_slot)
    if multiplier <= 0.0:
        return 1e300
    return exponential_quantile(u) / multiplier


@kernel
def uniform_of(key, purpose):
    """Return a first-visit draw for a key that is no person's (a candidate's gap, its acceptance)."""
    return uniform(key, purpose, np.uint64(0))
