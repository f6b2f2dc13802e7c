"""People who are in contact with services already are not newcomers a second time."""

import math

import pytest

from dtocsim.care.expectations import Expectations
from dtocsim.care.newcomers import in_reablement_days, in_reablement_readmitted
from tests.care.small import PLACE, model, run, scenario

LONGER = ("run.days=120", "run.warm_up_days=60")
NOBODY = (
    "after.readmission_30_days_share=0",
    "care_homes.emergency_admissions_per_resident_year=0",
    "home_care.emergency_admissions_per_client_year=0",
)


def test_where_nobody_returns_everybody_is_new() -> None:
    expected = Expectations(scenario(*NOBODY)).by_place[PLACE]
    assert expected.new_emergencies == expected.emergencies


def test_readmission_from_reablement_takes_as_long_as_reablement_lasts() -> None:
    def readmitted(days: int) -> float:
        changes = (f"reablement.stay_mean_days={days}", "after.readmission_30_days_share=0.1")
        expected = Expectations(scenario(*changes))
        return in_reablement_readmitted(expected, expected.places[PLACE])

    assert readmitted(30) == pytest.approx(0.1)
    assert readmitted(60) == pytest.approx(0.19)


def test_a_place_is_taken_up_until_readmission_or_until_a_package_is_found() -> None:
    def days(*changes: str) -> float:
        expected = Expectations(scenario("reablement.stay_mean_days=30", *changes))
        return in_reablement_days(expected, expected.places[PLACE])

    assert days(*NOBODY, "reablement.onward_home_care_share=0") == 30
    blocked = ("reablement.onward_home_care_share=0.2", "home_care.search_mean_days=4")
    assert days(*NOBODY, *blocked) == pytest.approx(30 + 0.2 * 4)
    shortened = 0.1 / (-math.log(0.9) / 30)
    some = ("after.readmission_30_days_share=0.1", *NOBODY[1:])
    assert days(*some, *blocked) == pytest.approx(shortened + 0.9 * 0.2 * 4)


def test_newcomers_and_those_who_return_make_up_the_published_admissions() -> None:
    """About 5,500 admissions, so that 5 % is more than three standard deviations."""
    system = model(*LONGER)
    (place,) = system.places
    found = run(*LONGER).tally.counter(place.records.emergencies).sum() / 120
    assert found == pytest.approx(math.fsum(place.expected.emergencies), rel=0.05)
