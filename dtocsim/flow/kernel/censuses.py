"""Somebody's stay in a census: entry, exit, marks. It is one of the things that she keeps."""

import numpy as np

from dtocsim.flow._jit import kernel
from dtocsim.flow.kernel.layout import CENSUS, KINDS, NONE, NOW
from dtocsim.flow.kernel.recording import record_census


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
def find_stay(S, person, census):
    """Return what the person keeps for being in a census, NONE if she is not in it."""
    return find_kept(S, person, census * KINDS + CENSUS)[1]


@kernel
def begin_stay(S, stay, cell, since):
    """Begin a stay in a cell of a census, without marks, as of a tick; it counts from now on."""
    row = S.kept[stay]
    row.cell, row.marks, row.since, row.changed = cell, np.uint64(0), since, S.registers[NOW]


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
