"""What a single year, or its winter, may bring: ranges, chances of passing a threshold, days above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dtocsim import care
from dtocsim.care.quantities import QUANTITIES
from dtocsim.experiment import (
    Ensemble,
    EnsembleRuns,
    Resources,
    ResultError,
    Runs,
    check_measures,
    frame,
    interval,
    locate,
)
from dtocsim.experiment.spread import Spread, spread
from dtocsim.experiment.statistics import year_range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtocsim.experiment import Where
    from dtocsim.experiment.packing import Found
    from dtocsim.scenario import Scenario

WINTER = (12, 1, 2)
"""December to February."""


@dataclass(frozen=True)
class Chance:
    """How often something happened in single years.

    Attributes:
        share: Share of the years, 0 to 1.
        low: Lower end of the confidence interval of the probability.
        high: Upper end of it.
    """

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Risk:
    """What single years brought: by chance alone, or with an ensemble by what is not known of parameters too.

    Attributes:
        area: Full name of the area.
        measure: Name of the measure.
        above: The threshold.
        days: Days of each year that count.
        mean: Mean over the days that count, one figure a year.
        year_low: One more year lies below with a chance of one in ten; None for fewer than nine years.
        year_high: One more year lies above with a chance of one in ten.
        worst: Highest day of each year.
        mean_above: Chance that the mean of a year is above the threshold.
        any_day_above: Chance that any day is.
        days_above: Days above the threshold in each year.
        days_low: Lower end of the confidence interval of their mean.
        days_high: Upper end of it.
        level: Confidence level.
        members: Parameter sets of the ensemble; 0 without one.
        spread: Of an ensemble, chance and parameters told apart for the mean over the days that count.
    """

    area: str
    measure: str
    above: float
    days: int
    mean: tuple[float, ...]
    year_low: float | None
    year_high: float | None
    worst: tuple[float, ...]
    mean_above: Chance
    any_day_above: Chance
    days_above: tuple[int, ...]
    days_low: float | None
    days_high: float | None
    level: float
    members: int = 0
    spread: Spread | None = None


def risk(
    scenario: Scenario,
    above: float,
    *,
    measure: str = "dtoc_beds",
    months: Sequence[int] = WINTER,
    area: str | None = None,
    system: str | None = None,
    replications: int = 30,
    level: float = 0.95,
    ensemble: Ensemble | None = None,
    resources: Resources | None = None,
) -> Risk:
    """Runs many years and says what a single one may bring.

    They differ by chance alone; with an ensemble, by its parameters too.

    Args:
        scenario: What is run.
        above: The threshold, in the unit of the measure.
        measure: A measure that is known day by day.
        months: Months that count, 1 to 12.
        area: A council, district or system, by name or code; None for England.
        system: A system, by name or code.
        replications: Years, 2 or more; of each member where there is an ensemble, 1 or more.
        level: Confidence level, above 0 and below 1.
        ensemble: Parameter sets.
        resources: Who runs pieces and where they are kept.

    Raises:
        ResultError: The measure is not known day by day, or the run holds none of the months.
        UnknownArea: No such area.
        ScenarioError: The ensemble moves what the scenario has not.
    """
    check_measures([measure])
    _check_daily(measure)
    where = locate(scenario, area, system)
    scenario = scenario.changed({"run.area": where.name})
    resources = resources or Resources()
    found = _years(scenario, where, replications, resources, ensemble)
    series = np.stack([_by_day(frame([year.daily]), measure, months) for year in found])
    if series.shape[1] == 0:
        raise ResultError("the run holds no day of these months")
    means = tuple(series.mean(axis=1).tolist())
    days_above = (series > above).sum(axis=1)
    year_low, year_high = year_range(means)
    days_low, days_high = interval(days_above.tolist(), level)
    members = 0 if ensemble is None else len(ensemble.members)
    # Years of one member are alike: for the interval a member counts once, which is on the safe side.
    draws = members or len(means)
    return Risk(
        area=where.name,
        measure=measure,
        above=above,
        days=series.shape[1],
        mean=means,
        year_low=year_low,
        year_high=year_high,
        worst=tuple(series.max(axis=1).tolist()),
        mean_above=chance(sum(mean > above for mean in means), len(means), level, draws),
        any_day_above=chance(int((days_above > 0).sum()), len(means), level, draws),
        days_above=tuple(int(days) for days in days_above),
        days_low=None if days_low is None else max(0.0, days_low),
        days_high=days_high,
        level=level,
        members=members,
        spread=spread(series.mean(axis=1).reshape(members, -1)) if members else None,
    )


def _years(
    scenario: Scenario, where: Where, replications: int, resources: Resources, ensemble: Ensemble | None
) -> Iterator[Found]:
    if ensemble is not None:
        return EnsembleRuns([scenario], ensemble, where, replications, resources).found(0)
    runs = Runs([scenario], where, "compiled", resources)
    runs.finish(replications)
    return runs.found(scenario)


def chance(times: int, years: int, level: float, draws: int | None = None) -> Chance:
    """The probability of what happened in some of several years, with its exact interval.

    Args:
        times: Years in which it happened.
        years: Years there were, 1 or more.
        level: Confidence level, above 0 and below 1; the interval holds at least that often.
        draws: How many of the years are independent; None for all.

    Source: Clopper and Pearson, The use of confidence or fiducial limits illustrated in the case of the
    binomial, Biometrika 26, 1934.

    >>> round(chance(0, 30, 0.95).high, 4)
    0.1157
    """
    from scipy.special import betaincinv

    tail, many = (1 - level) / 2, draws or years
    among = times * many / years
    low = 0.0 if times == 0 else float(betaincinv(among, many - among + 1, tail))
    high = 1.0 if times == years else float(betaincinv(among + 1, many - among, 1 - tail))
    return Chance(times / years, low, high)


def _check_daily(measure: str) -> None:
    about = care.measures.MEASURES[measure]
    totals = [about.total] if about.per is None else [about.total, about.per]
    for total in totals:
        for name in total.quantities:
            daily = QUANTITIES[name].daily
            if daily is None or not set(total.where) <= set(daily):
                raise ResultError(f"{measure}: is not known day by day; dtoc_beds is")


def _by_day(daily: pd.DataFrame, measure: str, months: Sequence[int]) -> NDArray[np.float64]:
    """The measure on each day of some months."""
    dates = pd.DatetimeIndex(daily["date"])
    rows = daily[dates.month.isin(list(months))]
    if rows.empty:
        return np.empty(0)
    ones = pd.Series(1, index=pd.DatetimeIndex(sorted(rows["date"].unique())))
    found = care.measures.evaluate([care.measures.MEASURES[measure]], rows, ones, ("date",))[measure]
    return found.to_numpy(dtype=np.float64)
