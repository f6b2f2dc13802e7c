"""Aligned columns of plain text."""

from __future__ import annotations

from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]], left: Sequence[int]) -> str:
    """Cells in aligned columns, two spaces apart, a rule below the header.

    Args:
        rows: The header, then the rows; all equally long.
        left: Columns aligned to the left; the others are aligned to the right.

    >>> print(table([["measure", "mean"], ["beds", "7"]], left=(0,)))
    measure  mean
    -------------
    beds        7
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(row: Sequence[str]) -> str:
        cells = [
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  ".join(cells).rstrip()

    header, *body = [line(row) for row in rows]
    return "\n".join([header, "-" * (sum(widths) + 2 * (len(widths) - 1)), *body])
