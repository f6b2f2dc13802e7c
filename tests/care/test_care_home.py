"""More places for the same residents matter only through the places that are free."""

from functools import lru_cache

import pytest

from dtocsim.care.simulation import Replication, simulate
from tests.care.small import CUMBRIA, scenario

FEW = ("care_homes.places_total=290000",)
MORE = ("care_homes.places_total=310000",)


@lru_cache
def found(*changes: str) -> Replication:
    """The smallest system, for 120 days."""
    return simulate(scenario("run.days=120", "run.warm_up_days=20", *changes), system=CUMBRIA, seed=1)


def delayed_for_a_place(replication: Replication) -> float:
    return replication.measures["dtoc_beds_di"] + replication.measures["dtoc_beds_dii"]


def test_at_elasticity_zero_more_places_change_nothing_but_their_occupancy() -> None:
    few, more = (found(*places, "placement.elasticity=0").measures for places in (FEW, MORE))
    differing = {name for name in few if few[name] != more[name]}
    assert differing == {"care_home_occupancy_percent", "care_occupancy_percent"}
    assert more["care_home_occupancy_percent"] < few["care_home_occupancy_percent"]


def test_with_elasticity_more_places_shorten_the_search() -> None:
    assert delayed_for_a_place(found(*MORE)) < delayed_for_a_place(found(*FEW))


@pytest.mark.parametrize("kind", ["residential", "nursing"])
def test_a_place_found_sooner_is_occupied_sooner(kind: str) -> None:
    quick = found(f"placement.{kind}_search_mean_days=1").measures
    slow = found(f"placement.{kind}_search_mean_days=30").measures
    assert quick["care_home_residents"] > slow["care_home_residents"]
    assert quick["dtoc_beds"] < slow["dtoc_beds"]
