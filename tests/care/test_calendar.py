"""Bank holidays, quarters and published months are those of the calendar."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from dtocsim.care.calendar import (
    bank_holidays,
    before_christmas,
    deciding_days,
    deciding_share,
    deciding_week,
    emergency_admissions,
    financial_year,
    office_days,
    office_hours_a_week,
    office_week,
    planned_pause,
    process_days,
    quarter,
    ward_holidays,
    ward_week,
)
from dtocsim.care.tables import DataError
from tests.care.small import scenario

DATA = Path(__file__).parents[2] / "scenarios" / "data"

HOLIDAYS = {
    "New Year 2017, in lieu": date(2017, 1, 2),
    "Good Friday 2017": date(2017, 4, 14),
    "Easter Monday 2017": date(2017, 4, 17),
    "early May 2017": date(2017, 5, 1),
    "spring 2017": date(2017, 5, 29),
    "summer 2017": date(2017, 8, 28),
    "Christmas Day 2017": date(2017, 12, 25),
    "Boxing Day 2017": date(2017, 12, 26),
    "New Year 2018": date(2018, 1, 1),
    "Good Friday 2018": date(2018, 3, 30),
    "Easter Monday 2018": date(2018, 4, 2),
    "early May 2018": date(2018, 5, 7),
    "spring 2018": date(2018, 5, 28),
    "summer 2018": date(2018, 8, 27),
    "Christmas Day 2018": date(2018, 12, 25),
    "Boxing Day 2018": date(2018, 12, 26),
}
EASTER_SUNDAYS = {
    2012: (4, 8),
    2013: (3, 31),
    2014: (4, 20),
    2015: (4, 5),
    2016: (3, 27),
    2017: (4, 16),
    2018: (4, 1),
    2019: (4, 21),
    2020: (4, 12),
    2021: (4, 4),
}


def test_bank_holidays_of_2017_and_2018() -> None:
    assert bank_holidays([2017, 2018]) == list(HOLIDAYS.values())


@pytest.mark.parametrize(
    ("year", "found"),
    [
        (2015, [date(2015, 12, 25), date(2015, 12, 28)]),
        (2016, [date(2016, 12, 26), date(2016, 12, 27)]),
        (2021, [date(2021, 12, 27), date(2021, 12, 28)]),
    ],
    ids=["Boxing Day on a Saturday", "Christmas on a Sunday", "Christmas on a Saturday"],
)
def test_christmas_at_a_weekend_is_made_up_for(year: int, found: list[date]) -> None:
    assert [day for day in bank_holidays([year]) if day.month == 12] == found


def test_new_year_on_a_saturday_is_made_up_for_on_monday() -> None:
    assert bank_holidays([2022])[0] == date(2022, 1, 3)


@pytest.mark.parametrize(("year", "sunday"), EASTER_SUNDAYS.items())
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    easter = date(year, *sunday)
    spring = [day for day in bank_holidays([year]) if abs((day - easter).days) <= 2]
    assert spring == [easter - timedelta(days=2), easter + timedelta(days=1)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2017, 3, 31), "2016/17 Q4"),
        (date(2017, 4, 1), "2017/18 Q1"),
        (date(2017, 7, 1), "2017/18 Q2"),
        (date(2017, 10, 1), "2017/18 Q3"),
        (date(2018, 1, 1), "2017/18 Q4"),
        (date(2000, 3, 31), "1999/00 Q4"),
    ],
)
def test_quarters_begin_in_april(day: date, found: str) -> None:
    assert (quarter(day), financial_year(day)) == (found, found[:7])


def test_a_month_of_admissions_is_spread_evenly_over_its_days() -> None:
    april = [date(2017, 4, 1) + timedelta(days=day) for day in range(30)]
    per_day = emergency_admissions(DATA, [*april, date(2017, 12, 31)])
    assert per_day[:30].sum() == pytest.approx(471_328)
    assert np.ptp(per_day[:30]) == 0
    assert per_day[30] == emergency_admissions(DATA, [date(2017, 12, 1)])[0]


def test_a_month_that_is_not_in_the_table_is_one_line() -> None:
    with pytest.raises(DataError) as caught:
        emergency_admissions(DATA, [date(1990, 1, 1)])
    table = DATA / "emergency_admissions_monthly.csv"
    assert str(caught.value).startswith(f"{table}: no row for 1990-01, needed for the run and its warm-up; ")
    assert "\n" not in str(caught.value)


DECEMBER = [date(2017, 12, 1) + timedelta(days=day) for day in range(40)]


def test_the_run_up_to_christmas_ends_on_christmas_eve() -> None:
    run_up = before_christmas(DECEMBER, 3)
    assert [day.day for day, inside in zip(DECEMBER, run_up, strict=True) if inside] == [22, 23, 24]
    assert not before_christmas(DECEMBER, 0).any()


def test_planned_patients_pause_from_before_christmas_to_new_year_and_are_as_many_in_a_year() -> None:
    rules = scenario("christmas.planned_pause_days=4", "christmas.planned_ratio=0.2")
    year = [date(2017, 4, 1) + timedelta(days=day) for day in range(365)]
    index = planned_pause(rules, year)
    short = [day for day, each in zip(year, index, strict=True) if each < 1]
    assert (short[0], short[-1], len(short)) == (date(2017, 12, 21), date(2018, 1, 1), 12)
    assert index.mean() == pytest.approx(1)
    assert set(planned_pause(scenario("christmas.planned_ratio=1"), year)) == {1.0}


def test_four_and_a_half_hours_of_work_take_as_much_longer_as_wards_are_closed() -> None:
    open_hours = ("discharge.leaving_from_hour=9", "discharge.hospital_process_mean_hours=4.5")
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    always = [f"discharge.leaving_until_hour.{day}=21" for day in days]
    assert process_days(scenario(*open_hours, *always)) == pytest.approx(4.5 * 2 / 24)


def test_on_weekends_and_bank_holidays_teams_work_a_share_of_a_weekday() -> None:
    reduced = scenario("office_hours.weekend_share=0.25", "office_hours.holiday_share=0.5")
    week = office_week(reduced)
    assert [week[day] for day in (0, 4, 5, 6)] == [(9, 17), (9, 17), (9, 11), (9, 11)]
    assert office_hours_a_week(reduced) == 5 * 8 + 2 * 2
    assert office_days(reduced, [], [date(2017, 5, 1)]) == {date(2017, 5, 1): (9, 13)}


def test_without_work_on_weekends_teams_stay_away() -> None:
    closed = scenario("office_hours.weekend_share=0", "office_hours.holiday_share=0")
    assert office_week(closed)[5] == (9, 9)
    assert office_days(closed, [], [date(2017, 5, 1)]) == {date(2017, 5, 1): (9, 9)}


def test_a_bank_holiday_is_a_sunday_on_the_ward() -> None:
    rules, day = scenario("discharge.leaving_until_hour.sunday=15"), date(2017, 5, 1)
    assert ward_holidays(rules, [day]) == {day: ward_week(rules)[6]} == {day: (9, 15)}
    assert deciding_days(rules, [day], [day]) == {day: deciding_week(rules)[6]}


def test_before_christmas_doctors_decide_for_longer_until_midnight_at_most() -> None:
    rules = scenario(
        "christmas.run_up_days=2", "christmas.stay_ratio=0.5",
        "discharge.deciding_from_hour=8", "discharge.deciding_until_hour.saturday=12",
        "discharge.deciding_until_hour.sunday=20",
    )  # fmt: skip
    assert deciding_days(rules, DECEMBER, []) == {date(2017, 12, 23): (8, 16), date(2017, 12, 24): (8, 24)}


def test_before_christmas_teams_work_for_longer() -> None:
    rules = scenario(
        "christmas.tasks_run_up_days=3", "christmas.tasks_ratio=0.5", "office_hours.weekend_share=0.25"
    )
    assert office_days(rules, DECEMBER, []) == {
        date(2017, 12, 22): (9, 24),
        date(2017, 12, 23): (9, 13),
        date(2017, 12, 24): (9, 13),
    }


def test_the_share_of_hours_with_decisions_is_that_of_the_week() -> None:
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    until = [f"discharge.deciding_until_hour.{day}=20" for day in days]
    assert deciding_share(scenario("discharge.deciding_from_hour=8", *until)) == pytest.approx(0.5)
