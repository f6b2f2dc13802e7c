"""A document as Markdown (GitHub's dialect: it has tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dtocsim.report.document.blocks import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Picture,
    Row,
    Table,
    Text,
    cell,
)

# What would turn a plain word into something else.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(document: Document) -> str:
    """The text of a Markdown file.

    >>> rows = [["beds", "7"]]
    >>> print(as_markdown(Document("Fit", [Text("5 < 6"), Table(["what", "found"], rows)])), end="")
    # Fit
    <BLANKLINE>
    5 \\< 6
    <BLANKLINE>
    | what | found |
    |---|---:|
    | beds | 7 |
    """
    parts = [f"# {_plain(document.title)}", *_parts(document.blocks, 2)]
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _parts(blocks: Sequence[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield from _part(block, level)


def _part(block: Block, level: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (level + block.level - 1)} {_plain(block.text)}"
    elif isinstance(block, Text):
        yield _plain(block.text)
    elif isinstance(block, Bullets):
        yield "\n".join(_bullets(block, ""))
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Picture):
        yield f"*{_plain(block.caption)}*"
    else:
        yield f"{'#' * (level + 2)} {_plain(block.title)}"
        yield from _parts(block.blocks, level + 2)


def _bullets(block: Bullets, indent: str) -> Iterator[str]:
    for entry in block.entries:
        text, inner = entry if isinstance(entry, tuple) else (entry, None)
        yield f"{indent}- {_plain(text)}"
        if inner is not None:
            yield from _bullets(inner, indent + "  ")


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield _plain(block.caption)
    rules = ["---" if column in block.left else "---:" for column in range(len(block.columns))]
    lines = [_row(block.columns), f"|{'|'.join(rules)}|", *(_row(row) for row in block.rows)]
    yield "\n".join(lines)


def _row(row: Row) -> str:
    return f"| {' | '.join(_cell(content) for content in row)} |"


def _cell(content: str | Cell) -> str:
    found = cell(content)
    text = _plain(found.text)
    return f"**{text}**" if found.tone == "bad" and text else text
