"""What a document is made of; plain text everywhere, no markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Tone = Literal["", "good", "bad", "quiet"]
"""bad: a target that was missed (red, and in bold where there is no colour); quiet: not counted."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the largest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list; an entry may hold entries of its own."""

    entries: Sequence[str | tuple[str, Bullets]]


@dataclass(frozen=True)
class Cell:
    """What stands in a table, with a tone."""

    text: str
    tone: Tone = ""


Row = Sequence["str | Cell"]


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        columns: the headings.
        rows: each as long as the headings.
        left: positions of the columns aligned to the left; the others hold figures.
        caption: a line above it, or nothing.
        spare: positions of the columns that a narrow terminal leaves out.
    """

    columns: Sequence[str]
    rows: Sequence[Row]
    left: Sequence[int] = (0,)
    caption: str = ""
    spare: Sequence[int] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, left out where there is only text.

    Attributes:
        svg: the drawing.
        caption: what it shows.
        alt: what is read to those who do not see it; the caption where empty.
    """

    svg: str
    caption: str
    alt: str = ""


@dataclass(frozen=True)
class Folded:
    """Blocks that a page shows when asked for."""

    title: str
    blocks: Sequence[Block]


Block = Heading | Text | Bullets | Table | Picture | Folded


@dataclass(frozen=True)
class Document:
    """A title and what follows."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)


def cell(content: str | Cell) -> Cell:
    """A cell, whichever way it was written."""
    return content if isinstance(content, Cell) else Cell(content)
