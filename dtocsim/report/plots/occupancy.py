"""What is occupied against what there is: beds day by day, places and packages as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import rcParams

from dtocsim.care.quantities import RESOURCES
from dtocsim.report.drawing import FAINT, INK, QUIET, SERIES, PlotError, figures, rows
from dtocsim.report.labels import label_ends
from dtocsim.report.numbers import number, percent
from dtocsim.report.plots.data import daily, summed
from dtocsim.report.timeline import date_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result

GENERAL_ACUTE = ("acute", "community")


def beds_against_capacity(result: Result, ax: Axes) -> Axes:
    """General and acute beds occupied each midnight, usable beds and beds available.

    Args:
        result: A result; several replications are averaged. Beds are those of the providers that were run.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: The result holds no beds of providers.
    """
    occupied, usable = occupied_and_usable(result)
    available = _available(result)
    if usable.empty or usable.max() == 0:
        raise PlotError("beds_against_capacity: this result holds no beds of providers")
    days = occupied.index
    high = max(float(available.max()), float(usable.max()), float(occupied.max()))
    low = min(float(occupied.min()), float(usable.min()))
    ax.set_ylim(max(0.0, low - 0.35 * (high - low)), high + 0.25 * (high - low))
    first = pd.Timestamp(result.manifest.first_day)
    date_axis(ax, first, first + pd.Timedelta(days=result.manifest.days))
    figures(ax.yaxis)
    line = float(rcParams["lines.linewidth"])
    ax.fill_between(days, 0, occupied, color=SERIES[0], alpha=0.2, linewidth=0)
    ax.plot(days, occupied, color=SERIES[0], linewidth=line)
    ax.step(days, usable, where="mid", color=INK, linewidth=line)
    ax.step(days, available, where="mid", color=QUIET, linewidth=line / 2, linestyle=(0, (3, 1.5)))
    share = percent(float(occupied.sum() / usable.sum()), 1)
    ends = [
        (
            float(occupied.iloc[-1]),
            f"occupied, mean {number(occupied.mean())} ({share} of usable)",
            SERIES[0],
        ),
        (float(usable.iloc[-1]), f"usable, mean {number(usable.mean())}", INK),
        (float(available.iloc[-1]), f"available, mean {number(available.mean())}", QUIET),
    ]
    label_ends(ax, ends)
    return ax


def occupied_and_usable(result: Result) -> tuple[pd.Series[float], pd.Series[float]]:
    """General and acute beds occupied at each midnight, and those that could be; means over replications."""
    return _beds(result, "beds_occupied_days"), _beds(result, "beds_usable_days")


def care_against_capacity(result: Result, ax: Axes) -> Axes:
    """Places, packages and staff outside hospital: how much of each is in use.

    Args:
        result: A result of whole councils.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: The result holds no capacity.
    """
    capacity, used = capacity_and_use(result)
    known = list(capacity.index)
    if not known:
        raise PlotError("care_against_capacity: this result holds no places or packages")
    share = used / capacity
    ax.barh(range(len(known)), [100.0] * len(known), color=FAINT, height=0.6, alpha=0.5)
    ax.barh(range(len(known)), [100 * share[name] for name in known], color=SERIES[0], height=0.6)
    ax.set_xlim(0, max(100.0, 100 * float(share[known].max())))
    figures(ax.xaxis)
    texts = [f"{number(used[name])} of {number(capacity[name])}, {percent(share[name], 1)}" for name in known]
    rows(ax, known, texts, "in use or held, mean")
    return ax


def capacity_and_use(result: Result) -> tuple[pd.Series[float], pd.Series[float]]:
    """What there is of each place, package and team outside hospital, and what is in use or held; means."""
    capacity, used = (
        summed(result, name, "category").reindex(list(RESOURCES), fill_value=0.0) / result.manifest.days
        for name in ("care_capacity_days", "care_occupied_days")
    )
    known = capacity > 0
    return capacity[known], used[known]


def _beds(result: Result, quantity: str) -> pd.Series[float]:
    table = daily(result, quantity, "setting")
    return table.reindex(columns=list(GENERAL_ACUTE), fill_value=0.0).sum(axis=1)


def _available(result: Result) -> pd.Series[float]:
    """Beds available a day, by month: they change with quarters."""
    table = summed(result, "beds_available_days", ["month", "setting"]).unstack(fill_value=0)
    days = pd.date_range(pd.Timestamp(result.manifest.first_day), periods=result.manifest.days)
    months = table.reindex(columns=list(GENERAL_ACUTE), fill_value=0.0).sum(axis=1)
    months.index = pd.DatetimeIndex(months.index.astype("datetime64[ns]"))
    starts = days.to_period("M").to_timestamp()
    lengths = pd.Series(starts).value_counts()
    return pd.Series([float(months.get(start, 0.0)) / int(lengths[start]) for start in starts], index=days)
