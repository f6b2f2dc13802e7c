"""Dates: quarters, months, working hours, and arrivals by month, weekday and hour."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import fsum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.tables import DataError, read_table
from dtocsim.scenario import Scenario

SUNDAY = 6
WORKING_DAYS = range(5)
"""Weekdays on which social workers and discharge teams work, from 0, Monday."""
HOURS_A_WEEK = 168.0
DAYS_A_YEAR = 365.0


Week = dict[int, tuple[float, float]]
"""Opening and closing hour by weekday from 0, Monday."""
SpecialDays = dict[date, tuple[float, float]]


def office_week(scenario: Scenario) -> Week:
    """Return the working hours of social workers and discharge teams, by weekday from 0, Monday."""
    hours = scenario.office_hours
    weekend = _shortened(scenario, hours.weekend_share)
    return dict.fromkeys(range(7), weekend) | dict.fromkeys(
        WORKING_DAYS, (hours.opens_hour, hours.closes_hour)
    )


def office_days(
    scenario: Scenario,
    days: Sequence[date],
    holidays: Sequence[date],
    weekend_shares: Sequence[float] | NDArray[np.float64] | None = None,
) -> SpecialDays:
    """Return the hours of these teams on bank holidays, and longer ones in the run-up to Christmas.

    Args:
        weekend_shares: work done if a day is a Saturday or Sunday, where it is not the scenario's every week.
    """
    weekends: SpecialDays = {}
    if weekend_shares is not None:
        shares = zip(days, weekend_shares, strict=True)
        weekends = {
            day: _shortened(scenario, share) for day, share in shares if day.weekday() not in WORKING_DAYS
        }
    found = weekends | dict.fromkeys(holidays, _shortened(scenario, scenario.office_hours.holiday_share))
    rules = scenario.christmas
    week = office_week(scenario)
    return found | _hastened(week, days, rules.tasks_run_up_days, rules.tasks_ratio, weekends)


def _hastened(
    week: Week, days: Sequence[date], run_up_days: int, ratio: float, other: SpecialDays | None = None
) -> SpecialDays:
    """Days of the run-up on which as much is done as otherwise in a longer time, until midnight at most."""
    found = {}
    for day, hastened in zip(days, before_christmas(days, run_up_days), strict=True):
        if hastened:
            opens, closes = (other or {}).get(day, week[day.weekday()])
            found[day] = opens, min(24.0, opens + (closes - opens) / ratio)
    return found


def _shortened(scenario: Scenario, share: float) -> tuple[float, float]:
    """A day on which a share of a working day's work is done."""
    hours = scenario.office_hours
    return hours.opens_hour, hours.opens_hour + share * (hours.closes_hour - hours.opens_hour)


def office_hours_a_week(scenario: Scenario) -> float:
    """Return how many hours a week social workers and discharge teams work."""
    return sum(closes - opens for opens, closes in office_week(scenario).values())


def ward_week(scenario: Scenario) -> Week:
    """Return the hours in which wards prepare patients to leave, by weekday from 0, Monday."""
    rules = scenario.discharge
    return _from(rules.leaving_from_hour, rules.leaving_until_hour.in_order())


def ward_holidays(scenario: Scenario, holidays: Sequence[date]) -> SpecialDays:
    """Return the hours in which wards prepare patients to leave on bank holidays: those of a Sunday."""
    return dict.fromkeys(holidays, ward_week(scenario)[SUNDAY])


def deciding_week(scenario: Scenario) -> Week:
    """Return the hours in which doctors find patients fit to leave, by weekday from 0, Monday."""
    rules = scenario.discharge
    return _from(rules.deciding_from_hour, rules.deciding_until_hour.in_order())


def deciding_days(scenario: Scenario, days: Sequence[date], holidays: Sequence[date]) -> SpecialDays:
    """Return these hours on bank holidays, those of a Sunday, and longer ones in the run-up to Christmas."""
    week, rules = deciding_week(scenario), scenario.christmas
    found = dict.fromkeys(holidays, week[SUNDAY])
    return found | _hastened(week, days, rules.run_up_days, rules.stay_ratio)


def deciding_share(scenario: Scenario) -> float:
    """Return the share of all hours in which doctors find patients fit to leave."""
    return fsum(closes - opens for opens, closes in deciding_week(scenario).values()) / HOURS_A_WEEK


def _from(hour: float, until: Sequence[float]) -> Week:
    return {weekday: (hour, closes) for weekday, closes in enumerate(until)}


def process_days(scenario: Scenario) -> float:
    """Return the calendar days that the hospital process takes on average, begun at any hour of the week."""
    at_work = sum(closes - opens for opens, closes in ward_week(scenario).values())
    return scenario.discharge.hospital_process_mean_hours * HOURS_A_WEEK / at_work / 24


def quarter(day: date) -> str:
    """Return the quarter of the financial year, written as in the tables: `2017/18 Q1`."""
    year = day.year if day.month >= 4 else day.year - 1
    return f"{year}/{(year + 1) % 100:02d} Q{(day.month - 4) % 12 // 3 + 1}"


def financial_year(day: date) -> str:
    """Return the financial year, written as in the tables: `2017/18`."""
    return quarter(day)[:7]


def financial_year_days(day: date) -> list[date]:
    """Return the days of the financial year in which a day lies."""
    first = date(day.year if day.month >= 4 else day.year - 1, 4, 1)
    return [first + timedelta(days) for days in range((date(first.year + 1, 4, 1) - first).days)]


def bank_holidays(years: Sequence[int]) -> list[date]:
    """Return the bank holidays of England on working days: New Year, Easter, May, August, Christmas."""
    found: list[date] = []
    for year in years:
        easter = _easter(year)
        fixed = [_observed(date(year, 1, 1)), *_christmas(year)]
        around_easter = [date.fromordinal(easter.toordinal() - 2), date.fromordinal(easter.toordinal() + 1)]
        mondays = [_monday(year, 5, 1), _last_monday(year, 5, 31), _last_monday(year, 8, 31)]
        found += fixed + around_easter + mondays
    return sorted(found)


def _observed(day: date) -> date:
    shift = {5: 2, 6: 1}.get(day.weekday(), 0)
    return date.fromordinal(day.toordinal() + shift)


def _christmas(year: int) -> list[date]:
    first = date(year, 12, 25)
    weekday = first.weekday()
    shifts = {4: (0, 3), 5: (2, 3), 6: (1, 2)}.get(weekday, (0, 1))
    return [date.fromordinal(first.toordinal() + shift) for shift in shifts]


def _monday(year: int, month: int, first: int) -> date:
    start = date(year, month, first)
    return date.fromordinal(start.toordinal() + (7 - start.weekday()) % 7)


def _last_monday(year: int, month: int, last: int) -> date:
    end = date(year, month, last)
    return date.fromordinal(end.toordinal() - end.weekday())


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def before_christmas(days: Sequence[date], run_up_days: int) -> NDArray[np.bool_]:
    """Return which days lie in the run-up to a Christmas Day; shape (days,)."""
    return np.asarray([0 < (date(day.year, 12, 25) - day).days <= run_up_days for day in days], dtype=bool)


def planned_pause(scenario: Scenario, days: Sequence[date]) -> NDArray[np.float64]:
    """Return planned admissions by day, relative to the mean of a year, around Christmas; shape (days,)."""
    rules = scenario.christmas
    short = before_christmas(days, rules.planned_pause_days)
    short |= np.asarray([f"{day:%m-%d}" >= "12-25" or (day.month, day.day) == (1, 1) for day in days])
    missing = (1 - rules.planned_ratio) * (rules.planned_pause_days + 8) / DAYS_A_YEAR
    return np.where(short, rules.planned_ratio, 1.0) / (1 - missing)


@lru_cache(maxsize=8)
def _emergency_admissions(folder: Path) -> dict[str, float]:
    """By month: as published, and by rule where nothing is."""
    found: dict[str, float] = {}
    for name in ("emergency_admissions_assumed.csv", "emergency_admissions_monthly.csv"):
        for row in read_table(folder, name, ["month", "emergency_admissions_total"]):
            found[row.text("month")] = row.number("emergency_admissions_total")
    return found


def emergency_admissions(folder: Path, days: Sequence[date]) -> NDArray[np.float64]:
    """Return the emergency admissions of England a day, month by month; shape (days,).

    Raises:
        DataError: the table has no row for a month of the run.
    """
    table = _emergency_admissions(folder)
    lengths: dict[str, int] = {}
    for day in days:
        month = day.isoformat()[:7]
        if month not in table:
            first, last = min(table), max(table)
            path = folder / "emergency_admissions_monthly.csv"
            raise DataError(
                f"{path}: no row for {month}, needed for the run and its warm-up; there are {first} to {last}"
            )
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        lengths[month] = (following - day.replace(day=1)).days
    return np.asarray([table[day.isoformat()[:7]] / lengths[day.isoformat()[:7]] for day in days])


def england_emergencies(scenario: Scenario) -> float:
    """Return the published emergency admissions of England a day over the financial year of the run.

    Of a year that the table does not cover whole, the months it has.
    """
    folder = scenario.tables.folder
    days, table = financial_year_days(scenario.run.first_day), _emergency_admissions(folder)
    known = [day for day in days if day.isoformat()[:7] in table]
    return float(emergency_admissions(folder, known or days).mean())
