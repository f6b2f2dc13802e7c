"""Whether there are enough replications, and whether the warm start has left a trend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import rcParams
from matplotlib.ticker import MaxNLocator

from dtocsim.experiment.statistics import interval
from dtocsim.experiment.warm_up import DAYS_A_BATCH, transient
from dtocsim.report.drawing import FAINT, INK, QUIET, SERIES, PlotError, figures, small
from dtocsim.report.labels import label_ends
from dtocsim.report.numbers import count, number, percent
from dtocsim.report.plots.data import daily, measured, weekly
from dtocsim.report.timeline import date_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result

_LEVEL = 0.95


def precision(result: Result, ax: Axes) -> Axes:
    """The mean of delayed beds and its interval as replications were added; every replication is a dot.

    Args:
        result: With at least two replications.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: There is only one replication.
    """
    values = measured(result, "dtoc_beds").iloc[:, 0].tolist()
    if len(values) < 2:
        raise PlotError("precision: needs at least two replications; run with --replications 5 or more")
    counts = range(2, len(values) + 1)
    means = [sum(values[:many]) / many for many in counts]
    ends = [interval(values[:many], _LEVEL) for many in counts]
    # The interval of two replications is so wide that it would hide all others.
    shown = [end for many, end in zip(counts, ends, strict=True) if many >= min(4, len(values))]
    lows, highs = (
        [low for low, _ in shown if low is not None],
        [high for _, high in shown if high is not None],
    )
    low, high = min([*values, *lows]), max([*values, *highs])
    margin = 0.1 * (high - low) or 1.0
    ax.set_ylim(low - margin, high + margin)
    ax.set_xlim(0.5, len(values) + 0.5)
    figures(ax.yaxis)
    ax.xaxis.set_major_locator(MaxNLocator(10, integer=True))
    ax.set_xlabel("replications", size=small())
    band = [
        (float(many), low, high)
        for many, (low, high) in zip(counts, ends, strict=True)
        if low is not None and high is not None
    ]
    many, floor, ceiling = (list(part) for part in zip(*band, strict=True))
    # Of two replications there is one interval: no band and no line, but a bar and a mark.
    ax.fill_between(many, floor, ceiling, color=SERIES[0], alpha=0.2, linewidth=0)
    ax.vlines(many[-1], floor[-1], ceiling[-1], color=SERIES[0], linewidth=rcParams["lines.linewidth"])
    ax.plot(range(1, len(values) + 1), values, "o", color=QUIET)
    ax.plot(counts, means, color=SERIES[0], marker="_", markersize=1.5 * small(), markevery=[-1])
    last = ends[-1]
    half = (last[1] - last[0]) / 2 if last[0] is not None and last[1] is not None else float("nan")
    share = f", {percent(half / means[-1], 1)} of the mean" if means[-1] else ""
    text = f"mean {number(means[-1], 1)} ± {number(half, 2)}{share}"
    label_ends(ax, [(means[-1], text, SERIES[0])])
    return ax


def warm_up(result: Result, ax: Axes) -> Axes:
    """Delayed patients a day and by week, and the beginning that MSER would cut off.

    Args:
        result: With at least eight weeks; several replications are averaged.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: The run is shorter than eight weeks.
    """
    series = daily(result, "delayed_days")["delayed_days"]
    if len(series) < 8 * DAYS_A_BATCH:
        raise PlotError(f"warm_up: needs a run of eight weeks; this one has {count(len(series), 'day')}")
    found = transient(series.to_numpy())
    weeks = weekly(series.to_frame())["delayed_days"]
    ax.plot(series.index, series, color=FAINT, linewidth=rcParams["lines.linewidth"] / 2)
    ax.step(weeks.index, weeks, where="post", color=SERIES[0])
    low, high = float(series.min()), float(series.max())
    margin = 0.12 * (high - low) or 1.0
    ax.set_ylim(max(0.0, low - margin), high + 2 * margin)
    first = series.index[0]
    date_axis(ax, first, series.index[-1] + pd.Timedelta(days=1))
    figures(ax.yaxis)
    ends = [(float(weeks.iloc[-1]), "mean of a week", SERIES[0]), (float(series.iloc[-1]), "a day", QUIET)]
    label_ends(ax, ends)
    note = "no beginning stands apart (MSER)"
    if found is not None:
        ax.axvspan(first, first + pd.Timedelta(days=found.days), color=SERIES[1], alpha=0.25, linewidth=0)
        settles = "" if found.settles else "; the run does not settle"
        note = f"the first {count(found.days, 'day')} stand apart (MSER){settles}"
    ax.annotate(
        note,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0.5 * small(), -1.2 * small()),
        textcoords="offset points",
        size=small(),
        weight="bold",
        color=INK,
    )
    return ax
