"""A document in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dtocsim.report.document.blocks import Block, Bullets, Document, Heading, Picture, Table, Text, cell

if TYPE_CHECKING:
    from rich.console import Console

_STYLES = {"": "", "good": "green", "bad": "bold red", "quiet": "dim"}
_WIDEST, _NARROW = 140, 110
_NARROWEST_WORDS = 18


def show(document: Document, console: Console | None = None) -> None:
    """Prints a document; pictures are left out.

    Args:
        document: What to print.
        console: Where to; None for standard output.
    """
    from rich.console import Console

    where = console or Console(highlight=False)
    if where.width > _WIDEST:
        where.width = _WIDEST
    where.print(document.title, style="bold", markup=False)
    _show(document.blocks, where)


def _show(blocks: Sequence[Block], console: Any) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            console.print()
            console.print(block.text, style="bold", markup=False)
        elif isinstance(block, Text):
            console.print()
            console.print(block.text, markup=False)
        elif isinstance(block, Bullets):
            _bullets(block, "", console)
        elif isinstance(block, Table):
            console.print()
            console.print(_table(block, narrow=console.width < _NARROW))
        elif not isinstance(block, Picture):
            console.print()
            console.print(block.title, style="bold", markup=False)
            _show(block.blocks, console)


def _bullets(block: Bullets, indent: str, console: Any) -> None:
    for entry in block.entries:
        text, inner = entry if isinstance(entry, tuple) else (entry, None)
        console.print(f"{indent}- {text}", markup=False)
        if inner is not None:
            _bullets(inner, indent + "  ", console)


def _table(block: Table, narrow: bool) -> Any:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text as RichText

    table = RichTable(box=box.SIMPLE_HEAD, title=block.caption or None, title_justify="left", pad_edge=False)
    shown = [place for place in range(len(block.columns)) if not narrow or place not in block.spare]
    for place in shown:
        words = place in block.left
        longest = max((len(cell(row[place]).text) for row in block.rows), default=0)
        table.add_column(
            block.columns[place],
            justify="left" if words else "right",
            no_wrap=not words,
            min_width=min(longest, _NARROWEST_WORDS) if words else None,
        )
    for row in block.rows:
        found = [cell(row[place]) for place in shown]
        table.add_row(*(RichText(each.text, style=_STYLES[each.tone]) for each in found))
    return table
