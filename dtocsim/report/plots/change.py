"""What what-ifs change of a baseline: over the months, beside one another, and by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import rcParams

from dtocsim import care
from dtocsim.care.words import FIFTHS
from dtocsim.report.comparison import decimals
from dtocsim.report.drawing import (
    FAINT,
    INK,
    LINES,
    MOST_ROWS,
    SERIES,
    PlotError,
    figures,
    room_for,
    rows,
    zero_line,
)
from dtocsim.report.fifths import NAMES, TOLD, of_fifth
from dtocsim.report.labels import label_ends
from dtocsim.report.numbers import NOTHING, interval, number
from dtocsim.report.timeline import date_axis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from dtocsim.experiment import Change, Comparison

MOST_LINES = 3
# Marks of one month stand beside one another: in a plot of a year a mark is so many days wide.
_APART = pd.Timedelta(days=9)


def shown(comparison: Comparison) -> tuple[str, ...]:
    """The what-ifs that stand out in a plot of lines: the three with the lowest means, as they were given."""
    ranked = [rank.name for rank in comparison.ranking if rank.name != comparison.names[0]][:MOST_LINES]
    return tuple(name for name in comparison.names if name in ranked)


def against_baseline(comparison: Comparison, ax: Axes) -> Axes:
    """The months of baseline and what-ifs; the band is the baseline plus the paired interval.

    Args:
        comparison: With at least two months; of more than three what-ifs the others are thin lines.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: The run lies within one month.
    """
    months = _months(comparison)
    base = months[comparison.names[1]]
    for name in comparison.names[1:]:
        if name not in shown(comparison):
            ax.plot(_middle(months[name]), months[name]["mean"], color=FAINT, linewidth=_line() / 3, zorder=1)
    # The baseline is dashed and below: a what-if that changes nothing covers it and still shows.
    ax.plot(_middle(base), base["base"], color=INK, linestyle=(0, (3, 1.5)), marker="o", linewidth=_line())
    ends = [(float(base["base"].iloc[-1]), f"{comparison.names[0]} (baseline)", INK)]
    values = [*base["base"]]
    for name, (colour, marker) in zip(shown(comparison), LINES, strict=False):
        found = months[name]
        moments = _middle(found)
        ax.fill_between(
            moments,
            found["base"] + found["low"],
            found["base"] + found["high"],
            color=colour,
            alpha=0.25,
            lw=0,
        )
        ax.plot(moments, found["mean"], color=colour, marker=marker, linewidth=_line())
        ends.append((float(found["mean"].iloc[-1]), name, colour))
        values += [*found["mean"], *(found["base"] + found["low"]), *(found["base"] + found["high"])]
    ax.set_ylim(*_near(values))
    _axes(comparison, ax)
    label_ends(ax, ends)
    return ax


def difference_by_month(comparison: Comparison, ax: Axes) -> Axes:
    """What-if minus baseline in each month, with the paired interval.

    Args:
        comparison: With at least two months; of more than three what-ifs the three with the lowest means.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: The run lies within one month.
    """
    months = _months(comparison)
    names = shown(comparison)
    zero_line(ax)
    ends, values = [], [0.0]
    for place, (name, (colour, marker)) in enumerate(zip(names, LINES, strict=False)):
        found = months[name]
        moments = _middle(found) + _APART * (place - (len(names) - 1) / 2)
        ax.vlines(moments, found["low"], found["high"], color=colour, linewidth=_line())
        ax.plot(
            moments, found["difference"], color=colour, marker=marker, linestyle="", markersize=1.3 * _dot()
        )
        ends.append((float(found["difference"].iloc[-1]), name, colour))
        values += [*found["difference"], *found["low"], *found["high"]]
    ax.set_ylim(*room_for(values, 0.1))
    _axes(comparison, ax)
    label_ends(ax, ends)
    return ax


def what_ifs(comparison: Comparison, ax: Axes) -> Axes:
    """The difference of every what-if with its interval, the lowest first.

    Args:
        comparison: Of more than twenty what-ifs the twenty lowest are shown.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.
    """
    ranked = [rank.name for rank in comparison.ranking if rank.name != comparison.names[0]][:MOST_ROWS]
    changes = [comparison.change(name, comparison.measure) for name in ranked]
    _forest(ax, [(change.difference, change.low, change.high) for change in changes])
    rows(ax, ranked, [_figures(change) for change in changes], _heading(comparison))
    return ax


def change_by_area(comparison: Comparison, ax: Axes) -> Axes:
    """The areas with the largest differences, of the what-if with the lowest mean.

    Args:
        comparison: One with several areas.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: There is only one area.
    """
    table = comparison.differences
    name = shown_area(comparison)
    found = table[(table["measure"] == comparison.measure) & table["month"].isna() & (table["area"] != "")]
    found = found[found["what_if"] == name]
    if len(found) < 2:
        raise PlotError(f"change_by_area: needs several areas; this comparison holds {comparison.area} alone")
    order = found["difference"].abs().sort_values(ascending=False, kind="stable").index[:MOST_ROWS]
    found = found.loc[order].sort_values("difference", kind="stable")
    triples = list(found[["difference", "low", "high"]].itertuples(index=False, name=None))
    _forest(ax, triples)
    ends = [interval(low, high, 2) for _, low, high in triples]
    texts = [
        number(middle, 2) if sure == NOTHING else f"{number(middle, 2)} ({sure})"
        for (middle, _, _), sure in zip(triples, ends, strict=True)
    ]
    rows(ax, [str(area) for area in found["area"]], texts, _heading(comparison))
    return ax


def change_by_fifth(comparison: Comparison, ax: Axes) -> Axes:
    """The relative change of the what-if with the lowest mean by deprivation fifth, with its interval.

    Args:
        comparison: Of a measure that is known by fifth.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: The measure is not known by fifth, or nothing of it is counted in one.
    """
    if comparison.measure not in TOLD:
        raise PlotError(f"change_by_fifth: needs a comparison with --measure {' or '.join(TOLD)}")
    name = shown_area(comparison)
    try:
        changes = [comparison.change(name, of_fifth(comparison.measure, fifth)) for fifth in FIFTHS]
    except KeyError:
        raise PlotError("change_by_fifth: this comparison is of an older version; run it again") from None
    shares = [(each.relative, each.relative_low, each.relative_high) for each in changes]
    triples = [tuple(None if end is None else 100 * end for end in each) for each in shares]
    if any(middle is None for middle, *_ in triples):
        raise PlotError("change_by_fifth: in one of the fifths nothing is counted in the baseline")
    _forest(ax, triples)  # type: ignore[arg-type]
    texts = [
        number(middle, 1) + ("" if low is None else f" ({interval(low, high, 1)})")
        for middle, low, high in triples
    ]
    heading = "change, interval" if comparison.replications > 1 else "change (one replication)"
    rows(ax, NAMES, texts, heading)
    return ax


def shown_area(comparison: Comparison) -> str:
    """The what-if whose areas are shown: the one with the lowest mean."""
    return next(rank.name for rank in comparison.ranking if rank.name != comparison.names[0])


def _months(comparison: Comparison) -> dict[str, pd.DataFrame]:
    table = comparison.differences
    found = table[(table["measure"] == comparison.measure) & table["month"].notna() & (table["area"] == "")]
    months = {name: part.sort_values("month") for name, part in found.groupby("what_if", observed=True)}
    if min((len(part) for part in months.values()), default=0) < 2:
        raise PlotError("a plot by month needs a run of at least two months")
    return {str(name): part for name, part in months.items()}


def _middle(found: pd.DataFrame) -> pd.DatetimeIndex:
    months = pd.DatetimeIndex(found["month"])
    return months + pd.to_timedelta(months.days_in_month / 2, unit="D")


def _axes(comparison: Comparison, ax: Axes) -> None:
    first = pd.Timestamp(comparison.base.run.first_day)
    date_axis(ax, first, first + pd.Timedelta(days=comparison.base.run.days))
    figures(ax.yaxis)


def _near(values: Sequence[float]) -> tuple[float, float]:
    # Differences are small beside the level: from zero, a room would see one line.
    known = np.asarray([value for value in values if not np.isnan(value)])
    margin = 0.25 * float(np.ptp(known)) or 1.0
    return max(0.0, float(known.min()) - margin), float(known.max()) + margin


def _forest(ax: Axes, triples: Sequence[tuple[float, float | None, float | None]]) -> None:
    values = [0.0]
    for row, (middle, low, high) in enumerate(triples):
        known = low is not None and high is not None and low == low
        sure = known and not (low <= 0 <= high)  # type: ignore[operator]
        if known:
            ax.hlines(row, low, high, color=SERIES[0], linewidth=_line())  # type: ignore[arg-type]
            values += [low, high]  # type: ignore[list-item]
        # An open circle holds zero: no clear effect.
        face = SERIES[0] if sure or not known else "white"
        ax.plot(
            middle,
            row,
            "o",
            color=SERIES[0],
            markerfacecolor=face,
            markersize=1.3 * _dot(),
            mew=_line() / 1.5,
        )
        values.append(middle)
    ax.set_xlim(*room_for(values, 0.1))
    zero_line(ax, vertical=True)
    figures(ax.xaxis)


def _figures(change: Change) -> str:
    digits = decimals(change)
    if change.low is None:
        return number(change.difference, digits)
    return f"{number(change.difference, digits)} ({interval(change.low, change.high, digits)})"


def _heading(comparison: Comparison) -> str:
    return "difference, interval" if comparison.replications > 1 else "difference (one replication)"


def unit_of(measure: str) -> str:
    """The unit in which a measure changes."""
    unit = care.measures.MEASURES[measure].unit
    return "percentage points" if unit == "%" else unit


def _line() -> float:
    return float(rcParams["lines.linewidth"])


def _dot() -> float:
    return float(rcParams["lines.markersize"])
