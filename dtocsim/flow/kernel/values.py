"""What a step needs to know: values looked up by attribute or day, random draws, durations in ticks."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.draws import uniform
from dtocsim.flow.kernel.layout import FIRST_TICK, MOST_VISITS, NONE, NOW, VISIT_BITS
from dtocsim.flow.quantiles import DAY, remaining_ticks, ticks


@kernel
def source_code(P, S, person, source):
    """Return the code of an attribute (source >= 0) of the person, or of a period (source < 0) today."""
    if source >= 0:
        return np.int64(S.attributes[person, source])
    return P.periods[-source - 1, S.registers[NOW] // DAY - P.shape[FIRST_TICK] // DAY]


@inlined
def look(P, S, person, lookup):
    """Return the entry of a lookup table that applies to the person today."""
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
def draw(S, token, purpose, visit_slot):
    """Return the draw in (0, 1) of this person, purpose and visit; count the visit if it can recur."""
    person = S.tokens[token].person
    visit = np.int64(0)
    if visit_slot != NONE:
        epoch = np.int64(S.tokens[person].epoch) << VISIT_BITS
        counted = np.int64(S.visits[person, visit_slot])
        if counted & ~MOST_VISITS == epoch:
            visit = counted & MOST_VISITS
        S.visits[person, visit_slot] = epoch | ((visit + 1) & MOST_VISITS)
    return uniform(S.tokens[person].key, purpose, np.uint64(visit))


@inlined
def draw_ticks(P, S, token, lookup, purpose, visit_slot):
    """Draw a duration in ticks."""
    row = P.durations[look(P, S, S.tokens[token].person, lookup)]
    u = draw(S, token, purpose, visit_slot)
    return ticks(row.kind, row.a, row.b, row.first, row.points, P.tables, u)


@kernel
def draw_remaining_ticks(P, S, token, lookup, purpose, visit_slot, elapsed):
    """Draw what remains of a duration, in ticks; of one that begins now, all of it."""
    row = P.durations[look(P, S, S.tokens[token].person, lookup)]
    u = draw(S, token, purpose, visit_slot)
    if elapsed == 0:
        return ticks(row.kind, row.a, row.b, row.first, row.points, P.tables, u)
    return remaining_ticks(row.kind, row.a, row.b, row.first, row.points, P.tables, u, elapsed)


@inlined
def draw_outcome(P, S, token, lookup, outcomes, purpose, visit_slot):
    """Draw an outcome by its share, in fixed order: a small change of a share moves only marginal people."""
    first = look(P, S, S.tokens[token].person, lookup)
    u = draw(S, token, purpose, visit_slot)
    for outcome in range(outcomes - 1):
        if u < P.numbers[first + outcome]:
            return outcome
    return outcomes - 1
