"""Official figures for the time and the part of England that a run covers."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum
from typing import TYPE_CHECKING

import pandas as pd

from dtocsim.care.tables import Record, read_table

if TYPE_CHECKING:
    from dtocsim.experiment.where import Where
    from dtocsim.scenario import Scenario

_MONTHS_OF_A_YEAR = 12
_DAYS_A_YEAR = 365


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


@dataclass(frozen=True)
class PublishedFigure:
    """An official figure that stands beside a measure.

    Attributes:
        value: In the measure's unit.
        note: What a reader must know before comparing: another period or group, or that it is an input;
            empty for the same thing, found independently.
    """

    value: float
    note: str = ""


SETS_LENGTHS = "input: sets how long delays last here"
SETS_DEMAND = "input: sets demand"


def published_figures(scenario: Scenario, where: Where) -> Mapping[str, PublishedFigure]:
    """Published figures by the name of the measure they stand beside.

    A figure of a time is given only for whole periods: where a run covers parts of a month, a quarter or, for
    a part of England, a financial year, there is nothing to compare it with. Figures of another time or group
    stand beside runs of a whole year, and say so.
    """
    months = whole_months(scenario.run.first_day, scenario.run.days)
    if where.kind == "district":
        return {}
    if where.kind != "nation":
        return _of_a_part(scenario, where, months)
    found = (
        _dtoc_beds(scenario, months)
        | _admissions(scenario, months)
        | _occupancy(scenario, months)
        | _long_stays(scenario)
    )
    return (_single_figures(scenario) | found) if len(months) == _MONTHS_OF_A_YEAR else found


def _of_a_part(scenario: Scenario, where: Where, months: pd.PeriodIndex) -> dict[str, PublishedFigure]:
    """Delayed days of the councils, a council's part in a system by its share of people aged 65 and over."""
    year = _financial_year(months)
    if year is None or any(year not in place.delayed_days for place in where.places):
        return {}
    parts: dict[str, float] = {}
    for place in where.places:
        parts[place.council_code] = parts.get(place.council_code, 0.0) + place.delayed_days[year]
    rows = _councils(scenario, year, parts)
    whole = {row.text("council_code"): row.number("delayed_days") for row in rows if _is_total(row)}
    sums: dict[str, float] = {}
    for row in rows:
        code, name = row.text("council_code"), _margin(row.text("organisation"), row.text("reason"))
        if name and whole.get(code):
            days = row.number("delayed_days") * parts[code] / whole[code]
            sums[name] = sums.get(name, 0.0) + days / _days(months)
    note = SETS_LENGTHS if scenario.councils.delay_factor == "published" else ""
    return {name: PublishedFigure(value, note if name == "dtoc_beds" else "") for name, value in sums.items()}


def _councils(scenario: Scenario, year: str, codes: Container[str]) -> list[Record]:
    """Rows of delayed days of some councils in a financial year."""
    columns = ("financial_year", "council_code", "organisation", "reason", "delayed_days")
    rows = read_table(scenario.tables.folder, "dtoc_by_council.csv", columns)
    return [row for row in rows if row.text("financial_year") == year and row.text("council_code") in codes]


def _is_total(row: Record) -> bool:
    return row.text("organisation") == row.text("reason") == "all"


def _margin(organisation: str, reason: str) -> str:
    """Return the measure that a row of delayed days by council stands beside; empty if there is none."""
    if organisation == reason == "all":
        return "dtoc_beds"
    if "all" in (organisation, reason):
        return _dtoc_name(organisation if reason == "all" else reason)
    return ""


def _dtoc_name(word: str) -> str:
    """Return the measure of DTOC beds of an organisation, a reason or a setting."""
    return f"dtoc_beds_{word.lower().replace(' ', '_').replace('-', '_')}"


def _financial_year(months: pd.PeriodIndex) -> str | None:
    if len(months) != _MONTHS_OF_A_YEAR or months[0].month != 4:
        return None
    return f"{months[0].year}/{(months[0].year + 1) % 100:02d}"


def _days(months: pd.PeriodIndex) -> int:
    return int(sum(months.days_in_month))


def _dtoc_beds(scenario: Scenario, months: pd.PeriodIndex) -> dict[str, PublishedFigure]:
    table = _delayed_days(scenario)
    if not _covers(table.set_index("month"), months):
        return {}
    rows = table[table["month"].isin(months.strftime("%Y-%m"))]
    found = {"dtoc_beds": PublishedFigure(float(rows["delayed_days"].sum()) / _days(months))}
    for column in ("setting", "organisation", "reason"):
        for word, days in rows.groupby(column)["delayed_days"].sum().items():
            found[_dtoc_name(str(word))] = PublishedFigure(float(days) / _days(months))
    return found


def _admissions(scenario: Scenario, months: pd.PeriodIndex) -> dict[str, PublishedFigure]:
    columns = {
        "emergency_admissions_total": ("emergency_admissions", SETS_DEMAND),
        "waits_over_4h_from_decision_to_admit": ("waits_over_4_hours", ""),
        "waits_over_12h_from_decision_to_admit": ("waits_over_12_hours", ""),
    }
    table = _read(scenario, "emergency_admissions_monthly.csv", ("month",), tuple(columns)).set_index("month")
    if not _covers(table, months):
        return {}
    sums = table.loc[list(months.strftime("%Y-%m"))].sum() * _DAYS_A_YEAR / _days(months)
    return {
        measure: PublishedFigure(float(sums[column]), note) for column, (measure, note) in columns.items()
    }


def _covers(table: pd.DataFrame, months: pd.PeriodIndex) -> bool:
    return len(months) > 0 and set(months.strftime("%Y-%m")) <= set(table.index)


def _occupancy(scenario: Scenario, months: pd.PeriodIndex) -> dict[str, PublishedFigure]:
    beds = _read(scenario, "beds_quarterly.csv", ("quarter", "sector"), ("available", "occupied"))
    quarters = [_quarter(month) for month in months]
    # A quarter counts once all three of its months are inside.
    whole = [quarter for quarter in sorted(set(quarters)) if quarters.count(quarter) == 3]
    if not whole or len(whole) * 3 != len(quarters) or not set(whole) <= set(beds["quarter"]):
        return {}

    def mean(column: str, *sectors: str) -> float:
        rows = beds[beds["quarter"].isin(whole) & beds["sector"].isin(sectors)]
        return float(rows[column].sum()) / len(whole)

    def occupancy(*sectors: str) -> PublishedFigure:
        return PublishedFigure(100 * mean("occupied", *sectors) / mean("available", *sectors))

    return {
        "general_acute_occupied_beds": PublishedFigure(mean("occupied", "general_acute")),
        "general_acute_occupancy_percent": occupancy("general_acute"),
        "mental_health_occupancy_percent": occupancy("mental_illness", "learning_disabilities"),
    }


def _long_stays(scenario: Scenario) -> dict[str, PublishedFigure]:
    """Long stays of the days of winter that lie in the run; no other days are published."""
    columns = {7: "occupied_over_7_days", 21: "occupied_over_21_days"}
    rows = read_table(
        scenario.tables.folder, "winter_long_stay_daily.csv", ["date", "ga_beds_occupied", *columns.values()]
    )
    first, end = scenario.run.first_day, scenario.run.first_day + timedelta(days=scenario.run.days)
    winter = [row for row in rows if first <= date.fromisoformat(row.text("date")) < end]
    if not winter:
        return {}
    note = f"{winter[0].text('date')} to {winter[-1].text('date')} only"
    occupied = fsum(row.number("ga_beds_occupied") for row in winter)
    return {
        f"stays_over_{days}_days_percent": PublishedFigure(
            100 * fsum(row.number(column) for row in winter) / occupied, note
        )
        for days, column in columns.items()
    }


def _single_figures(scenario: Scenario) -> dict[str, PublishedFigure]:
    """Figures of another time or group of people."""
    columns = ("measure", "value", "period", "note")
    found = {}
    for row in read_table(scenario.tables.folder, "single_figures.csv", columns):
        note = row.cells[row.columns["note"]]
        words = f"{row.text('period')}: {note}" if note else row.text("period")
        found[row.text("measure")] = PublishedFigure(row.number("value"), words)
    return found


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
