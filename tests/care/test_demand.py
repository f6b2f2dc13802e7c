"""Who comes from outside is what the published totals leave over."""

import math

import pytest

from dtocsim.care.demand import age_shares
from dtocsim.care.geography import AGE_BANDS
from dtocsim.care.users import deprivation_shares
from dtocsim.care.words import FIFTHS, ROUTES
from dtocsim.flow.network import Stream
from tests.care.small import PLACE, model

YEAR = ("run.days=365", "run.warm_up_days=0")


def stream(name: str) -> Stream:
    return next(each for each in model(*YEAR).network.streams if each.name == f"{name} {PLACE}")


def test_new_emergencies_of_the_year_are_those_expected() -> None:
    (place,) = model(*YEAR).places
    expected = math.fsum(place.expected.new_emergencies) * 365
    assert stream("emergencies").per_day.sum() == pytest.approx(expected, rel=1e-3)


def test_planned_admissions_of_the_year_are_those_expected() -> None:
    (place,) = model(*YEAR).places
    assert stream("electives").per_day.sum() == pytest.approx(place.expected.electives * 365, rel=3e-3)


def test_emergencies_follow_the_published_months_and_planned_admissions_the_week() -> None:
    emergencies, planned = stream("emergencies").per_day, stream("electives").per_day
    saturday, sunday, monday = 0, 1, 2
    assert planned[saturday] < planned[sunday] < planned[monday]
    assert emergencies[:7] == pytest.approx(emergencies[7:14])
    assert emergencies[244:272].sum() > emergencies[0:28].sum(), "December has more than April"


def test_nobody_is_planned_for_the_night() -> None:
    by_hour = stream("electives").by_hour
    assert by_hour.mean() == pytest.approx(1)
    assert by_hour[:6].sum() == by_hour[18:].sum() == 0


def test_ages_and_fifths_are_shares() -> None:
    (place,) = model(*YEAR).places
    ages = age_shares(place)
    assert tuple(ages) == ROUTES
    assert [math.fsum(shares.values()) for shares in ages.values()] == pytest.approx([1.0] * len(ROUTES))
    for band in AGE_BANDS:
        fifths = deprivation_shares(place.place, place.scenario.tables.folder, band)
        assert (len(fifths), math.fsum(fifths)) == (len(FIFTHS), pytest.approx(1))


def test_residents_are_older_than_other_patients() -> None:
    (place,) = model(*YEAR).places
    ages = age_shares(place)
    assert (
        ages["resident"]["85+"] > ages["client"]["85+"] > ages["emergency"]["85+"] > ages["elective"]["85+"]
    )


def test_what_ends_in_care_is_filled_from_hospital_and_from_home() -> None:
    (place,) = model(*YEAR).places
    expectations, scenario = model(*YEAR).ground.expectations, model(*YEAR).scenario
    found = {each.name: each.per_day[0] for each in model(*YEAR).network.streams}
    ending = expectations.ending(place.place, "home_care")
    from_home = found[f"home care from home {PLACE}"]
    assert 0 < from_home < ending
    assert from_home + place.expected.leaving_with("home_care") < ending
    lost = expectations.losing(place.place, "home_care")
    without = expectations.clients(place.place) / scenario.home_care.episode_mean_days
    assert ending > lost + without
