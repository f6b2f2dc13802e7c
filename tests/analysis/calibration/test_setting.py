import pytest

from dtocsim.analysis.calibration.setting import changed, numbers, written
from dtocsim.scenario import load, load_evidence
from tests.conftest import ENGLAND

SEARCH, TREND = "home_care.search_mean_days", "delays.performance_trend"
PLAIN = load(ENGLAND)
DATED = load(ENGLAND, set_=(f"{TREND}={{ramp: {{2017-04-01: 1.0, 2018-03-31: 0.8}}}}",))
LOCAL = load(ENGLAND, set_=(f"{SEARCH}={{by_area: {{Leeds: 3.0}}}}",))


def test_every_number_of_the_registry_can_be_set() -> None:
    assert set(load_evidence()) <= set(numbers(PLAIN))
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
