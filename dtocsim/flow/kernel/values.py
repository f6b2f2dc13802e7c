"""What a step needs to know: values looked up by attribute or day, random draws, durations in ticks."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.draws import uniform
from dtocsim.flow.kernel.layout import (
    FIRST_CONSTANT,
    FREE_REVISIT,
    LEFT_REVISITS,
    NONE,
    REVISITS,
    TODAY,
    VISITS,
    WORD_BITS,
)
from dtocsim.flow.quantiles import remaining_ticks, ticks


@kernel
def source_code(P, S, person, source):
    """Return the code of an attribute (source >= 0) of the person, or of a period (source < 0) today."""
    if source >= 0:
        return np.int64(S.attributes[person, source])
    return P.periods[-source - 1, S.registers[TODAY]]


@inlined
def look(P, S, person, lookup):
    """Return the entry of a lookup table that applies to the person today; a constant stands for itself."""
    if lookup < NONE:
        return np.int64(FIRST_CONSTANT - lookup)
    row = P.lookups[lookup]
    position = np.int64(row.first)
    if row.sources > 0:
        position += source_code(P, S, person, row.s0) * row.t0
    if row.sources > 1:
        position += source_code(P, S, person, row.s1) * row.t1
    if row.sources > 2:
        position += source_code(P, S, person, row.s2) * row.t2
    if row.sources > 3:
        position += source_code(P, S, person, row.s3) * row.t3
    if row.sources > 4:
        position += source_code(P, S, person, row.s4) * row.t4
    return P.indices[position]


@inlined
def draw(P, S, token, purpose, visit_slot):
    """Return the draw in (0, 1) of this person, purpose and visit; count the visit if it can recur."""
    person = S.tokens[token].person
    visit = np.int64(0)
    if visit_slot != NONE:
        visit = count_visit(P, S, person, visit_slot)
    return uniform(S.tokens[person].key, purpose, np.uint64(visit))


@inlined
def count_visit(P, S, person, slot):
    """Return how often she has come to a purpose in this spell, and count once more.

    Few come twice to anything: a bit for the first time takes a hundredth of the memory of a count.
    """
    column = P.shape[VISITS] + slot // WORD_BITS
    bit = np.int64(1) << (slot % WORD_BITS)
    if S.people[person, column] & bit == 0:
        S.people[person, column] |= bit
        return np.int64(0)
    return count_revisit(P, S, person, slot)


@kernel
def count_revisit(P, S, person, slot):
    """Return how often she has come to a purpose, at least once, and count once more."""
    first = S.people[person, P.shape[REVISITS]] - 1
    each = first
    while each != NONE and S.revisits[each].slot != slot:
        each = np.int64(S.revisits[each].next)
    if each == NONE:
        each = S.registers[FREE_REVISIT]
        row = S.revisits[each]
        S.registers[FREE_REVISIT] = row.next
        S.registers[LEFT_REVISITS] -= 1
        row.count, row.slot, row.next = 1, slot, first
        S.people[person, P.shape[REVISITS]] = each + 1
    S.revisits[each].count += 1
    return S.revisits[each].count - 1


@kernel
def forget_visits(P, S, person):
    """Start to count visits to purposes anew."""
    each = S.people[person, P.shape[REVISITS]] - 1
    while each != NONE:
        row = S.revisits[each]
        after = np.int64(row.next)
        row.next = S.registers[FREE_REVISIT]
        S.registers[FREE_REVISIT] = each
        S.registers[LEFT_REVISITS] += 1
        each = after
    for column in range(P.shape[REVISITS], S.people.shape[1]):
        S.people[person, column] = 0


@inlined
def draw_ticks(P, S, token, lookup, purpose, visit_slot):
    """Draw a duration in ticks."""
    row = P.durations[look(P, S, S.tokens[token].person, lookup)]
    u = draw(P, S, token, purpose, visit_slot)
    return ticks(row.kind, row.a, row.b, row.first, row.points, P.tables, u)


@kernel
def draw_remaining_ticks(P, S, token, lookup, purpose, visit_slot, elapsed):
    """Draw what remains of a duration, in ticks; of one that begins now, all of it."""
    row = P.durations[look(P, S, S.tokens[token].person, lookup)]
    u = draw(P, S, token, purpose, visit_slot)
    if elapsed == 0:
        return ticks(row.kind, row.a, row.b, row.first, row.points, P.tables, u)
    return remaining_ticks(row.kind, row.a, row.b, row.first, row.points, P.tables, u, elapsed)


@inlined
def draw_outcome(P, S, token, lookup, outcomes, purpose, visit_slot):
    """Draw an outcome by its share, in fixed order: a small change of a share moves only marginal people."""
    first = look(P, S, S.tokens[token].person, lookup)
    u = draw(P, S, token, purpose, visit_slot)
    # Counting has no jump that nobody could predict; shares never fall when they are cumulated.
    found = np.int64(0)
    for outcome in range(outcomes - 1):
        found += np.int64(u >= P.numbers[first + outcome])
    return found
