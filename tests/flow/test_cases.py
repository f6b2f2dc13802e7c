"""Sets of cases as integers do what sets of combinations do."""

from itertools import product

import pytest

from dtocsim.flow.cases import Cases, Chances

SIZES = {"a": 3, "b": 2, "c": 4}
ALL = list(product(*(range(size) for size in SIZES.values())))
SETS = [ALL[:1], ALL[3:9], ALL[::5], []]


def as_number(cases: Cases, combinations: list[tuple[int, ...]]) -> int:
    """Put combinations together one by one."""
    found = 0
    for combination in combinations:
        one = cases.start
        for variable, value in zip(SIZES, combination, strict=True):
            one = cases.put(one, variable, value)
        found |= one
    return found


@pytest.mark.parametrize("combinations", SETS)
@pytest.mark.parametrize("place", range(3))
def test_cases_are_sets_of_combinations(combinations: list[tuple[int, ...]], place: int) -> None:
    cases, variable = Cases(SIZES), list(SIZES)[place]
    number = as_number(cases, combinations)
    changed = [(*one[:place], 1, *one[place + 1 :]) for one in combinations]
    any_value = [(*one[:place], v, *one[place + 1 :]) for one in combinations for v in range(SIZES[variable])]
    assert cases.only(number, variable, 1) == as_number(cases, [c for c in combinations if c[place] == 1])
    assert cases.put(number, variable, 1) == as_number(cases, changed)
    assert cases.forget(number, variable) == as_number(cases, any_value)


def test_chances_keep_what_may_be_1() -> None:
    chances = Chances({"a": 2, "b": 2})
    may = chances.put(chances.start, "a", 1) | chances.put(chances.start, "b", 1)
    assert chances.only(may, "a", 1) == chances.only(may, "a", 0) == may
    assert chances.only(chances.put(may, "a", 0), "a", 1) == 0
    assert chances.put(0, "a", 1) == 0
