"""More or fewer beds, places and people at work than usual; nobody's luck or demand changes with them."""

import pytest

from dtocsim.flow import Pool
from tests.care.small import BRIEF, model, simulated

POOLS = {
    "acute_beds": "acute beds",
    "community_beds": "community beds",
    "residential_places": "residential places",
    "nursing_places": "nursing places",
    "packages_of_care": "home care",
    "reablement_places": "reablement",
    "assessors": "assessment team",
    "equipment_fitters": "equipment team",
}


def pools(name: str, *changes: str) -> list[Pool]:
    return [pool for pool in model(*BRIEF, *changes).network.pools if pool.name.startswith(f"{name} ")]


@pytest.mark.parametrize("key", POOLS)
def test_a_ratio_scales_its_own_pools_and_no_others(key: str) -> None:
    double = f"capacity.{key}_ratio=2"
    for other, name in POOLS.items():
        factor = 2 if other == key else 1
        for usual, found in zip(pools(name), pools(name, double), strict=True):
            assert abs(found.capacity - factor * usual.capacity) <= 1
            assert [day for day, _ in found.steps] == [day for day, _ in usual.steps]


def test_as_much_as_usual_is_the_usual_to_the_last_bit() -> None:
    ones = tuple(f"capacity.{key}_ratio=1" for key in POOLS)
    assert repr(simulated(*BRIEF, *ones).measures) == repr(simulated(*BRIEF).measures)


def test_a_ratio_may_change_on_a_date() -> None:
    change = "capacity.reablement_places_ratio={by_date: {2017-01-01: 1, 2017-04-10: 1.5}}"
    for usual, found in zip(pools("reablement"), pools("reablement", change), strict=True):
        assert found.capacity == usual.capacity
        assert found.steps == ((9.0, round(1.5 * usual.capacity)),)


def test_beds_that_are_added_count_as_available() -> None:
    more = simulated(*BRIEF, "capacity.acute_beds_ratio=1.25").measures["general_acute_occupancy_percent"]
    usual = simulated(*BRIEF).measures["general_acute_occupancy_percent"]
    assert more == pytest.approx(usual / 1.25, rel=0.05)


def test_no_capacity_at_all_leaves_one_unit() -> None:
    assert [pool.capacity for pool in pools("reablement", "capacity.reablement_places_ratio=0")] == [1]
