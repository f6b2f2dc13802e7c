"""A sum divided among three schemes: every way to divide it, in a triangle."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

import matplotlib as mpl
import pandas as pd
from matplotlib.patches import Circle, Polygon

from dtocsim.report.drawing import FAINT, INK, PlotError, small, wrapped
from dtocsim.report.numbers import number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_AXES = ("x", "y", "z")
_NEEDED = (*_AXES, "mean", "like_best")
_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.5, sqrt(3) / 2))
_BESIDE = (1.25, 0.7)
# In sides of the triangle: a smaller circle has no room for a figure.
_LEAST_RADIUS = 0.07
_LIGHT, _DARK, _WHITE_FROM = 0.08, 0.95, 0.55
_LARGE_DIFFERENCE = 20


@dataclass(frozen=True)
class Way:
    """One way to divide a sum.

    Attributes:
        shares: Of each scheme, summing to 1.
        mean: What it changes.
        like_best: Whether it cannot be told from the best.
    """

    shares: tuple[float, ...]
    mean: float
    like_best: bool

    @property
    def centre(self) -> tuple[float, float]:
        """Where it lies: at a corner one scheme has all."""
        across, up = zip(*_CORNERS, strict=True)
        return _mean(self.shares, across), _mean(self.shares, up)


def sweep_split(table: pd.DataFrame, ax: Axes) -> Axes:
    """What every way to divide a sum among three schemes changes; at a corner one scheme has all of it.

    Args:
        table: x, y, z (shares that sum to 1), mean, like_best; `attrs` may name x, y, z and sum.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: A column is missing, or there are fewer than three rows.
    """
    if missing := [name for name in _NEEDED if name not in table]:
        raise PlotError(f"sweep_split: the table has no column {missing[0]}; it needs {', '.join(_NEEDED)}")
    if len(table) < len(_CORNERS):
        raise PlotError("sweep_split: needs at least three ways to divide a sum")
    columns = zip(table[list(_AXES)].to_numpy().tolist(), table["mean"], table["like_best"], strict=True)
    ways = [Way(tuple(shares), float(mean), bool(like)) for shares, mean, like in columns]
    names = [str(table.attrs.get(axis, axis)) for axis in _AXES]
    ax.add_patch(Polygon(_CORNERS, fill=False, edgecolor=FAINT, zorder=0))
    ax.set_xlim(-0.8, 2.3)
    ax.set_ylim(-0.2, _CORNERS[2][1] + 0.18)
    ax.set_aspect("equal")
    ax.axis("off")
    _dots(ways, ax)
    _name_corners(names, ax)
    _tell_best(min(ways, key=lambda way: way.mean), names, str(table.attrs.get("sum", "")), ax)
    return ax


def _mean(shares: Sequence[float], values: Sequence[float]) -> float:
    return sum(share * value for share, value in zip(shares, values, strict=True))


def _dots(ways: Sequence[Way], ax: Axes) -> None:
    shares = sorted({round(way.shares[0], 9) for way in ways})
    radius = 0.42 * min(more - less for less, more in pairwise(shares))
    low, high = min(way.mean for way in ways), max(way.mean for way in ways)
    hue, decimals = mpl.colormaps["Blues"], 0 if high - low >= _LARGE_DIFFERENCE else 1
    for way in ways:
        # Dark is low, so that the eye goes to what helps most.
        depth = (high - way.mean) / (high - low) if high > low else 0.0
        fill = hue(_LIGHT + (_DARK - _LIGHT) * depth)
        edge, width = (INK, 0.18 * small()) if way.like_best else (FAINT, 0.04 * small())
        ax.add_patch(Circle(way.centre, radius, facecolor=fill, edgecolor=edge, linewidth=width))
        if radius >= _LEAST_RADIUS:
            colour = "white" if depth > _WHITE_FROM else INK
            text = number(way.mean, decimals)
            ax.text(*way.centre, text, ha="center", va="center_baseline", size=small(), color=colour)


def _name_corners(names: Sequence[str], ax: Axes) -> None:
    for name, (across, up) in zip(names, _CORNERS, strict=True):
        height, side = (up + 0.12, "bottom") if up > 0 else (up - 0.12, "top")
        text = wrapped(f"all for {name}", 15 * small(), small(), 1, "bold")
        ax.text(across, height, text, ha="center", va=side, size=small(), weight="bold")


def _tell_best(best: Way, names: Sequence[str], total: str, ax: Axes) -> None:
    """The lowest, in words beside the triangle."""
    left, right = ax.get_xlim()
    room = (right - _BESIDE[0]) / (right - left) * ax.get_window_extent().width / ax.figure.dpi * 72
    lines = [
        f"{percent(share)} for {name}" for share, name in zip(best.shares, names, strict=True) if share > 0
    ]
    lines += [f"of {total}"] if total else []
    body = "\n".join(wrapped(line, 0.9 * room, small(), 2) for line in lines)
    ax.text(*_BESIDE, "Lowest:", va="bottom", size=small(), weight="bold")
    ax.annotate(
        body,
        _BESIDE,
        xytext=(0, -0.5 * small()),
        textcoords="offset points",
        va="top",
        size=small(),
        linespacing=1.4,
    )
