"""Tallies: time integrals, midnight counts as difference arrays, fixed bins of waits, counts by day.

Only what happens in the recorded days counts; an interval [a, b) counts at midnight d if a <= d < b.
"""

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.kernel.layout import (
    FIRST_TICK,
    LAST_DAY,
    LOG_SIZE,
    LOGGING,
    LOST,
    MIDNIGHT,
    NONE,
    NOW,
    REPORT,
    SEARCH_ROW,
    TODAY,
    WARM_UP,
)
from dtocsim.flow.quantiles import DAY


@kernel
def first_midnight(P, tick):
    """Return the first midnight at or after `tick`, within [0, recorded days]."""
    return min(max(-((-tick) // DAY), 0), P.shape[LAST_DAY])


@inlined
def move_clock(P, S, tick):
    """Let it be `tick`."""
    S.registers[NOW] = tick
    S.registers[TODAY] = (tick - P.shape[FIRST_TICK]) // DAY
    S.registers[MIDNIGHT] = first_midnight(P, tick)


@kernel
def wait_bin(waited):
    """Return the bin of a wait or stay (edges: layout.WAIT_EDGES_HOURS)."""
    hours = waited // 3600
    if hours < 24:
        return 0 if hours < 1 else 1 if hours < 4 else 2 if hours < 12 else 3
    days = hours // 24
    if days < 14:
        return 4 if days < 2 else 5 if days < 4 else 6 if days < 7 else 7
    return 8 if days < 28 else 9 if days < 56 else 10


@kernel
def record_occupied(P, S, T, pool, change):
    """Close the stretch of unchanged occupancy of a pool and add `change`."""
    now = S.registers[NOW]
    state = S.pools[pool]
    T.pools[pool].occupied_ticks += state.occupied * (now - max(min(state.changed, now), 0)) * (now > 0)
    state.changed = now
    state.occupied += change
    T.occupied[pool, S.registers[MIDNIGHT]] += change


@kernel
def record_waiting(P, S, T, pool, change):
    """Close the stretch of unchanged queue length of a pool and add `change`."""
    now = S.registers[NOW]
    state = S.pools[pool]
    T.pools[pool].queue_ticks += state.waiting * (now - max(min(state.queue_changed, now), 0)) * (now > 0)
    state.queue_changed = now
    state.waiting += change
    T.waiting[pool, S.registers[MIDNIGHT]] += change


@kernel
def report_today(P, S):
    """Return the report that what ends today belongs to."""
    return P.periods[P.shape[REPORT], S.registers[TODAY]]


@kernel
def record_wait(P, S, T, pool, priority, since):
    """Record a wait that has ended in a grant (or, in the search row, in a place found)."""
    now = S.registers[NOW]
    if now >= 0:
        report = report_today(P, S)
        T.waits[report, pool, priority, wait_bin(now - since)] += 1
        T.wait_ticks[report, pool, priority] += now - since


@kernel
def record_held(S, T, pool, amount, since):
    """Record the time for which units of a pool were held until now."""
    now = S.registers[NOW]
    if now > 0:
        T.pools[pool].held_ticks += amount * (now - max(since, 0))


@kernel
def record_search(P, S, T, pool, joined, since):
    """Record a search that has found a place."""
    T.pools[pool].found += S.registers[NOW] >= 0
    now = S.registers[NOW]
    if now > 0:
        T.pools[pool].searched_ticks += now - max(joined, 0)
    record_wait(P, S, T, pool, SEARCH_ROW, since)


@inlined
def record_census(P, S, T, stay):
    """Count the stretch since the last change of a stay under its cell and first mark; start a new one."""
    now = S.registers[NOW]
    entry = S.kept[stay]
    row = P.censuses[entry.what]
    mark = 0
    while mark < row.marks and (entry.marks >> mark) & 1 == 0:
        mark += 1
    end = S.registers[MIDNIGHT]
    for lag in range(row.lags):
        begin = first_midnight(P, max(entry.changed, entry.since + P.indices[row.first_lag + lag]))
        if begin < end:
            column = row.first + (lag * row.cells + entry.cell) * (row.marks + 1) + mark
            T.census[begin, column] += 1
            T.census[end, column] -= 1
    entry.changed = now


@kernel
def record_stay(P, S, T, stay):
    """Record the length of a completed stay in a census."""
    now = S.registers[NOW]
    if now >= 0:
        entry, report = S.kept[stay], report_today(P, S)
        row = P.censuses[entry.what].first_stay + entry.cell
        T.stays[report, row, wait_bin(now - entry.since)] += 1
        T.stay_ticks[report, row] += now - entry.since


@kernel
def cell_of(P, S, person, first_by, by):
    """Return the position of a person's attributes in a cross-tabulation."""
    cell = 0
    for position in range(by):
        cell = (
            cell * P.indices[first_by + 2 * position + 1]
            + S.attributes[person, P.indices[first_by + 2 * position]]
        )
    return cell


@kernel
def is_about(S, person, row):
    """Say whether a counter or census is about a person."""
    return row.only == NONE or S.attributes[person, row.only] == row.code


@kernel
def record_event(P, S, T, counter, person):
    """Count an event on the current day."""
    day = S.registers[TODAY] - P.shape[WARM_UP]
    row = P.counters[counter]
    if day >= 0 and is_about(S, person, row):
        T.counts[day, row.first + cell_of(P, S, person, row.first_by, row.by)] += 1


@inlined
def log(P, S, token, step, pool):
    """Log that a token was at a step (its number), and the occupancy of the pool it concerns."""
    if S.registers[LOGGING] != 0:
        write_line(S, token, P.names[step].name, pool)


@inlined
def log_other(P, S, token, step, pool):
    """Log under its other name what happened to one who waited at a step."""
    if S.registers[LOGGING] != 0:
        write_line(S, token, P.names[step].other, pool)


@kernel
def write_line(S, token, name, pool):
    """Write one line of the event log; steps without a name write none."""
    if S.registers[LOGGING] == 0 or name == NONE:
        return
    size = S.registers[LOG_SIZE]
    if size == len(S.log):
        S.registers[LOST] += 1
        return
    row = S.log[size]
    S.registers[LOG_SIZE] = size + 1
    row.tick = S.registers[NOW]
    row.order = S.tokens[token].order
    row.person = S.tokens[S.tokens[token].person].order
    row.name = name
    row.pool = pool
    row.occupied = S.pools[pool].occupied if pool != NONE else 0
