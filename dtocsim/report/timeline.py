"""The axis of dates: every month named, the year where it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MOST_TICKS = 13
_SHORT_RUN_DAYS = 62


def ticks(first: pd.Timestamp, end: pd.Timestamp) -> pd.DatetimeIndex:
    """Where the axis is marked: the first of months, or every week of a run of up to two months.

    Args:
        first: First day.
        end: Day after the last.
    """
    if (end - first).days <= _SHORT_RUN_DAYS:
        return pd.date_range(first, end, freq="7D")
    months = pd.date_range(first, end, freq="MS", inclusive="left")
    return months[:: 1 + (len(months) - 1) // _MOST_TICKS]


def words(moments: pd.DatetimeIndex) -> list[str]:
    """What stands at the marks: day or month, and below it the year where it is new.

    >>> words(pd.DatetimeIndex(["2017-11-01", "2017-12-01", "2018-01-01"]))
    ['Nov\\n2017', 'Dec\\n', 'Jan\\n2018']
    """
    monthly = len(moments) > 1 and all(moment.day == 1 for moment in moments)
    names = [f"{moment:%b}" if monthly else f"{moment.day} {moment:%b}" for moment in moments]
    new = [index == 0 or moments[index - 1].year != moment.year for index, moment in enumerate(moments)]
    # Two lines everywhere, so that all names stand on one line.
    return [
        f"{name}\n{moment.year if year else ''}"
        for name, moment, year in zip(names, moments, new, strict=True)
    ]


def date_axis(ax: Axes, first: pd.Timestamp, end: pd.Timestamp) -> None:
    """Limits and marks of the horizontal axis."""
    ax.set(xlim=(first, end))
    moments = ticks(first, end)
    ax.set_xticks(moments, words(moments))
