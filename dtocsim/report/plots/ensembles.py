"""What an ensemble expects month by month, with both uncertainties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib import rcParams

from dtocsim.report.drawing import INK, LINES, PlotError, figures, room_for, zero_line
from dtocsim.report.labels import label_ends
from dtocsim.report.timeline import date_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import EnsembleResult

_MOST_LINES = 3
_DELAYED = "dtoc_beds"
_ALL, _PARAMETERS = 0.22, 0.38
"""Opacity of the band of both uncertainties, and of that of the parameters over it."""


def ensemble_by_month(result: EnsembleResult, ax: Axes) -> Axes:
    """The months with two bands; of what-ifs, what each changes.

    The light band holds a single year of a set drawn at random in eight of ten cases; the dark one the mean
    of many years of it. Published months are dots.

    Args:
        result: Of at least two months; of more than three what-ifs the first three are shown.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: The run lies within one month.
    """
    differences = len(result.names) > 1
    names = result.names[1 : 1 + _MOST_LINES] if differences else result.names
    ends, values = [], [0.0] if differences else []
    for name, (colour, marker) in zip(names, LINES, strict=False):
        months = _months(result, name, differences)
        moments = _middle(months)
        for low, high, opacity in (
            ("low", "high", _ALL),
            ("parameters_low", "parameters_high", _PARAMETERS),
        ):
            ax.fill_between(moments, months[low], months[high], color=colour, alpha=opacity, lw=0)
        ax.plot(moments, months["mean"], color=colour, marker=marker, linewidth=_line())
        ends.append((float(months["mean"].iloc[-1]), name, colour))
        values += [*months["low"], *months["high"]]
    if differences:
        zero_line(ax)
    else:
        values += _published(result, ax, ends)
    ax.set_ylim(*room_for(values, 0.1, zero=differences))
    run = result.scenarios[0].run
    first = pd.Timestamp(run.first_day)
    date_axis(ax, first, first + pd.Timedelta(days=run.days))
    figures(ax.yaxis)
    label_ends(ax, ends)
    return ax


def _months(result: EnsembleResult, name: str, difference: bool) -> pd.DataFrame:
    table = result.table
    rows = table[(table["measure"] == result.measure) & table["month"].notna() & (table["area"] == "")]
    found = rows[(rows["scenario"] == name) & (rows["difference"] == difference)].sort_values("month")
    if len(found) < 2:
        raise PlotError("a plot by month needs a run of at least two months")
    return found


def _published(result: EnsembleResult, ax: Axes, ends: list[tuple[float, str, str]]) -> list[float]:
    if result.published is None or result.measure != _DELAYED:
        return []
    sums = result.published.groupby("month", observed=True)["delayed_days"].sum()
    months = pd.DatetimeIndex(sums.index)
    beds = sums.to_numpy() / months.days_in_month.to_numpy()
    moments = months + pd.to_timedelta(months.days_in_month / 2, unit="D")
    ax.plot(moments, beds, "o", color=INK, zorder=4)
    ends.append((float(beds[-1]), "published", INK))
    return [float(value) for value in beds]


def _middle(found: pd.DataFrame) -> pd.DatetimeIndex:
    months = pd.DatetimeIndex(found["month"])
    return months + pd.to_timedelta(months.days_in_month / 2, unit="D")


def _line() -> float:
    return float(rcParams["lines.linewidth"])
