"""Before anything is simulated, demand and loads agree with the published figures."""

import math
from collections import defaultdict

import pytest

from dtocsim.care.calendar import england_emergencies
from dtocsim.care.expectations import Expectations, expectations
from dtocsim.care.tables import DataError
from tests.care.small import scenario


@pytest.fixture(scope="module")
def england() -> Expectations:
    return expectations(scenario())


def test_every_trust_is_loaded_as_published(england: Expectations) -> None:
    expected: dict[str, float] = defaultdict(float)
    published: dict[str, float] = defaultdict(float)
    for system in england.geography.systems:
        for hospital in system.hospitals:
            published[hospital.trust_code] += england.acute_occupied(hospital)
    for place in england.by_place.values():
        for division, share in place.hospital_shares.items():
            expected[division.split("/")[0]] += share * place.occupied
    assert expected.keys() == published.keys()
    assert expected == pytest.approx(published, rel=0.03)


def test_emergencies_of_england_are_those_of_the_published_year(england: Expectations) -> None:
    everywhere = math.fsum(math.fsum(place.emergencies) for place in england.by_place.values())
    assert england_emergencies(scenario()) * 365 == pytest.approx(6_016_526)
    assert everywhere == pytest.approx(england_emergencies(scenario()), rel=1e-4)


def test_every_place_has_a_hospital_and_its_shares_sum_to_one(england: Expectations) -> None:
    sums = {name: math.fsum(place.hospital_shares.values()) for name, place in england.by_place.items()}
    assert sums == pytest.approx(dict.fromkeys(england.places, 1.0))


def test_newcomers_are_fewer_than_all_emergencies_and_never_negative(england: Expectations) -> None:
    for place in england.by_place.values():
        pairs = zip(place.new_emergencies, place.emergencies, strict=True)
        assert all(0 <= new < every for new, every in pairs)


def test_community_beds_are_loaded_as_published(england: Expectations) -> None:
    for system in england.geography.systems:
        load = math.fsum(
            england.by_place[place.id].needs[setting]["community_bed"] * england.community_bed_days(place)
            for place in system.places
            for setting in ("acute", "mental health")
        )
        assert load == pytest.approx(england.community_occupied(system), rel=1e-3), system.name


def test_factors_of_communities_and_councils_are_positive_and_finite(england: Expectations) -> None:
    assert england.community_factor.keys() == {system.code for system in england.geography.systems}
    assert england.factors.keys() == england.places.keys()
    for factor in (*england.community_factor.values(), *england.factors.values()):
        assert 0 < factor < math.inf


def test_published_delayed_days_set_the_councils_apart_but_not_england(england: Expectations) -> None:
    expected = {
        name: england.expected_delayed(england.places[name], found)
        for name, found in england.by_place.items()
    }
    published = {name: place.delayed_days["2017/18"] / 365 for name, place in england.places.items()}
    england_ratio = math.fsum(expected.values()) / math.fsum(published.values())
    assert {name: days / published[name] for name, days in expected.items()} == pytest.approx(
        dict.fromkeys(expected, england_ratio), rel=0.02
    )


def test_without_published_factors_delays_last_equally_long_everywhere() -> None:
    assert set(Expectations(scenario("councils.delay_factor=none")).factors.values()) == {1.0}


def test_beds_of_a_year_are_the_mean_of_the_quarters_known(england: Expectations) -> None:
    assert england.of_year({"2016/17 Q4": 90.0, "2017/18 Q1": 10.0, "2017/18 Q3": 14.0}) == 12.0


def test_a_year_without_beds_is_one_line(england: Expectations) -> None:
    with pytest.raises(
        DataError, match=r"no beds for 2017/18, in which the run begins; the last is 2016/17 Q4$"
    ):
        england.of_year({"2016/17 Q3": 9.0, "2016/17 Q4": 10.0})
