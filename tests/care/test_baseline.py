"""A what-if meets the demand, flows and capacities of its base; only what it names differs."""

from dtocsim.care.expectations import expectations
from dtocsim.care.journey import build_system
from tests.care.small import scenario

SYSTEM = "E54000047"


def capacities(*changes: str) -> dict[str, int]:
    state = scenario(*changes)
    expected = expectations(state)
    system = next(each for each in expected.geography.systems if each.code == SYSTEM)
    return {pool.name: pool.capacity for pool in build_system(state, system, expected).network.pools}


def test_lengths_and_shares_of_a_what_if_change_no_capacity() -> None:
    base = capacities()
    for change in (
        "home_care.search_mean_days=6",
        "assessment.mean_hours=16",
        "reablement.stay_mean_days=28",
        "discharge.pathway_share.nursing.85+=0.03",
    ):
        assert capacities(change) == base, change


def test_lengths_and_shares_of_a_what_if_change_no_demand() -> None:
    base = expectations(scenario())
    assert expectations(scenario("home_care.search_mean_days=6", "assessment.mean_hours=16")) is base


def test_ten_per_cent_more_care_home_places_are_ten_per_cent_more() -> None:
    before, after = capacities(), capacities("care_homes.places_total=330000")
    for name, places in before.items():
        if name.startswith(("residential", "nursing")):
            assert abs(after[name] - 1.1 * places) <= 1.1
        else:
            assert after[name] == places


def test_a_lower_load_share_is_a_larger_team() -> None:
    before, after = capacities(), capacities("assessment.team_load_share=0.4")
    teams = [name for name in before if name.startswith("assessment team")]
    assert all(after[name] >= before[name] for name in teams)
    assert sum(after[name] for name in teams) > sum(before[name] for name in teams)
