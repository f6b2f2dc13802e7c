"""Plots of tidy tables: sweeps over one or two values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dtocsim.report.drawing import LINES, SERIES, PlotError, digits, figures, room_for, small, wrapped
from dtocsim.report.labels import label_ends
from dtocsim.report.numbers import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

_MOST_NUMBERS = 12


def sweep_curve(table: pd.DataFrame, ax: Axes) -> Axes:
    """A measure over the values of one key, with its interval; a line a series.

    Args:
        table: x (numbers), mean; low and high where there are intervals; series where there are several
            lines, at most five.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: A column is missing, or there are fewer than two values or more than five series.
    """
    _needs(table, "sweep_curve", ("x", "mean"))
    named = table if "series" in table else table.assign(series="mean")
    lines = {str(name): part.sort_values("x") for name, part in named.groupby("series", sort=False)}
    if table["x"].nunique() < 2 or len(lines) > len(SERIES):
        raise PlotError(f"sweep_curve: needs two or more values of x and at most {len(SERIES)} series")
    ends, seen = [], [*table["mean"]]
    for (name, part), (colour, marker) in zip(lines.items(), LINES, strict=False):
        if "low" in part:
            ax.fill_between(part["x"], part["low"], part["high"], color=colour, alpha=0.2, linewidth=0)
            seen += [*part["low"], *part["high"]]
        ax.plot(part["x"], part["mean"], color=colour, marker=marker)
        ends.append((float(part["mean"].iloc[-1]), name, colour))
    low, high = room_for(seen, zero=False)
    ax.set_ylim(max(0.0, low) if min(seen) >= 0 else low, high)
    figures(ax.yaxis)
    figures(ax.xaxis)
    _call(ax.xaxis, "x", str(table.attrs.get("x", "x")))
    label_ends(ax, ends)
    return ax


def sweep_map(table: pd.DataFrame, ax: Axes) -> Axes:
    """A measure over the values of two keys, as coloured fields with their figures.

    Args:
        table: x, y (numbers), mean; one row a pair.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: A column or a pair is missing.
    """
    _needs(table, "sweep_map", ("x", "y", "mean"))
    grid = table.pivot_table(index="y", columns="x", values="mean")
    if grid.isna().to_numpy().any() or min(grid.shape) < 2:
        raise PlotError("sweep_map: needs a mean for every pair of at least two x and two y")
    values = grid.to_numpy()
    # One hue from light to dark keeps its order in grey and for every eye.
    ax.imshow(values, aspect="auto", origin="lower", cmap="Blues")
    low, high = float(values.min()), float(values.max())
    places = 0 if high - low >= 20 else 1
    if max(grid.shape) <= _MOST_NUMBERS:
        for (row, column), value in np.ndenumerate(values):
            dark = value > low + 0.6 * (high - low)
            ax.text(
                column,
                row,
                number(value, places),
                ha="center",
                va="center",
                size=small(),
                color="white" if dark else "black",
            )
    for axis, ticks, name in ((ax.xaxis, grid.columns, "x"), (ax.yaxis, grid.index, "y")):
        axis.set_ticks(range(len(ticks)), [_short(float(value)) for value in ticks])
        _call(axis, name, str(table.attrs.get(name, name)))
    return ax


def _call(axis: Axis, along: str, name: str) -> None:
    """Names an axis, x or y, in the room along it."""
    box = axis.axes.get_window_extent()
    room = box.width if along == "x" else box.height
    axis.set_label_text(wrapped(name, room / axis.axes.figure.dpi * 72, small(), 1), size=small())


def _short(value: float) -> str:
    return number(value, digits([value]))


def _needs(table: pd.DataFrame, kind: str, columns: Sequence[str]) -> None:
    missing = [name for name in columns if name not in table]
    if missing:
        raise PlotError(f"{kind}: the table has no column {missing[0]}; it needs {', '.join(columns)}")
    if table.empty:
        raise PlotError(f"{kind}: the table is empty")
