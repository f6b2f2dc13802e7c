import pytest

from dtocsim.scenario import load, load_evidence
from dtocsim.scenario.setting import changed, moved, numbers, written
from tests.conftest import ENGLAND

SEARCH, TREND = "home_care.search_mean_days", "delays.performance_trend"
PLAIN = load(ENGLAND)
DATED = load(ENGLAND, set_=(f"{TREND}={{ramp: {{2017-04-01: 1.0, 2018-03-31: 0.8}}}}",))
LOCAL = load(ENGLAND, set_=(f"{SEARCH}={{by_area: {{Leeds: 2.5}}}}",))


def test_every_number_of_the_registry_can_be_set() -> None:
    # What has a course has a number for each of its dates.
    assert set(load_evidence()) <= {key.partition("@")[0] for key in numbers(PLAIN)}
    assert numbers(PLAIN)[SEARCH] == PLAIN.home_care.search_mean_days


def test_a_course_has_a_number_for_each_date_and_what_differs_by_area_none() -> None:
    found = numbers(DATED)
    assert (found[f"{TREND}@2017-04-01"], found[f"{TREND}@2018-03-31"]) == (1.0, 0.8)
    assert TREND not in found
    assert SEARCH not in numbers(LOCAL)


def test_one_date_is_set_and_the_others_stay() -> None:
    assert written(DATED, {f"{TREND}@2018-03-31": 0.7}) == {
        TREND: {"ramp": {"2017-04-01": 1.0, "2018-03-31": 0.7}}
    }
    assert changed(DATED, {f"{TREND}@2018-03-31": 0.7}) == load(
        ENGLAND, set_=(f"{TREND}={{ramp: {{2017-04-01: 1.0, 2018-03-31: 0.7}}}}",)
    )


def test_a_number_set_for_an_area_stays_elsewhere() -> None:
    here = changed(PLAIN, {SEARCH: 5.0}, "Kent")
    assert here.at("Kent").home_care.search_mean_days == 5.0
    assert here.at("Leeds").home_care.search_mean_days == PLAIN.home_care.search_mean_days


def test_numbers_are_set_together() -> None:
    both = changed(DATED, {SEARCH: 5.0, f"{TREND}@2017-04-01": 1.1})
    assert both.home_care.search_mean_days == 5.0
    assert both.delays.performance_trend == pytest.approx(1.1)


USUAL = PLAIN.home_care.search_mean_days
FASTER = load(ENGLAND.parent / "what-if" / "quicker-packages-of-care.yaml")


def test_a_what_if_keeps_its_proportion_to_a_base_that_moves() -> None:
    there = moved(FASTER, {SEARCH: 6.8, "assessment.mean_hours": 10.0})
    assert there.base.home_care.search_mean_days == 6.8
    assert there.home_care.search_mean_days == pytest.approx(6.8 * 2.0 / USUAL)
    assert there.assessment.mean_hours == there.base.assessment.mean_hours == 10.0


def test_where_nothing_moves_the_scenario_stays_what_it_was() -> None:
    assert moved(FASTER, {SEARCH: USUAL}) == FASTER
    assert moved(PLAIN, {SEARCH: USUAL}) == PLAIN


def test_a_what_if_moves_in_the_area_of_the_numbers_alone() -> None:
    there = moved(FASTER, {SEARCH: 6.8}, "Leeds")
    assert there.at("Leeds").home_care.search_mean_days == pytest.approx(6.8 * 2.0 / USUAL)
    assert there.at("Kent").home_care.search_mean_days == 2.0


def test_what_moves_by_date_and_differs_from_the_base_has_no_proportion() -> None:
    what_if = DATED.what_if({TREND: 1.0})
    with pytest.raises(KeyError, match=TREND):
        moved(what_if, {f"{TREND}@2017-04-01": 1.1})
