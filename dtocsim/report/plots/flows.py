"""Where people come from and go to: home, hospital, community hospital, care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from dtocsim.report.drawing import PlotError, small
from dtocsim.report.numbers import number
from dtocsim.report.plots.data import summed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result

_BEFORE = {
    "own": "home",
    "home care": "home, with care",
    "residential": "care home",
    "nursing": "care home",
}
_AFTER = {
    "home": "home",
    "new housing": "home",
    "home with equipment": "home",
    "reablement": "reablement",
    "home care": "home, with care",
    "residential home": "care home",
    "nursing home": "care home",
    "back to care held": "back to care held",
}
HOSPITAL, COMMUNITY, DIED = "hospital", "community hospital", "died"
PLANNED = "home, planned"
# What each place is painted with, wherever it stands.
PAINT = {
    "home": "#41B6E6",
    PLANNED: "#C9E8F6",
    "home, with care": "#00A499",
    "reablement": "#F9C97C",
    "back to care held": "#C2EFEA",
    "care home": "#8A1538",
    HOSPITAL: "#005EB8",
    COMMUNITY: "#ED8B00",
    DIED: "#768692",
}
COLUMNS = (
    ("home", PLANNED, "home, with care", "care home"),
    (HOSPITAL,),
    (COMMUNITY,),
    ("home", "reablement", "home, with care", "back to care held", "care home", DIED),
)
_THICK, _GAP = 0.022, 0.035
# Left edges of the columns, with room at both sides for names and the figures of a nation.
_LEFT = (0.25, 0.455, 0.625, 0.755)
# Below this height stands the community hospital alone, out of the way of the many who go straight home.
_BOTTOM = 0.15


def flows(result: Result) -> pd.DataFrame:
    """People who moved in the run: from, to, people; mean over replications.

    Hospital is every acute and mental-health bed; stays of no night are in it and go home.
    """
    found: dict[tuple[str, str], float] = {}

    def add(start: str, end: str, people: float) -> None:
        found[start, end] = found.get((start, end), 0.0) + people

    for word, people in summed(result, "emergency_admissions", "category").items():
        add(_BEFORE[str(word)], HOSPITAL, people)
    add(PLANNED, HOSPITAL, float(summed(result, "elective_admissions", "measure").sum()))
    for word, people in summed(result, "zero_day_admissions", "category").items():
        add(HOSPITAL, "home" if word == "own" else "back to care held", people)
    left = summed(result, "discharges_by_destination", ["setting", "category"]).reset_index()
    for setting, word, people in left.itertuples(index=False, name=None):
        start = COMMUNITY if setting == "community" else HOSPITAL
        add(start, _AFTER.get(str(word), COMMUNITY), people)
    for place, people in summed(result, "deaths", "setting").items():
        add(COMMUNITY if place == "community" else HOSPITAL, DIED, people)
    rows = [(*ends, people) for ends, people in found.items() if people > 0 and ends[0] != ends[1]]
    return pd.DataFrame(rows, columns=["from", "to", "people"])


@dataclass
class _Box:
    """A place in a column: its top, and how far its sides are used up by bands."""

    x: float
    top: float
    height: float
    left: float = 0.0
    right: float = 0.0


def people_between_places(result: Result, ax: Axes) -> Axes:
    """Bands as wide as the numbers of people who moved between places in the run.

    Args:
        result: A result; several replications are averaged.
        ax: Axes to draw on, in their final size.

    Returns:
        The same axes.

    Raises:
        PlotError: Nobody moved.
    """
    table = flows(result)
    if table.empty:
        raise PlotError("people_between_places: nobody was admitted in this result")
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.set_axis_off()
    boxes = _boxes(table)
    for start, end, people in _in_order(table):
        share = people / _unit(table)
        _band(
            ax,
            boxes[_place(start, first=True)],
            boxes[_place(end, first=False)],
            share,
            PAINT[_tint(start, end)],
        )
    totals = _totals(table)
    for (_, name), box in boxes.items():
        ax.add_patch(
            Rectangle((box.x, box.top - box.height), _THICK, box.height, color=PAINT[name], linewidth=0)
        )
    _names(ax, boxes, totals)
    return ax


def _place(name: str, first: bool) -> tuple[int, str]:
    if name in (HOSPITAL, COMMUNITY):
        return (1 if name == HOSPITAL else 2), name
    return (0 if first else 3), name


def _tint(start: str, end: str) -> str:
    # A band has the colour of the end that is not the hospital.
    return start if end == HOSPITAL else end


def _totals(table: pd.DataFrame) -> Mapping[tuple[int, str], float]:
    found: dict[tuple[int, str], float] = {}
    for column, names in enumerate(COLUMNS):
        for name in names:
            into = float(table.loc[table["to"] == name, "people"].sum())
            out = float(table.loc[table["from"] == name, "people"].sum())
            found[column, name] = out if column == 0 else into if column == 3 else max(into, out)
    return {place: people for place, people in found.items() if people > 0}


def _unit(table: pd.DataFrame) -> float:
    """People a whole height stands for, so that the fullest column fits with its gaps."""
    totals = _totals(table)
    columns = [[people for place, people in totals.items() if place[0] == column] for column in range(4)]
    return max(sum(column) / (1 - _BOTTOM - _GAP * (len(column) + 2)) for column in columns if column)


def _boxes(table: pd.DataFrame) -> dict[tuple[int, str], _Box]:
    totals, unit = _totals(table), _unit(table)
    boxes: dict[tuple[int, str], _Box] = {}
    for column, names in enumerate(COLUMNS):
        present = [name for name in names if (column, name) in totals]
        heights = [totals[column, name] / unit for name in present]
        gap = (1 - _BOTTOM - sum(heights)) / (len(present) + 1)
        top = max(0.7 * _BOTTOM, sum(heights) + 0.4 * _BOTTOM) if column == 2 else 1 - gap
        for name, height in zip(present, heights, strict=True):
            boxes[column, name] = _Box(_LEFT[column], top, height)
            top -= height + gap
    return boxes


def _in_order(table: pd.DataFrame) -> Sequence[tuple[str, str, float]]:
    order = {name: place for place, name in enumerate([*COLUMNS[0], HOSPITAL, COMMUNITY])}
    ends = {name: place for place, name in enumerate([*COLUMNS[3][:4], COMMUNITY, *COLUMNS[3][4:], HOSPITAL])}
    moves = list(table.itertuples(index=False, name=None))
    # Bands to the community hospital leave at the bottom.
    return sorted(moves, key=lambda move: (order[move[0]], move[1] == COMMUNITY, ends[move[1]]))


def _band(ax: Axes, start: _Box, end: _Box, share: float, colour: str) -> None:
    x0, x1 = start.x + _THICK, end.x
    y0, y1 = start.top - start.right, end.top - end.left
    start.right, end.left = start.right + share, end.left + share
    middle = (x0 + x1) / 2
    points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 - share), (middle, y1 - share)]
    points += [(middle, y0 - share), (x0, y0 - share), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path(np.asarray(points), codes), facecolor=colour, alpha=0.65, linewidth=0))


def _names(ax: Axes, boxes: Mapping[tuple[int, str], _Box], totals: Mapping[tuple[int, str], float]) -> None:
    from dtocsim.report.labels import spread

    size = small()
    page = ax.get_window_extent()
    line = 1.35 * size * ax.figure.dpi / 72 / page.height
    for side in (0, 3):
        mine = sorted(((box.top - box.height / 2, place) for place, box in boxes.items() if place[0] == side))
        places = spread([height for height, _ in mine], line, line, 1 - line)
        for (_, place), height in zip(mine, places, strict=True):
            box = boxes[place]
            text = f"{place[1]}  {number(totals[place])}"
            x, align = (box.x - 0.008, "right") if side == 0 else (box.x + _THICK + 0.008, "left")
            ax.text(x, height, text, ha=align, va="center", size=size)
    for place, box in boxes.items():
        if place[0] in (1, 2):
            # Bands leave the hospital downwards, so its name stands above it.
            above = place[1] == HOSPITAL
            height, align = (
                (box.top + 0.3 * line, "bottom") if above else (box.top - box.height - 0.3 * line, "top")
            )
            ax.text(
                box.x + _THICK / 2,
                height,
                f"{place[1]}  {number(totals[place])}",
                ha="center",
                va=align,
                size=size,
            )
