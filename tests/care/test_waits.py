"""People and their waits are dealt out evenly, without luck."""

from math import fsum

import pytest

from dtocsim.care.waits import apportion, days_waited, exponential_days, shuffled
from dtocsim.scenario.waiting import DaysWaited, Waiting


@pytest.mark.parametrize("people", [0, 1, 7, 100])
def test_everybody_is_dealt_to_somebody_within_one_of_the_share(people: int) -> None:
    weights = [0.1, 3.0, 0.0, 0.4, 2.2, 0.3]
    counts = apportion(people, weights)
    assert sum(counts) == people
    shares = [people * weight / fsum(weights) for weight in weights]
    assert all(abs(count - share) < 1 for count, share in zip(counts, shares, strict=True))
    assert counts[2] == 0


def test_nobody_is_dealt_where_nobody_belongs() -> None:
    assert apportion(0, [0.0, 0.0]) == [0, 0]


@pytest.mark.parametrize("people", [1, 2, 50])
def test_waits_of_a_given_mean_have_exactly_this_mean(people: int) -> None:
    days = days_waited(Waiting(people=people, mean_days=9.0), 3.0, 37.0)
    assert len(days) == people
    assert fsum(days) / people == pytest.approx(9.0)
    assert days == sorted(days)


def test_waits_by_weeks_lie_in_their_weeks_and_long_ones_have_their_mean() -> None:
    bands = DaysWaited.model_validate({"0-6": 2, "7-13": 1, "14-20": 1, "21+": 3})
    days = days_waited(Waiting(people=7, by_days=bands), 3.0, 37.0)
    assert days[:4] == [1.75, 5.25, 10.5, 17.5]
    assert min(days[4:]) > 21
    assert fsum(days[4:]) / 3 == pytest.approx(37.0)


def test_waits_of_which_nothing_is_said_are_the_usual_ones() -> None:
    assert days_waited(Waiting(people=20), 6.0, 37.0) == exponential_days(20, 6.0)


def test_shuffling_loses_nothing_and_leaves_no_order() -> None:
    days = [float(day) for day in range(40)]
    mixed = shuffled(days)
    assert sorted(mixed) == days
    assert abs(fsum(mixed[:20]) / 20 - 19.5) < 2
    assert mixed == shuffled(days)
