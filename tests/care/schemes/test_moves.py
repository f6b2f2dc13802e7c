"""Schemes that only move values: what they move."""

from datetime import date

import pytest

from dtocsim.scenario import Scenario
from tests.care.small import BRIEF, scenario

PLACE = ("West, North and East Cumbria system", "Cumbria")


def now(scheme: str) -> Scenario:
    return scenario(*BRIEF, f"schemes.it={{{scheme}}}").at(*PLACE).on(date(2017, 4, 10))


def test_brokers_shorten_the_search_of_those_they_help() -> None:
    found, before = (
        now("kind: place_search_support, helped_share: 0.5, search_time_saved_share: 0.2"),
        scenario(*BRIEF),
    )
    assert found.home_care.search_mean_days == pytest.approx(before.home_care.search_mean_days * 0.9)
    assert found.placement.nursing_search_mean_days == pytest.approx(
        before.placement.nursing_search_mean_days * 0.9
    )


def test_reablement_that_works_sends_fewer_to_packages_and_none_of_it_is_assumed() -> None:
    usual = scenario(*BRIEF).reablement.onward_home_care_share
    assert now("kind: reablement_expansion").reablement.onward_home_care_share == usual
    better = now("kind: reablement_expansion, packages_avoided_share: 0.3")
    assert better.reablement.onward_home_care_share == pytest.approx(0.7 * usual)


def test_records_help_as_far_as_partners_consent_and_systems_meet() -> None:
    full = "councils_share: 1, providers_share: 1, consent_share: 0.8, interoperability_share: 0.5"
    hours = now(f"kind: information_sharing, assessment_time_saved_share: 0.2, {full}").assessment.mean_hours
    assert hours == pytest.approx(9 * (1 - 0.8 * 0.5 * 0.2))
    alone = now(f"kind: information_sharing, {full.replace('councils_share: 1', 'councils_share: 0')}")
    assert alone.assessment.mean_hours == 9


def test_a_housing_team_shortens_what_keeps_people_from_their_homes_and_nothing_else() -> None:
    usual = scenario(*BRIEF)
    half = ", ".join(f"{what}_time_saved_share: 0.5" for what in ("rehousing", "adaptation", "equipment"))
    found = now(f"kind: housing_discharge_team, helped_share: 0.8, {half}")
    for section, key in (
        ("housing", "rehousing_mean_days"),
        ("equipment", "major_adaptation_mean_days"),
        ("equipment", "delivery_mean_days"),
    ):
        before = getattr(getattr(usual, section), key)
        assert getattr(getattr(found, section), key) == pytest.approx(0.6 * before)
    assert found.home_care == now("kind: housing_discharge_team, helped_share: 0").home_care
