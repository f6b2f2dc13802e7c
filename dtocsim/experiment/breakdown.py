"""Measures of a result by month, area, reason and the like, with their intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from math import nan
from statistics import fmean
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtocsim.care.measures import MEASURES, Measure, evaluate
from dtocsim.care.measures.kinds import A_YEAR, DAYS_A_YEAR
from dtocsim.care.quantities import QUANTITIES
from dtocsim.care.words import ORGANISATIONS, REASONS, SETTINGS
from dtocsim.experiment.evaluation import days_by_month
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.runs import check_measures
from dtocsim.experiment.statistics import interval_of_measure

if TYPE_CHECKING:
    from dtocsim.experiment.result import Result

SHORT = {
    "day": "date",
    "council": "area",
    "district": "area",
    "hospital": "provider",
    "trust": "provider",
    "age": "age band",
    "deprivation": "deprivation fifth",
    "care": "kind of care",
}
"""What people may say for the longer name of a breakdown."""

USUAL = {
    "month": (
        "dtoc_beds",
        "medically_fit_beds",
        "general_acute_occupancy_percent",
        "emergency_admissions",
        "waits_over_4_hours",
    ),
    "date": ("dtoc_beds", "medically_fit_beds", "emergency_admissions", "discharges"),
    "area": ("dtoc_beds", "dtoc_mean_length_days", "medically_fit_beds", "emergency_admissions"),
    "system": ("dtoc_beds", "general_acute_occupancy_percent", "emergency_admissions", "waits_over_4_hours"),
    "provider": ("general_acute_occupancy_percent", "waits_over_4_hours", "bed_wait_mean_hours"),
    "reason": ("dtoc_beds",),
    "organisation": ("dtoc_beds",),
    "setting": ("dtoc_beds", "delays_ended", "dtoc_mean_length_days", "discharges"),
    "age band": ("dtoc_beds", "general_acute_occupied_beds", "emergency_admissions"),
    "deprivation fifth": ("dtoc_beds", "emergency_admissions", "readmissions"),
    "pathway": ("criteria_remaining", "discharges"),
    "task": ("tasks_begun", "tasks_done", "task_mean_days"),
    "length": ("delays_ended",),
    "time in bed": ("general_acute_occupied_beds",),
    "destination": ("discharges",),
    "lived with": ("emergency_admissions",),
    "resource": ("care_occupancy_percent",),
    "kind of care": ("care_entries", "care_exits"),
    "where after reablement": ("reablement_ended",),
}
"""Breakdowns, and the measures shown by each unless others are asked for."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replications with its confidence interval.

    Attributes:
        mean: Not a number where it is a share of nothing.
        low: Lower end; None for a single replication.
        high: Upper end; None for a single replication.
    """

    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Breakdown:
    """Measures told apart.

    Attributes:
        by: What they are told apart by.
        groups: Its words or, for months, their first days, in their natural order; areas by the first
            measure, the largest first.
        measures: What was measured.
        estimates: By group and measure, in these orders.
        published: Official figures of the first measure by group; groups without one are left out.
    """

    by: str
    groups: tuple[Any, ...]
    measures: tuple[Measure, ...]
    estimates: tuple[tuple[Estimate, ...], ...]
    published: Mapping[Any, float]


def break_down(result: Result, by: str, measures: Sequence[str] = (), area: str | None = None) -> Breakdown:
    """Tells measures of a result apart.

    Args:
        result: What `run` or `read_result` returned.
        by: One of `USUAL`, or short for it.
        measures: Names; none for the usual ones.
        area: A council or provider of the tables; None for all.

    Raises:
        ResultError: No such breakdown, measure or area, or a measure is not known by it.
    """
    if by == "district" and result.manifest.kind != "district":
        raise ResultError(
            "district: a result holds councils; run a district alone with --area, or ask --by council"
        )
    by = known_breakdown(by)
    check_measures(measures)
    chosen = tuple(MEASURES[name] for name in measures or USUAL[by])
    if by == "date":
        chosen = tuple(map(_a_day, chosen))
        _check_daily(chosen, result, area)
    table = result.daily if by == "date" else result.monthly
    rows = table if area is None else _of_area(result, area)
    days = days_by_month(result.scenario)
    found = _evaluated(chosen, rows, days, by)
    covered = 1 if by in ("month", "date") else int(days.sum())
    chosen = tuple(replace(measure, unit=measure.unit_over(covered)) for measure in chosen)
    groups = _in_order(found, by)
    if not groups:
        place = "" if area is None else f" for {area}; beds are known of providers, people of councils"
        raise ResultError(f"{', '.join(measure.name for measure in chosen)}: nothing by {by}{place}")
    whole = area is None and chosen[0].name == "dtoc_beds"
    return Breakdown(
        by,
        groups,
        chosen,
        tuple(
            tuple(_estimate(found[measure.name], group, measure, result) for measure in chosen)
            for group in groups
        ),
        _published(result, by) if whole else {},
    )


def _published(result: Result, by: str) -> dict[Any, float]:
    """Published DTOC beds by month, reason or organisation, as far as there are any."""
    if by == "month" and result.published is not None:
        sums = result.published.groupby("month", observed=True)["delayed_days"].sum()
        beds = sums / pd.DatetimeIndex(sums.index).days_in_month
        return dict(zip(beds.index, beds.tolist(), strict=True))
    if by not in ("reason", "organisation"):
        return {}
    known = {measure.name: measure.published for measure in result.measures}
    names = {word: f"dtoc_beds_{word.lower().replace(' ', '_')}" for word in _words(by)}
    figures = {word: known.get(name) for word, name in names.items()}
    return {word: figure for word, figure in figures.items() if figure is not None}


def known_breakdown(name: str) -> str:
    """The full name of a breakdown.

    Raises:
        ResultError: There is none of that name.
    """
    full = SHORT.get(name, name)
    if full not in USUAL:
        near = get_close_matches(name, [*USUAL, *SHORT], n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join([*USUAL, *SHORT])}"
        raise ResultError(f"{name}: no such breakdown; {hint}")
    return full


def _a_day(measure: Measure) -> Measure:
    """A measure of which a day is told: what is counted in a year is counted in a day."""
    if measure.unit != A_YEAR:
        return measure
    return replace(measure, unit="a day", scale=measure.scale / DAYS_A_YEAR)


def _check_daily(measures: Sequence[Measure], result: Result, area: str | None) -> None:
    """Refuses what days are not known of."""
    if area is not None:
        raise ResultError(f"{area}: days are known of the whole result only; ask for its months, --by month")
    known = set(result.daily["measure"].unique())
    for measure in measures:
        if not {*measure.total.quantities, *(measure.per.quantities if measure.per else ())} <= known:
            raise ResultError(f"{measure.name} is not known by date; ask for its months, --by month")


def _of_area(result: Result, area: str) -> pd.DataFrame:
    named = {str(name).casefold(): str(name) for name in result.monthly["area"].unique() if name}
    if area.casefold() not in named:
        near = get_close_matches(area.casefold(), named, n=1, cutoff=0.4)
        hint = f"; did you mean {named[near[0]]}?" if near else ""
        raise ResultError(f"{area}: no such area in this result{hint}")
    chosen: pd.DataFrame = result.monthly[result.monthly["area"] == named[area.casefold()]]
    return chosen


def _evaluated(
    measures: Sequence[Measure], rows: pd.DataFrame, days: pd.Series[int], by: str
) -> pd.DataFrame:
    """A column a measure, a row a replication and group."""
    columns: dict[str, list[Measure]] = {}
    for measure in measures:
        if by == "area" and measure.level == "provider":
            raise ResultError(
                f"{measure.name} is known of providers, not of councils: ask for it by provider"
            )
        # The area of a bed is its provider.
        column = "area" if by == "provider" and measure.level == "provider" else by
        columns.setdefault(column, []).append(measure)
    covered: pd.Series[int] | int = days if by == "month" else 1 if by == "date" else int(days.sum())
    try:
        parts = [evaluate(these, rows, covered, [column]) for column, these in columns.items()]
    except ValueError as error:
        raise ResultError(str(error)) from error
    table = parts[0].rename_axis(["replication", by])
    for part in parts[1:]:
        table = table.join(part.rename_axis(["replication", by]), how="outer")
    return table


def _in_order(found: pd.DataFrame, by: str) -> tuple[Any, ...]:
    groups = list(found.index.get_level_values(by).unique())
    if by in ("month", "date"):
        return tuple(sorted(groups))
    if by in ("area", "system", "provider"):
        means = found.iloc[:, 0].groupby(level=by, observed=True).mean()
        return tuple(sorted(groups, key=lambda group: -means.get(group, 0.0)))
    words = _words(by)
    return tuple(sorted(groups, key=lambda group: words.index(group)))


def _words(by: str) -> list[str]:
    fixed = {"reason": REASONS, "organisation": ORGANISATIONS, "setting": SETTINGS}
    known = [quantity.words for quantity in QUANTITIES.values() if quantity.category == by]
    return list(dict.fromkeys(fixed[by] if by in fixed else (word for words in known for word in words)))


def _estimate(found: pd.Series[float], group: Any, measure: Measure, result: Result) -> Estimate:
    rows = found.xs(group, level=1).reindex(range(1, result.manifest.replications + 1))
    # Of residents, a sum without a row is nothing; a share of nothing is no number.
    nothing = measure.per is None and measure.level == "council"
    values = (rows.fillna(0.0) if nothing else rows.dropna()).tolist()
    low, high = interval_of_measure(values, result.measures[0].level)
    return Estimate(fmean(values) if values else nan, low, high)
