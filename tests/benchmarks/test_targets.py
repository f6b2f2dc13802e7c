"""What was aimed at stands beside what was found, and says whether it is met."""

from pathlib import Path

import pytest

from dtocsim.analysis.bench import (
    EnglandTiming,
    Timing,
    bench_growth,
    england_targets,
    growth_targets,
    targets_table,
    toy_targets,
)
from dtocsim.analysis.bench.growth import Growth, slope_of
from dtocsim.analysis.bench.system import CHANGE
from dtocsim.scenario import load


def test_the_slope_is_that_of_the_logarithms() -> None:
    assert slope_of([1, 10, 100], [2.0, 20.0, 200.0]) == pytest.approx(1.0)
    assert slope_of([1, 10, 100], [1.0, 100.0, 10_000.0]) == pytest.approx(2.0)


def test_growth_is_measured_for_places_days_and_arrivals() -> None:
    found = bench_growth(factors=(1, 3), rounds=1)
    assert [growth.name for growth in found] == ["places", "days", "arrivals"]
    for growth in found:
        assert 2.5 < growth.events[1] / growth.events[0] < 3.5


def test_a_table_says_what_is_met() -> None:
    timings = [
        Timing("compiled engine", 2.0, 1000, 365, False, 300_000_000),
        Timing("C++17", 1.0, 1000, 365, False, None),
        Timing("SimPy, counters", 160.0, 50, 10, True, None),
        Timing("SimPy, Resource", 300.0, 50, 10, True, None),
    ]
    rows = targets_table(toy_targets(timings)).splitlines()
    assert rows[2] == "| times as fast as SimPy, counters | 80.00 | at least 50 | yes |"
    assert rows[3] == "| times as fast as SimPy, Resource | 150.00 | at least 200 | no |"
    assert rows[4] == "| time relative to C++ | 2.00 | at most 1.5 | no |"
    assert rows[5] == "| memory of the toy network, MB | 300.00 | at most 400 | yes |"


def test_england_s_targets_compare_processors_and_the_toy_network() -> None:
    one = EnglandTiming(1, 30.0, 20.0, 4000, 500_000_000, 2.5)
    two = EnglandTiming(2, 18.0, 10.0, 4000, 500_000_000, 2.5)
    relative, memory, faster = england_targets([one, two])
    assert (relative.met, memory.met, faster.met) == (False, True, True)
    assert faster.found == 2.0


def test_a_slope_above_the_target_is_not_met() -> None:
    assert not growth_targets([Growth("places", 1.2, (1, 2), (1.0, 2.5))])[0].met


def test_the_change_of_one_system_is_one_so_that_its_network_is_built_anew() -> None:
    path = Path(__file__).parents[2] / "scenarios/england-2017-18.yaml"
    assert load(path) != load(path, set_=(CHANGE,))
