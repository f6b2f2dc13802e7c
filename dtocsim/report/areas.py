"""A list of areas as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dtocsim.report.numbers import number

if TYPE_CHECKING:
    from dtocsim.care.gazetteer import Entry

_HEADS = ("level", "code", "name", "people 65+", "beds", "in")


def areas_text(entries: Sequence[Entry]) -> str:
    """One line an area, in the order given, under a line of heads.

    Args:
        entries: What `Gazetteer.search` found, at least one.

    Returns:
        Plain text without a line break at the end.
    """
    rows = [_HEADS, *map(_cells, entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    return "\n".join(_line(row, widths) for row in rows)


def _cells(entry: Entry) -> tuple[str, ...]:
    people, beds = number(entry.people_65_plus), number(entry.beds)
    return entry.level, entry.code, entry.name, people, beds, "; ".join(entry.parents)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    figures = ("people 65+", "beds")
    cells = (
        cell.rjust(width) if head in figures else cell.ljust(width)
        for head, cell, width in zip(_HEADS, row, widths, strict=True)
    )
    return "  ".join(cells).rstrip()
