"""Factors on the length of all delays: of a council, over time, from a date on; none explains anything."""

import pytest

from dtocsim.care.expectations import expectations
from dtocsim.flow import compiled, reference
from dtocsim.scenario import ScenarioError
from tests.care.small import BRIEF, PLACE, model, run, scenario, simulated

EVEN = "delays.performance_trend=1"
"""The base with no trend of its own."""
LONGER = ("run.days=122", "run.warm_up_days=20")
TREND = "delays.performance_trend={ramp: {2017-04-01: 1, 2017-05-01: 1, 2017-08-01: 3}}"


def told(*changes: str) -> list[object]:
    return list(run(*BRIEF, *changes).log)


def by_month(*changes: str) -> list[float]:
    table = simulated(*LONGER, *changes).monthly
    months, measures, values = table["month"], table["measure"], table["value"]
    sums = {str(month): 0.0 for month in months.categories}
    for month, measure, value in zip(months, measures, values, strict=True):
        if measure == "delayed_days":
            sums[str(month)] += value
    return list(sums.values())


def test_a_factor_of_one_changes_nothing() -> None:
    assert told("delays.council_factor={by_area: {Cumbria: 1.0}}", "delays.recording_change=1.0") == told()


def test_a_factor_of_another_council_moves_nobody_here() -> None:
    assert told("delays.council_factor={by_area: {Leeds: 2.0}}") == told()
    assert told("delays.council_factor={by_area: {Cumbria: 2.0}}") != told()


def test_factors_multiply() -> None:
    both = ("delays.council_factor=1.5", "delays.recording_change=0.8")
    assert scenario(*BRIEF, EVEN, *both).delays.factor == pytest.approx(1.2)
    assert told(EVEN, *both) == told("delays.performance_trend=1.2")


def test_a_trend_lengthens_delays_as_it_rises_and_not_before() -> None:
    plain, rising = by_month(EVEN), by_month(TREND)
    ratios = [new / old for new, old in zip(rising, plain, strict=True)]
    assert ratios[0] == 1.0
    assert ratios == sorted(ratios)
    assert 1.5 < ratios[3] < 3.5


def test_a_base_expects_as_many_more_delays_as_its_factor_says() -> None:
    plain = expectations(scenario(*BRIEF))
    doubled = expectations(scenario(*BRIEF).changed({"delays.performance_trend": 2.0}))
    before, after = plain.by_place[PLACE], doubled.by_place[PLACE]
    assert after.delay_factor == pytest.approx(2 * after.council_factor)
    assert after.council_factor == pytest.approx(before.council_factor, rel=0.15)


def test_both_engines_follow_a_trend_and_a_change_of_recording() -> None:
    changes = (
        "delays.performance_trend={ramp: {2017-04-01: 1.2, 2017-04-18: 0.8}}",
        "delays.recording_change={by_date: {2017-04-01: 1, 2017-04-08: 0.6}}",
    )
    network = model(*BRIEF, *changes).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log
    assert list(fast.log) != told()


def test_a_trend_has_three_dates_at_most_and_is_the_same_everywhere() -> None:
    dates = "2017-04-01: 1, 2017-07-01: 0.9, 2017-10-01: 0.9, 2018-01-01: 0.8"
    with pytest.raises(ScenarioError, match=r"delays.performance_trend.ramp: 4 dates; expected at most 3"):
        scenario(f"delays.performance_trend={{ramp: {{{dates}}}}}")
    with pytest.raises(ScenarioError, match="expected one for all of England"):
        scenario("delays.performance_trend={by_area: {Leeds: 0.9}}")
