"""Places are made of districts."""

from pathlib import Path

import pytest

from dtocsim.care.areas import AGE_BANDS, Geography
from dtocsim.care.geography import load_geography, load_neighbourhoods

DATA = Path(__file__).parents[2] / "scenarios" / "data"


@pytest.fixture(scope="module")
def england() -> Geography:
    return load_geography(DATA)


def test_shares_of_districts_sum_to_one_in_every_place_age_and_fifth(england: Geography) -> None:
    for place in england.places:
        for band in range(len(AGE_BANDS)):
            for fifth in (None, 0, 1, 2, 3, 4):
                assert sum(place.district_shares(band, fifth).values()) == pytest.approx(1)


def test_districts_hold_the_people_of_their_place(england: Geography) -> None:
    """Neighbourhoods count whole where most of their people live: hence the tolerance where councils span."""
    for place in england.places:
        people = sum(sum(district.population) for district in place.districts)
        tolerance = 1e-5 if "(" not in place.id else 0.05
        if sum(place.population) > 50_000:
            assert people == pytest.approx(sum(place.population), rel=tolerance), place.id


def test_the_poor_and_the_old_of_a_council_live_in_different_districts(england: Geography) -> None:
    (east_sussex,) = (place for place in england.places if place.council == "East Sussex")
    hastings, wealden = "E07000062", "E07000065"
    poorest, richest = (east_sussex.district_shares(3, fifth) for fifth in (0, 4))
    assert poorest[hastings] > 3 * poorest[wealden]
    assert richest[wealden] > 0.4 > richest[hastings] == 0


def test_a_fifth_in_which_nobody_lives_has_the_shares_of_all_people(england: Geography) -> None:
    (wokingham,) = (place for place in england.places if place.council == "Wokingham")
    assert wokingham.district_shares(0, 0) == {"E06000041": 1.0}


def test_neighbourhoods_hold_everybody_once(england: Geography) -> None:
    neighbourhoods = load_neighbourhoods(DATA)
    people = [round(sum(each.population[band] for each in neighbourhoods)) for band in range(4)]
    assert (sum(people), sum(people[1:]), people[3]) == (55_619_430, 10_030_511, 1_352_056)
