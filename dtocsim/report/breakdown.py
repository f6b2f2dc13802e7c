"""Measures told apart, as a table for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from math import ceil, isnan
from typing import TYPE_CHECKING, Any

from dtocsim.report.numbers import interval, number, percent
from dtocsim.report.reasons import REASONS

if TYPE_CHECKING:
    from dtocsim.care.measures import Measure
    from dtocsim.experiment import Breakdown

_GAP = 3
_SHORTEST_NAME = 12
_WORDS = {
    "deprivation fifth": {"1": "most deprived", "5": "least deprived"},
    "pathway": {
        "0": "home without support",
        "1": "home with support",
        "2": "a rehabilitation bed",
        "3": "a care home",
    },
}
"""What a group is called besides its number."""
_SHARES = ("reason", "organisation", "setting", "age band", "deprivation fifth", "pathway", "destination")


def breakdown_text(breakdown: Breakdown, level: float, width: int = 80) -> str:
    """A row a group: of one measure mean, interval and, of a sum, share; of several their means.

    Args:
        breakdown: What to show.
        level: Confidence level of its intervals.
        width: Columns of the terminal.

    Returns:
        Plain text without a line break at the end.
    """
    heads, rows = (_single if len(breakdown.measures) == 1 else _several)(breakdown, level)
    names = [_name(group, breakdown.by) for group in breakdown.groups]
    return grid([breakdown.by, *heads], [[name, *row] for name, row in zip(names, rows, strict=True)], width)


def _single(breakdown: Breakdown, level: float) -> tuple[list[str], list[list[str]]]:
    measure = breakdown.measures[0]
    estimates = [row[0] for row in breakdown.estimates]
    heads, columns = [_head(measure)], [[number(each.mean, measure.decimals) for each in estimates]]
    if any(each.low is not None for each in estimates):
        heads.append(f"{percent(level)} interval")
        columns.append([interval(each.low, each.high, measure.decimals) for each in estimates])
    if measure.per is None and breakdown.by in _SHARES:
        heads.append("share")
        means = [each.mean for each in estimates]
        columns.append(_shares(means, sum(mean for mean in means if not isnan(mean))))
    if breakdown.published:
        figures = [breakdown.published.get(group) for group in breakdown.groups]
        heads.append("published")
        columns.append([number(figure, measure.decimals) for figure in figures])
        if breakdown.by in _SHARES:
            heads.append("share")
            columns.append(_shares([figure or 0.0 for figure in figures], sum(breakdown.published.values())))
    return heads, [list(row) for row in zip(*columns, strict=True)]


def _several(breakdown: Breakdown, level: float) -> tuple[list[str], list[list[str]]]:
    heads = [_head(measure) for measure in breakdown.measures]
    rows = [
        [number(each.mean, measure.decimals) for each, measure in zip(row, breakdown.measures, strict=True)]
        for row in breakdown.estimates
    ]
    if breakdown.published:
        heads.insert(1, "published")
        for row, group in zip(rows, breakdown.groups, strict=True):
            row.insert(1, number(breakdown.published.get(group), breakdown.measures[0].decimals))
    return heads, rows


def _shares(figures: Sequence[float], total: float) -> list[str]:
    return [percent(figure / total, 1) if total else number(None) for figure in figures]


def _head(measure: Measure) -> str:
    return f"{measure.title}, {measure.unit}"


def _name(group: Any, by: str) -> str:
    if by == "month":
        return f"{group:%b %Y}"
    if by == "date":
        return f"{group:%a} {group.day:>2} {group:%b %Y}"
    if words := _WORDS.get(by, {}).get(str(group)):
        return f"{group} {words}"
    if by == "reason":
        return next(f"{reason.code:<4}{reason.label}" for reason in REASONS if reason.code == group)
    return str(group)


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> str:
    """Cells in aligned columns, the first to the left; heads, and names that are too long, are broken.

    Args:
        heads: One a column.
        rows: All as long as the heads.
        width: Columns of the terminal.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for position, (head, wide) in enumerate(zip(heads, _widths(heads, rows, width), strict=True)):
        table.add_column(head, justify="right" if position else "left", vertical="bottom", width=wide)
    for row in rows:
        table.add_row(*row)
    out = StringIO()
    # What fits no terminal is rather broken by it than cut.
    room = max(width, sum(_widths(heads, rows, width)) + _GAP * len(heads))
    Console(file=out, width=room, color_system=None, highlight=False, markup=False).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: figures whole, heads as far as there is room, then names."""
    cells = [max((len(row[position]) for row in rows), default=0) for position in range(len(heads))]
    words = [max(map(len, head.split()), default=0) for head in heads]
    found = [max(pair) for pair in zip(cells, words, strict=True)]
    room = width - _GAP * (len(heads) - 1) - sum(found)
    if room < 0:
        found[0] = max(_SHORTEST_NAME, words[0], found[0] + room)
        return found
    for lines in (4, 3, 2, 1):
        for position, head in enumerate(heads):
            more = max(0, ceil(len(head) / lines) - found[position])
            if more <= room:
                found[position] += more
                room -= more
    return found
