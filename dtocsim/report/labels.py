"""Direct labels at the right edge of a plot that never overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib import rcParams

from dtocsim.report.drawing import BOLD_WIDTH, INK, told_apart, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# All in widths of the letter M, so that labels keep their shape in every style.
_LINE = 1.3
_CODE, _TEXT, _FIGURE = 3.0, 5.1, 20.4


@dataclass(frozen=True)
class Label:
    """One label.

    Attributes:
        height: What it belongs to, in data.
        code: First column.
        text: Second column.
        figure: Third column, aligned to the right.
        colour: Colour of the line that leads to it.
    """

    height: float
    code: str
    text: str
    figure: str
    colour: str


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to the wanted ones, at least a gap apart and inside a range.

    Args:
        wanted: Wanted positions, ascending.
        gap: Least distance between neighbours, 0 or more, in the unit of the positions.
        low: Least position.
        high: Greatest position; the gap shrinks where the range is too short for all.

    Returns:
        One position each, in the same order: least squares, by pooling neighbours that would overlap.

    >>> spread([0.0, 1.0, 10.0], gap=2.0, low=-5.0, high=12.0)
    [-0.5, 1.5, 10.0]
    """
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    # Without the gaps the task is to fit an ascending sequence.
    blocks: list[tuple[float, int]] = []
    for index, position in enumerate(wanted):
        total, many = position - index * gap, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / many:
            total, many = total + blocks[-1][0], many + blocks[-1][1]
            blocks.pop()
        blocks.append((total, many))
    level = [total / many for total, many in blocks for _ in range(many)]
    last = high - (len(wanted) - 1) * gap
    return [min(max(base, low), last) + index * gap for index, base in enumerate(level)]


def label_right(ax: Axes, labels: Sequence[Label], heading: str, size: float) -> None:
    """Writes labels in three columns beside the axes, each with a line that leads to it.

    Args:
        ax: Axes in their final size and with their final limits.
        labels: In ascending order of height.
        heading: What the figures are; stands above them.
        size: Size of the letters in points.
    """
    bottom, top = ax.get_ylim()
    line = _LINE * size * (top - bottom) * ax.figure.dpi / 72 / ax.get_window_extent().height
    places = spread([label.height for label in labels], line, bottom + line / 2, top - line)
    for label, place in zip(labels, places, strict=True):
        _lead(ax, label, place, size)
        _write(ax, label.code, place, _CODE, size)
        _write(ax, label.text, place, _TEXT, size)
        _write(ax, label.figure, place, _FIGURE, size, align="right")
    _write(ax, heading, places[-1] + line, _FIGURE, size, align="right")


def label_ends(ax: Axes, ends: Sequence[tuple[float, str, str]], lines: int = 3) -> None:
    """Names lines where they end, in the room at the right of the axes; leaders have the lines' colours.

    Args:
        ax: Axes in their final size and with their final limits.
        ends: Height in data, name of any length, colour; one a line.
        lines: Most lines a name is broken into.
    """
    size = float(rcParams["font.size"])
    box, page = ax.get_window_extent(), ax.figure.bbox
    room = (page.x1 - box.x1) / ax.figure.dpi * 72 - 3.2 * size
    bottom, top = ax.get_ylim()
    line = _LINE * size * (top - bottom) * ax.figure.dpi / 72 / box.height
    letters = int(lines * room / (BOLD_WIDTH * size))
    named = told_apart(
        [name for _, name, _ in ends], lambda name: wrapped(name, room, size, lines, "bold"), letters
    )
    texts = [wrapped(name, room, size, lines, "bold") for name in named]
    gap = line * max(text.count("\n") + 1.25 for text in texts)
    order = sorted(range(len(ends)), key=lambda at: ends[at][0])
    places = spread([ends[at][0] for at in order], gap, bottom + gap / 2, top - gap / 2)
    for at, place in zip(order, places, strict=True):
        height, _, colour = ends[at]
        _lead(ax, Label(height, "", "", "", colour), place, size)
        ax.annotate(
            texts[at],
            (1.0, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(3.0 * size, 0),
            textcoords="offset points",
            va="center",
            size=size,
            color=INK,
            weight="bold",
        )


def _lead(ax: Axes, label: Label, place: float, size: float) -> None:
    em = size * ax.figure.dpi / 72 / ax.get_window_extent().width
    ax.plot(
        [1.0, 1.0 + 0.5 * em, 1.0 + 2.0 * em, 1.0 + 2.6 * em],
        [label.height, label.height, place, place],
        transform=ax.get_yaxis_transform(),
        color=label.colour,
        clip_on=False,
        linewidth=size / 6,
    )


def _write(ax: Axes, text: str, place: float, ems: float, size: float, align: str = "left") -> None:
    ax.annotate(
        text,
        (1.0, place),
        xycoords=ax.get_yaxis_transform(),
        xytext=(ems * size, 0),
        textcoords="offset points",
        ha=align,
        va="center_baseline",
        size=size,
    )
