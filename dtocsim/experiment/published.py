"""Official figures for the time and the part of England that a run covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from dtocsim.care.tables import read_table

if TYPE_CHECKING:
    from dtocsim.experiment.where import Where
    from dtocsim.scenario import Scenario

_MONTHS_OF_A_YEAR = 12


def whole_months(first_day: date, days: int) -> pd.PeriodIndex:
    """Calendar months that lie wholly inside a run.

    Args:
        first_day: First day of the run.
        days: Length of the run in days, 1 or more.

    >>> whole_months(date(2017, 4, 1), 89).strftime("%Y-%m").tolist()
    ['2017-04', '2017-05']
    """
    end = first_day + timedelta(days=days)
    months = pd.period_range(first_day, end, freq="M")
    inside = (months.start_time >= pd.Timestamp(first_day)) & ((months + 1).start_time <= pd.Timestamp(end))
    return months[inside]


def published_months(scenario: Scenario, where: Where) -> pd.DataFrame | None:
    """Delayed days of the whole months of a run, as NHS England published them.

    Returns:
        month (first day), setting, organisation, reason, delayed_days; None for a part of England, for which
        only years are published, and where the run covers no published month.
    """
    if where.kind != "nation":
        return None
    table = _delayed_days(scenario)
    months = whole_months(scenario.run.first_day, scenario.run.days)
    rows = table[table["month"].isin(months.strftime("%Y-%m"))]
    if rows.empty:
        return None
    return rows.assign(month=pd.to_datetime(rows["month"])).reset_index(drop=True)


def published_figures(scenario: Scenario, where: Where) -> Mapping[str, float]:
    """Published figures by the name of the measure they stand beside.

    A figure is given only for whole periods: where a run covers parts of a month, a quarter or, for a part of
    England, a financial year, there is nothing to compare it with.
    """
    months = whole_months(scenario.run.first_day, scenario.run.days)
    if where.kind != "nation":
        return _of_a_part(where, months)
    return _dtoc_beds(scenario, months) | _admissions(scenario, months) | _occupancy(scenario, months)


def _of_a_part(where: Where, months: pd.PeriodIndex) -> dict[str, float]:
    year = _financial_year(months)
    if where.kind == "district":
        return {}
    if year is None or any(year not in place.delayed_days for place in where.places):
        return {}
    return {"dtoc_beds": sum(place.delayed_days[year] for place in where.places) / _days(months)}


def _financial_year(months: pd.PeriodIndex) -> str | None:
    if len(months) != _MONTHS_OF_A_YEAR or months[0].month != 4:
        return None
    return f"{months[0].year}/{(months[0].year + 1) % 100:02d}"


def _days(months: pd.PeriodIndex) -> int:
    return int(sum(months.days_in_month))


def _dtoc_beds(scenario: Scenario, months: pd.PeriodIndex) -> dict[str, float]:
    table = _delayed_days(scenario)
    sums = table.pivot_table(index="month", columns="setting", values="delayed_days", aggfunc="sum")
    if not _covers(sums, months):
        return {}
    beds = sums.loc[list(months.strftime("%Y-%m"))].sum() / _days(months)
    return {
        "dtoc_beds": float(beds.sum()),
        "dtoc_beds_acute": float(beds["acute"]),
        "dtoc_beds_non_acute": float(beds["non-acute"]),
    }


def _admissions(scenario: Scenario, months: pd.PeriodIndex) -> dict[str, float]:
    columns = {
        "emergency_admissions_total": "emergency_admissions",
        "waits_over_4h_from_decision_to_admit": "waits_over_4_hours",
        "waits_over_12h_from_decision_to_admit": "waits_over_12_hours",
    }
    table = _read(scenario, "emergency_admissions_monthly.csv", ("month",), tuple(columns)).set_index("month")
    if not _covers(table, months):
        return {}
    sums = table.loc[list(months.strftime("%Y-%m"))].sum()
    return {measure: float(sums[column]) for column, measure in columns.items()}


def _covers(table: pd.DataFrame, months: pd.PeriodIndex) -> bool:
    return len(months) > 0 and set(months.strftime("%Y-%m")) <= set(table.index)


def _occupancy(scenario: Scenario, months: pd.PeriodIndex) -> dict[str, float]:
    table = _read(scenario, "beds_quarterly.csv", ("quarter", "sector"), ("available", "occupied"))
    beds = table[table["sector"] == "general_acute"].set_index("quarter")
    quarters = [_quarter(month) for month in months]
    # A quarter counts once all three of its months are inside.
    whole = [quarter for quarter in beds.index if quarters.count(quarter) == 3]
    if not whole or len(whole) * 3 != len(quarters):
        return {}
    occupied, available = beds.loc[whole, "occupied"].mean(), beds.loc[whole, "available"].mean()
    return {
        "general_acute_occupied_beds": float(occupied),
        "general_acute_occupancy_percent": float(100 * occupied / available),
    }


def _quarter(month: pd.Period) -> str:
    year = month.year - (month.month < 4)
    return f"{year}/{(year + 1) % 100:02d} Q{(month.month - 4) % 12 // 3 + 1}"


def _delayed_days(scenario: Scenario) -> pd.DataFrame:
    words = ("month", "setting", "organisation", "reason")
    return _read(scenario, "dtoc_monthly.csv", words, ("delayed_days",))


def _read(scenario: Scenario, name: str, words: Sequence[str], figures: Sequence[str]) -> pd.DataFrame:
    # The care system's own reader names file and line of a malformed cell.
    records = read_table(scenario.tables.folder, name, [*words, *figures])
    columns: dict[str, list[str] | list[float]] = {
        word: [record.text(word) for record in records] for word in words
    }
    columns |= {figure: [record.number(figure) for record in records] for figure in figures}
    return pd.DataFrame(columns)
