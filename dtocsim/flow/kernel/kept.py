"""What a person keeps and gives back: units of pools, stays in censuses, marks; a list, last taken first."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.kernel.layout import (
    CENSUS,
    FREE_KEPT,
    KINDS,
    LEFT_KEPT,
    LOGGING,
    MARKED,
    NONE,
    NOW,
    POOL,
)
from dtocsim.flow.kernel.pools import mark_dirty, occupy
from dtocsim.flow.kernel.recording import record_census, record_held, record_stay, write_line
from dtocsim.flow.quantiles import FOREVER

CANCELLED = FOREVER
"""Serial number of what a cancelled task has left behind: later than any other."""
CENSUS_BITS = 31


@kernel
def find_kept(S, person, tag):
    """Return (entry above, entry) of what was kept last under a tag; (NONE, NONE) if there is none."""
    before, each = NONE, S.tokens[person].kept
    while each != NONE:
        row = S.kept[each]
        if row.tag == tag:
            return before, each
        before, each = each, row.next
    return NONE, NONE


@kernel
def census_bit(census):
    """Return the bit of a census in a token's filter: without it she is in none of those that share it."""
    return 1 << census % CENSUS_BITS


@kernel
def find_stay(S, person, census):
    """Return what the person keeps for being in a census, NONE if she is not in it."""
    if S.tokens[person].censuses & census_bit(census) == 0:
        return NONE
    return find_kept(S, person, census * KINDS + CENSUS)[1]


@kernel
def begin_stay(S, person, census, stay, cell, since):
    """Begin a stay in a cell of a census, without marks, as of a tick; it counts from now on."""
    row = S.kept[stay]
    row.cell, row.marks, row.since, row.changed = cell, np.uint64(0), since, S.registers[NOW]
    S.tokens[person].censuses |= census_bit(census)


@kernel
def change_mark(P, S, T, person, census, mark, on):
    """Set or clear a mark; the stretch under the old marks is counted first."""
    stay = find_stay(S, person, census)
    if stay == NONE:
        return
    record_census(P, S, T, stay)
    bit = np.uint64(1) << np.uint64(mark)
    if on:
        S.kept[stay].marks |= bit
    else:
        S.kept[stay].marks &= ~bit


@inlined
def drop_kept(P, S, T, token, before, entry):
    """Give back one kept thing; `before` is the entry above it in the person's list."""
    person = S.tokens[token].person
    row = S.kept[entry]
    if before == NONE:
        S.tokens[person].kept = row.next
        if row.next == NONE:
            S.tokens[person].censuses = 0
    else:
        S.kept[before].next = row.next
    kind = row.tag % KINDS
    if kind == POOL:
        occupy(P, S, T, row.what, -row.amount)
        record_held(S, T, row.what, row.amount, row.since)
        if S.registers[LOGGING] != 0:
            write_line(S, token, row.tag // KINDS, row.what)
        mark_dirty(S, row.what)
    elif kind == CENSUS:
        record_census(P, S, T, entry)
        record_stay(P, S, T, entry)
    else:
        change_mark(P, S, T, person, row.what, row.amount, False)
    row.next = S.registers[FREE_KEPT]
    S.registers[FREE_KEPT] = entry
    S.registers[LEFT_KEPT] += 1


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


@kernel
def give_back(P, S, T, token, since):
    """Give back, last taken first, what a token keeps since a serial number."""
    person = S.tokens[token].person
    before, each = NONE, S.tokens[person].kept
    while each != NONE:
        after = S.kept[each].next
        if S.kept[each].owner == token and S.kept[each].serial >= since:
            drop_kept(P, S, T, token, before, each)
        else:
            before = each
        each = after


@kernel
def hand_up(S, task, serial):
    """Give what a task keeps to its parent: as if taken when the task began, or as CANCELLED."""
    parent = S.tokens[task].parent
    each = S.tokens[S.tokens[task].person].kept
    while each != NONE:
        row = S.kept[each]
        if row.owner == task:
            row.owner, row.serial = parent, serial
        each = row.next
