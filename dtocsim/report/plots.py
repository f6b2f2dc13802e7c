"""Plots of one result; every function takes the result and the axes to draw on, and returns the axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dtocsim.report.labels import Label, label_right
from dtocsim.report.numbers import number
from dtocsim.report.reasons import REASONS
from dtocsim.report.timeline import date_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result

_PUBLISHED = "#212B32"
# Below this many beds a figure without decimals says little about a reason.
_FEW_BEDS = 100.0


def dtoc_by_reason(result: Result, ax: Axes) -> Axes:
    """Beds taken up by delayed transfers of care, weekly means stacked by reason, published months over them.

    Args:
        result: A result whose daily table holds `delayed_days`; several replications are averaged.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.
    """
    beds = daily_beds(result)
    weeks = _weekly(beds)
    months = published_beds(result)
    highest = max(float(weeks.sum(axis=1).max()), months.max() if len(months) else 0.0, 1.0)
    ax.set_ylim(0, 1.2 * highest)
    date_axis(ax, beds.index[0], beds.index[-1] + pd.Timedelta(days=1))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    colours = [reason.colour for reason in REASONS]
    ax.stackplot(weeks.index, weeks.to_numpy().T, colors=colours, step="post", linewidth=0)
    _draw_published(months, highest, ax)
    label_right(ax, _labels(beds), "mean", 0.875 * rcParams["font.size"])
    return ax


def daily_beds(result: Result) -> pd.DataFrame:
    """Delayed transfers at each midnight, mean over replications: a row a day, a column a reason."""
    rows = result.daily[result.daily["measure"] == "delayed_days"]
    sums = rows.groupby(["date", "reason"], observed=True)["value"].sum().unstack(fill_value=0)
    days = pd.date_range(pd.Timestamp(result.manifest.first_day), periods=result.manifest.days)
    beds = sums.reindex(index=days, columns=[reason.code for reason in REASONS], fill_value=0.0)
    return beds / result.manifest.replications


def published_beds(result: Result) -> pd.Series[float]:
    """Published delayed days / days of each month, by the first day of the month; may be empty."""
    if result.published is None:
        return pd.Series(dtype=float)
    days = result.published.groupby("month", observed=True)["delayed_days"].sum()
    return days / pd.DatetimeIndex(days.index).days_in_month


def _weekly(beds: pd.DataFrame) -> pd.DataFrame:
    # A week hides the rhythm of weekdays, which would hide the thin bands; days left over join the last week.
    last = max(len(beds) // 7, 1) - 1
    weeks = beds.groupby(np.minimum(np.arange(len(beds)) // 7, last)).mean()
    weeks.index = beds.index[: 7 * last + 1 : 7]
    end = weeks.iloc[[-1]].set_axis([beds.index[-1] + pd.Timedelta(days=1)])
    return pd.concat([weeks, end])


def _draw_published(months: pd.Series[float], highest: float, ax: Axes) -> None:
    if months.empty:
        return
    starts = pd.DatetimeIndex(months.index)
    halo = Stroke(linewidth=2 * rcParams["lines.linewidth"], foreground="white")
    ax.plot(
        starts + pd.to_timedelta(starts.days_in_month / 2, unit="D"),
        months.to_numpy(),
        color=_PUBLISHED,
        marker="o",
        path_effects=[halo, Normal()],
    )
    # Above everything, so that it never covers a band or is covered by one.
    ax.annotate(
        "black: published, monthly mean",
        (starts[0], 1.06 * highest),
        xytext=(0.5 * rcParams["font.size"], 0),
        textcoords="offset points",
        weight="bold",
        color=_PUBLISHED,
    )


def _labels(beds: pd.DataFrame) -> list[Label]:
    last = _weekly(beds).iloc[-1]
    tops, means = last.cumsum(), beds.mean()
    decimals = 1 if means.sum() < _FEW_BEDS else 0
    return [
        Label(
            height=float(tops[reason.code] - last[reason.code] / 2),
            code=reason.code,
            text=reason.short,
            figure=number(means[reason.code], decimals),
            colour=reason.colour,
        )
        for reason in REASONS
    ]
