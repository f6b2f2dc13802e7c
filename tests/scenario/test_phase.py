"""How far schemes are at work, and how their benefit builds up and fades."""

from datetime import date, timedelta

import pytest

from dtocsim.scenario.phase import LAST, Benefit, Phase

START = date(2017, 7, 3)
FOR_EVER = Phase(START, 0, LAST)


def test_a_scheme_is_at_work_from_its_first_to_its_last_day() -> None:
    phase = Phase(START, 0, START + timedelta(9))
    assert [phase.on(START + timedelta(day)) for day in (-1, 0, 9, 10)] == [0, 1, 1, 0]


def test_a_ramp_that_would_end_after_the_last_day_is_cut_by_it() -> None:
    phase = Phase(START, 100, START + timedelta(50))
    assert 0.4 < phase.on(START + timedelta(49)) < 0.6
    assert phase.on(START + timedelta(51)) == 0


def test_a_benefit_begins_after_its_delay_and_comes_to_1() -> None:
    benefit = Benefit(FOR_EVER, after_days=28, lasts_days=70)
    assert benefit.on(START + timedelta(27)) == 0
    assert benefit.on(START + timedelta(28 + 70)) == pytest.approx(1 - 2.718 ** -(70 / 70), abs=0.04)
    assert benefit.on(START + timedelta(3650)) == pytest.approx(1)


def test_a_benefit_fades_after_the_end() -> None:
    ended = Benefit(Phase(START, 0, START + timedelta(3650)), after_days=0, lasts_days=70)
    before, after = (ended.on(START + timedelta(3640 + days)) for days in (0, 80))
    assert before == pytest.approx(1)
    assert after == pytest.approx(2.718 ** -(70 / 70), abs=0.05)


def test_it_changes_only_on_the_days_it_says() -> None:
    benefit = Benefit(FOR_EVER, after_days=10, lasts_days=30)
    days = [START + timedelta(day) for day in range(-10, 60)]
    told = set(benefit.changes())
    moved = {day for day in days if benefit.on(day) != benefit.on(day - timedelta(1))}
    assert moved <= told
