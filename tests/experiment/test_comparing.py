from typing import Any

import numpy as np
import pytest

from dtocsim.experiment import Comparison, MemoryStore, Resources, ResultError, Target, compare
from dtocsim.scenario import Scenario, load
from tests.conftest import USUAL_SEARCH_DAYS

SOONER = ("run.days=30", f"home_care.search_mean_days={USUAL_SEARCH_DAYS / 2}")
MUCH_SOONER = ("run.days=30", f"home_care.search_mean_days={USUAL_SEARCH_DAYS / 10}")


@pytest.fixture
def what_if(england: Any) -> Scenario:
    """A package of care is found in half the time."""
    return load(england, set_=(*SOONER, "name=Sooner"))


@pytest.fixture
def comparison(scenario: Scenario, what_if: Scenario, england: Any, fake_care: Any) -> Comparison:
    much_sooner = load(england, set_=(*MUCH_SOONER, "name=Much sooner"))
    return compare(scenario, [what_if, much_sooner], replications=5)


def test_a_difference_is_that_of_the_same_replications(comparison: Comparison) -> None:
    # Replication r has 60 + r and 60 + r / 2 delayed patients: differences -0.5, -1, ..., -2.5.
    change = comparison.change("Sooner", "dtoc_beds")
    assert (change.base, change.mean, change.difference) == pytest.approx((63.0, 61.5, -1.5))
    # Two what-ifs at once: t(0.9875, 4) = 3.495406 times 0.790569 / sqrt(5).
    assert (change.low, change.high) == pytest.approx((-1.5 - 1.235813, -1.5 + 1.235813), abs=1e-5)
    assert change.relative == pytest.approx(-1.5 / 63)


def test_pairing_is_told_as_the_width_it_saves(comparison: Comparison) -> None:
    # Standard deviations 1.5811 and 0.7906 against 0.7906 of the differences.
    assert comparison.change("Sooner", "dtoc_beds").pairing == pytest.approx(np.sqrt(5))
    assert comparison.change("Sooner", "general_acute_occupancy_percent").pairing is None


def test_the_ranking_begins_with_the_lowest_mean(comparison: Comparison) -> None:
    assert [rank.name for rank in comparison.ranking] == ["Much sooner", "Sooner", "England 2017/18"]
    assert [rank.lowest for rank in comparison.ranking] == [1.0, 0.0, 0.0]


def test_differences_are_told_by_area_and_month(comparison: Comparison) -> None:
    rows = comparison.differences.query("what_if == 'Sooner' and measure == 'dtoc_beds'")
    assert [(row.area, str(row.month)[:7]) for row in rows.itertuples()] == [
        ("", "NaT"),
        ("Leeds", "NaT"),
        ("", "2017-04"),
        ("Leeds", "2017-04"),
    ]
    assert rows["difference"].tolist() == pytest.approx([-1.5] * 4)


def test_every_value_is_kept(comparison: Comparison) -> None:
    rows = comparison.measures.query("measure == 'dtoc_beds'")
    assert rows["value"].tolist() == pytest.approx(
        [61, 62, 63, 64, 65, 60.5, 61, 61.5, 62, 62.5, 60.1, 60.2, 60.3, 60.4, 60.5]
    )
    assert rows["replication"].tolist() == [1, 2, 3, 4, 5] * 3


def test_all_scenarios_meet_the_people_of_the_baseline(
    scenario: Scenario, england: Any, fake_care: Any
) -> None:
    compare(scenario, [load(england, set_=(*SOONER, "run.seed=5"))], replications=2)
    assert {call["seed"] for call in fake_care.calls} == {scenario.run.seed}


def test_replications_are_added_until_the_difference_is_precise_enough(
    scenario: Scenario, what_if: Scenario, fake_care: Any
) -> None:
    # Differences r / 2: a standard deviation of 1.51 after 10, 1.95 after 13; it grows, as does the mean.
    target = Target("dtoc_beds", 1.0, False)
    found = compare(scenario, [what_if], precision=[target], most=13)
    assert [look.replications for look in found.looks] == [10, 13]
    assert found.replications == 13
    assert found.looks[0].measure == "dtoc_beds"
    assert found.looks[0].found == pytest.approx(2.262157 * 1.513825 / np.sqrt(10), abs=1e-5)


def test_what_is_in_the_store_is_not_run_again(scenario: Scenario, what_if: Scenario, fake_care: Any) -> None:
    resources = Resources(store=MemoryStore())
    compare(scenario, [what_if], replications=2, resources=resources)
    again = compare(scenario, [what_if], replications=3, resources=resources)
    assert (len(fake_care.calls), again.reused) == (6, 4)


def test_other_days_cannot_be_paired(scenario: Scenario, england: Any, fake_care: Any) -> None:
    with pytest.raises(
        ResultError, match="Longer: runs other days than England 2017/18; both must run the same"
    ):
        compare(scenario, [load(england, set_=("run.days=31", "name=Longer"))])


def test_a_measure_that_does_not_exist_is_answered_with_the_nearest(
    scenario: Scenario, what_if: Scenario, fake_care: Any
) -> None:
    with pytest.raises(ResultError, match=r"dtoc_bed: no such measure; did you mean dtoc_beds\?"):
        compare(scenario, [what_if], measure="dtoc_bed")


def test_a_scenario_of_its_own_is_said_to_have_its_own_demand(
    scenario: Scenario, what_if: Scenario, fake_care: Any
) -> None:
    stranger = what_if.model_copy(update={"baseline": {}, "name": "Stranger"})
    notes = compare(scenario, [stranger, what_if], replications=1).notes
    assert notes == ("Stranger does not extend England 2017/18: its demand and capacities are its own",)


def test_names_are_made_distinct(scenario: Scenario, what_if: Scenario, fake_care: Any) -> None:
    assert compare(scenario, [what_if, what_if], replications=1).names[1:] == ("Sooner", "Sooner (2)")
