"""What the benchmarks time is the same work: counts are pinned, and equal wherever the draws are."""

from collections.abc import Callable

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from dtocsim.analysis.bench import by_hand, cpp, toy
from dtocsim.analysis.bench.engines import run_compiled, run_reference
from dtocsim.analysis.bench.toy import Counts

COUNTS = Counts(events=1519, arrived=1085, left=339, bed_ticks=174285058)
BY_HAND = Counts(events=1476, arrived=1047, left=323, bed_ticks=173136033)


def test_the_team_is_what_the_formula_gives() -> None:
    assert toy.TEAM == 35


def test_both_engines_and_c_plus_plus_count_the_same() -> None:
    assert run_compiled(2, 5, 0) == COUNTS
    assert run_reference(2, 5, 0) == COUNTS
    with cpp.compiled_program() as program:
        if program is None:
            pytest.skip("no g++")
        assert cpp.run_program(program, 2, 5, 0)[0] == COUNTS


def test_c_plus_plus_agrees_where_beds_and_teams_are_full() -> None:
    with cpp.compiled_program() as program:
        if program is None:
            pytest.skip("no g++")
        assert cpp.run_program(program, 1, 200, 3)[0] == run_compiled(1, 200, 3)


def test_the_programs_by_hand_do_the_same_work() -> None:
    counters, resources = by_hand.run_counters(2, 5, 0), by_hand.run_resources(2, 5, 0)
    assert counters == BY_HAND
    assert (resources.events, resources.arrived, resources.left) == (
        counters.events,
        counters.arrived,
        counters.left,
    )


@pytest.mark.parametrize("run", [run_compiled, by_hand.run_counters, by_hand.run_resources])
def test_speed(benchmark: BenchmarkFixture, run: Callable[[int, int, int], Counts]) -> None:
    assert benchmark(run, 2, 5, 0).events in (COUNTS.events, BY_HAND.events)
