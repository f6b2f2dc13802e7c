"""Beds taken up by delayed transfers over time: by reason, and by the organisation that answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import rcParams
from matplotlib.patheffects import Normal, Stroke
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dtocsim.report.drawing import INK, PlotError, figures
from dtocsim.report.labels import Label, label_right
from dtocsim.report.numbers import number
from dtocsim.report.plots.data import daily, measured, published_mean, weekly
from dtocsim.report.reasons import REASONS
from dtocsim.report.timeline import date_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import MeasureSummary, Result

# Below this many beds a figure without decimals says little about a reason.
_FEW_BEDS = 100.0


def dtoc_by_reason(result: Result, ax: Axes) -> Axes:
    """Beds taken up by delayed transfers of care, weekly means stacked by reason, published ones over them.

    Published are months of England, and the mean of the year of a part of it.

    Args:
        result: A result whose daily table holds `delayed_days`; several replications are averaged.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.
    """
    beds = daily_beds(result)
    weeks = weekly(beds)
    months, year = published_beds(result), published_mean(result)
    known = [*months, *([year.published] if year and year.published else [])]
    highest = max(float(weeks.sum(axis=1).max()), *known, 1.0)
    ax.set_ylim(0, 1.2 * highest)
    date_axis(ax, beds.index[0], beds.index[-1] + pd.Timedelta(days=1))
    ax.yaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    colours = [reason.colour for reason in REASONS]
    ax.stackplot(weeks.index, weeks.to_numpy().T, colors=colours, step="post", linewidth=0)
    _draw_published(months, highest, ax)
    _draw_published_mean(year, beds, highest, ax)
    label_right(ax, _labels(beds), "mean", 0.875 * rcParams["font.size"])
    return ax


def daily_beds(result: Result) -> pd.DataFrame:
    """Delayed transfers at each midnight, mean over replications: a row a day, a column a reason."""
    beds = daily(result, "delayed_days", "reason")
    return beds.reindex(columns=[reason.code for reason in REASONS], fill_value=0.0)


def published_beds(result: Result) -> pd.Series[float]:
    """Published delayed days / days of each month, by the first day of the month; may be empty."""
    if result.published is None:
        return pd.Series(dtype=float)
    days = result.published.groupby("month", observed=True)["delayed_days"].sum()
    return days / pd.DatetimeIndex(days.index).days_in_month


def _draw_published(months: pd.Series[float], highest: float, ax: Axes) -> None:
    if months.empty:
        return
    starts = pd.DatetimeIndex(months.index)
    halo = Stroke(linewidth=2 * rcParams["lines.linewidth"], foreground="white")
    ax.plot(
        starts + pd.to_timedelta(starts.days_in_month / 2, unit="D"),
        months.to_numpy(),
        color=INK,
        marker="o",
        path_effects=[halo, Normal()],
    )
    _call_published("black: published, monthly mean", starts[0], highest, ax)


def _draw_published_mean(year: MeasureSummary | None, beds: pd.DataFrame, highest: float, ax: Axes) -> None:
    if year is None or year.published is None:
        return
    halo = Stroke(linewidth=2 * rcParams["lines.linewidth"], foreground="white")
    first, last = beds.index[0], beds.index[-1] + pd.Timedelta(days=1)
    ax.plot([first, last], [year.published] * 2, color=INK, path_effects=[halo, Normal()])
    decimals = 1 if year.published < _FEW_BEDS else 0
    mark = f" ({year.published_note.partition(':')[0]})" if year.published_note.startswith("input") else ""
    words = f"black: published{mark}, mean of the year {number(year.published, decimals)}"
    _call_published(words, first, highest, ax)


def _call_published(words: str, first: pd.Timestamp, highest: float, ax: Axes) -> None:
    # Above everything, so that it never covers a band or is covered by one.
    ax.annotate(
        words,
        (first, 1.06 * highest),
        xytext=(0.5 * rcParams["font.size"], 0),
        textcoords="offset points",
        weight="bold",
        color=INK,
    )


def _labels(beds: pd.DataFrame) -> list[Label]:
    last = weekly(beds).iloc[-1]
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


# A light one between two dark ones: neighbours differ in grey too.
ORGANISATIONS = (
    ("NHS", "NHS", "#005EB8"),
    ("social care", "social care", "#F9C97C"),
    ("both", "both", "#8A1538"),
)


def dtoc_by_organisation(result: Result, ax: Axes) -> Axes:
    """Beds taken up by delayed transfers in each month, stacked by responsible organisation.

    Args:
        result: A result; several replications are averaged.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: Nobody was delayed.
    """
    found = measured(result, "dtoc_beds", ("month", "organisation"))
    if found.empty:
        raise PlotError("dtoc_by_organisation: nobody was delayed in this result")
    table = found.mean().unstack(fill_value=0)
    months = table.reindex(columns=[name for name, _, _ in ORGANISATIONS], fill_value=0.0)
    starts = pd.DatetimeIndex(months.index.astype("datetime64[ns]"))
    lengths = starts.days_in_month.to_numpy()
    bottom = pd.Series(0.0, index=months.index)
    published = published_beds(result)
    highest = max(float(months.sum(axis=1).max()), published.max() if len(published) else 0.0, 1.0)
    ax.set_ylim(0, 1.2 * highest)
    for name, _, colour in ORGANISATIONS:
        ax.bar(
            starts,
            months[name].to_numpy(),
            width=0.86 * lengths,
            bottom=bottom.to_numpy(),
            align="edge",
            color=colour,
        )
        bottom += months[name]
    first = pd.Timestamp(result.manifest.first_day)
    date_axis(ax, first, first + pd.Timedelta(days=result.manifest.days))
    figures(ax.yaxis)
    _draw_published(published, highest, ax)
    label_right(ax, _organisations(months), "mean", 0.875 * rcParams["font.size"])
    return ax


def _organisations(months: pd.DataFrame) -> list[Label]:
    last, means = months.iloc[-1], months.mean()
    tops = last.cumsum()
    decimals = 1 if means.sum() < _FEW_BEDS else 0
    return [
        Label(float(tops[name] - last[name] / 2), "", short, number(means[name], decimals), colour)
        for name, short, colour in ORGANISATIONS
    ]
