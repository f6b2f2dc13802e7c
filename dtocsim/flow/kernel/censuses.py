"""The records of people in censuses: entry, exit, marks."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.kernel.layout import FREE_RECORD, LEFT_RECORDS, NONE, NOW
from dtocsim.flow.kernel.recording import record_census, record_stay


@inlined
def find_record(S, person, census):
    """Return the person's record in a census, NONE if she is not in it."""
    each = S.tokens[person].records
    while each != NONE and S.records[each].census != census:
        each = S.records[each].next
    return each


@kernel
def enter_record(S, person, census, cell, since):
    """Open a record of a stay that began at a tick; returns False if the person is in the census already."""
    if find_record(S, person, census) != NONE:
        return False
    record = S.registers[FREE_RECORD]
    S.registers[FREE_RECORD] = S.records[record].next
    S.registers[LEFT_RECORDS] -= 1
    row = S.records[record]
    row.census, row.cell, row.marks = census, cell, np.uint64(0)
    row.entered, row.since = since, S.registers[NOW]
    row.next = S.tokens[person].records
    S.tokens[person].records = record
    return True


@kernel
def exit_record(P, S, T, person, census):
    """Close a record."""
    record = find_record(S, person, census)
    record_census(P, S, T, record)
    record_stay(P, S, T, record)
    if S.tokens[person].records == record:
        S.tokens[person].records = S.records[record].next
    else:
        each = S.tokens[person].records
        while S.records[each].next != record:
            each = S.records[each].next
        S.records[each].next = S.records[record].next
    S.records[record].next = S.registers[FREE_RECORD]
    S.registers[FREE_RECORD] = record
    S.registers[LEFT_RECORDS] += 1


@kernel
def change_mark(P, S, T, person, census, mark, on):
    """Set or clear a mark; the stretch under the old marks is counted first."""
    record = find_record(S, person, census)
    if record == NONE:
        return
    record_census(P, S, T, record)
    bit = np.uint64(1) << np.uint64(mark)
    if on:
        S.records[record].marks |= bit
    else:
        S.records[record].marks &= ~bit
