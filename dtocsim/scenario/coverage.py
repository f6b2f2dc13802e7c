"""Whether there are tables for the days of a run: demand for every day of it, its warm-up included."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from .frame import Run
from .problems import Place, Problem

MONTHS = ("emergency_admissions_monthly.csv", "emergency_admissions_assumed.csv")
"""Tables with a row for each month of known demand, in the column `month`."""
BEDS = "hospitals.csv"
"""The table of beds, in whose column `quarter` a financial year is named like `2016/17 Q1`."""
_APRIL, _DIGITS = 4, 4

Locate = Callable[[str], Place]


def outside(run: Run, folder: Path, place_of: Locate) -> list[Problem]:
    """The problem of a run that begins or ends where there are no tables, if it does.

    Args:
        run: what is run.
        folder: of the tables.
        place_of: tells where a key was set.
    """
    try:
        (first, last), beds_from = _months(folder), _first_year(folder)
    except (KeyError, OSError, ValueError, csv.Error):
        # Whoever reads them for a run says at which line.
        return []
    earliest = max(first, beds_from)
    begins, ends = run.first_day - timedelta(run.warm_up_days), run.first_day + timedelta(run.days - 1)
    if not earliest <= run.first_day <= last:
        key, found, expected = "first_day", f"found {run.first_day}", f"expected {earliest} to {last}"
    elif begins < first:
        key, found = "warm_up_days", f"found a warm-up from {begins}"
        expected = f"expected at most {(run.first_day - first).days}"
    elif ends > last:
        key, found = "days", f"found {run.days}, which end on {ends}"
        expected = f"expected at most {(last - run.first_day).days + 1}"
    else:
        return []
    place = place_of(f"run.{key}")
    known = f"{expected}; demand is known from {first} to {last}, beds from {beds_from}"
    return [Problem(place.file, place.line, f"run.{key}", found, known)]


def _months(folder: Path) -> tuple[date, date]:
    """The first and the last day for which demand is known."""
    months = [date.fromisoformat(f"{row['month']}-01") for name in MONTHS for row in _rows(folder / name)]
    last = max(months)
    return min(months), date(last.year + last.month // 12, last.month % 12 + 1, 1) - timedelta(1)


def _first_year(folder: Path) -> date:
    """The first day of the first financial year of which beds are known."""
    return date(min(int(row["quarter"][:_DIGITS]) for row in _rows(folder / BEDS)), _APRIL, 1)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
