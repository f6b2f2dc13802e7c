"""What is not published by trust, or not at all, for 2019/20: beds and emergency admissions. Run by
prepare.py.

The rules were chosen before anything was simulated with them; README.md states them too.
"""

from collections.abc import Mapping
from pathlib import Path

from prepare_common import Row, number, quarter_of, read, write

YEAR_BEFORE, LAST_YEAR = "2018/19", "2019/20"
SECTORS = ("general_acute", "mental_illness", "learning_disabilities")
LAST_ADMISSIONS, LAST_MONTH = "2019-04", "2020-02"


def later_beds(folder: Path, beds: list[Row]) -> list[Row]:
    """Beds of 2019/20 by trust: those of the same quarter a year before, by England's published ratio.

    England's last quarter is not published here: the ratio of the third stands for it.
    """
    ratios = _ratios(folder)
    rows: list[Row] = []
    for row in beds:
        if row["financial_year"] != YEAR_BEFORE:
            continue
        later = dict(row) | {"financial_year": LAST_YEAR, "source": "filled"}
        for sector in SECTORS:
            for kind in ("available", "occupied"):
                cell = row[f"{sector}_{kind}"]
                ratio = ratios[row["quarter"], sector, kind]
                later[f"{sector}_{kind}"] = f"{number(cell) * ratio:.2f}" if cell else ""
        rows.append(later)
    return rows


def _ratios(folder: Path) -> Mapping[tuple[str, str, str], float]:
    england = {
        (quarter_of(row), row["sector"]): row
        for row in read(folder, "beds_england_quarterly.csv")
        if row["bed_type"] == "overnight"
    }
    found: dict[tuple[str, str, str], float] = {}
    for quarter in ("Q1", "Q2", "Q3", "Q4"):
        known = "Q3" if quarter == "Q4" else quarter
        for sector in SECTORS:
            now, before = england[f"{LAST_YEAR} {known}", sector], england[f"{YEAR_BEFORE} {known}", sector]
            for kind in ("available", "occupied"):
                found[quarter, sector, kind] = number(now[kind]) / number(before[kind])
    return found


def write_later_admissions(folder: Path) -> None:
    """emergency_admissions_assumed.csv: each month as a year before, by the growth of the last twelve
    known."""
    published = {
        row["month"]: number(row["emergency_admissions_total"])
        for row in read(folder, "emergency_admissions_monthly.csv")
    }
    months = sorted(published)
    last = months.index(LAST_ADMISSIONS)
    growth = sum(published[month] for month in months[last - 11 : last + 1]) / sum(
        published[month] for month in months[last - 23 : last - 11]
    )
    rows = []
    for year, month in [(2019, each) for each in range(5, 13)] + [(2020, 1), (2020, 2)]:
        before = published[f"{year - 1}-{month:02d}"]
        # February 2020 has a day more than the one before.
        days = 29 / 28 if (year, month) == (2020, 2) else 1.0
        rows.append((f"{year}-{month:02d}", round(before * growth * days), "assumed"))
    assert rows[-1][0] == LAST_MONTH
    write("emergency_admissions_assumed.csv", "month,emergency_admissions_total,mark", rows)
