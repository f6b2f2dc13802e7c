"""Steps that take no time and no units, and in which nobody waits: they run one after another."""

import numpy as np

from dtocsim.flow._jit import inlined, kernel
from dtocsim.flow.draws import derive
from dtocsim.flow.kernel.kept import begin_stay, change_mark, drop_last, drop_mark, find_stay
from dtocsim.flow.kernel.layout import (
    BRANCH_ATTRIBUTE,
    BRANCH_DRAW,
    CENSUS,
    COUNT,
    DIRTY_COUNT,
    DRAW,
    ENTER,
    EXIT,
    FORK,
    JUMP,
    LAST_CHANGE,
    LEVEL_IN,
    LEVEL_OUT,
    MARK,
    MARKED,
    NONE,
    NOTE,
    NOW,
    PASSED,
    SET,
    SINCE,
    SPELL,
    SPELLS,
    UNMARK,
)
from dtocsim.flow.kernel.people import enter_level, leave_level, new_task, note_moment, noted_moment
from dtocsim.flow.kernel.pools import keep
from dtocsim.flow.kernel.recording import cell_of, is_about, log, record_event
from dtocsim.flow.kernel.values import draw_outcome, draw_ticks, forget_visits, source_code
from dtocsim.flow.quantiles import FOREVER

MARKS = 64
"""Marks of a census are kept under census * MARKS + mark."""


@inlined
def run_changes(P, S, T, token, most):
    """Run such steps from where a token stands on, so many at most; returns how many."""
    row = S.tokens[token]
    number = np.int64(row.pc)
    for taken in range(most):
        step = P.steps[number]
        op = step.op
        if op > LAST_CHANGE or S.registers[DIRTY_COUNT] > 0:
            row.pc = number
            return taken
        log(P, S, token, number, NONE)
        if op == BRANCH_ATTRIBUTE:
            number = P.indices[step.c + source_code(P, S, row.person, step.a)]
        elif op == BRANCH_DRAW:
            number = P.indices[step.c + draw_outcome(P, S, token, step.a, step.b, step.purpose, step.visit)]
        elif op == JUMP:
            number = np.int64(step.a)
        else:
            change(P, S, T, token, step)
            number = np.int64(step.next)
    row.pc = number
    return most


@inlined
def change(P, S, T, token, step):
    """Do a step that always goes on to the next one."""
    person = S.tokens[token].person
    op = step.op
    if op == SET:
        S.attributes[person, step.a] = step.b
    elif op == DRAW:
        S.attributes[person, step.a] = draw_outcome(P, S, token, step.b, step.c, step.purpose, step.visit)
    elif op == COUNT:
        record_event(P, S, T, step.a, person)
    elif op == ENTER:
        enter_census(P, S, token, step.a)
    elif op == EXIT:
        exit_census(P, S, T, token, step.a)
    elif op == SPELL:
        begin_spell(P, S, person, step.a, step.purpose)
    elif op == LEVEL_IN:
        enter_level(P, S, token, step.a)
    elif op == LEVEL_OUT:
        leave_level(P, S, T, token, step.a, np.int64(step.purpose))
    elif op == MARK:
        change_mark(P, S, T, person, step.a, step.b, True)
        keep(S, token, MARKED, step.a, step.b, step.a * MARKS + step.b)
    elif op == UNMARK:
        drop_last(P, S, T, token, MARKED, step.a * MARKS + step.b)
    elif op == NOTE:
        lasts = draw_ticks(P, S, token, step.b, step.purpose, step.visit)
        note_moment(P, S, person, step.a, FOREVER if lasts >= FOREVER else S.registers[NOW] + lasts)
    elif op == SINCE:
        S.registers[PASSED] = max(0, S.registers[NOW] - noted_moment(P, S, person, step.a))
    elif op == FORK:
        new_task(S, token, derive(S.tokens[token].order, step.purpose), step.a, step.b)


@kernel
def enter_census(P, S, token, number):
    """Enter a census, if it is about her and she is not in it already."""
    person = S.tokens[token].person
    census = P.censuses[number]
    since = begun(S)
    if is_about(S, person, census) and find_stay(S, person, number) == NONE:
        stay = keep(S, token, CENSUS, number, 1, number)
        cell = cell_of(P, S, person, census.first_by, census.by)
        begin_stay(S, person, number, stay, cell, since)


@kernel
def exit_census(P, S, T, token, number):
    """Leave a census, with every mark in it."""
    while P.censuses[number].marks > 0 and drop_mark(P, S, T, token, number):
        pass
    drop_last(P, S, T, token, CENSUS, number)


@kernel
def begin_spell(P, S, person, cause, purpose):
    """Begin a new spell: a new key from the person's, the cause and how often it occurred."""
    count = P.shape[SPELLS] + cause
    spell = derive(S.tokens[person].key, purpose)
    S.tokens[person].key = derive(spell, np.uint64(S.people[person, count]))
    S.people[person, count] += 1
    forget_visits(P, S, person)


@kernel
def begun(S):
    """Return the tick since when the running step counts, as the step before it may have said; forget it."""
    passed = S.registers[PASSED]
    S.registers[PASSED] = 0
    return S.registers[NOW] - passed
