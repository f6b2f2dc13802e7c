"""What all plots share: inks, sizes, room for words, axes of figures, rows with names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from matplotlib import rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dtocsim.report.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

INK, QUIET, FAINT, GRID = "#212B32", "#425563", "#AEB7BD", "#D8DDE0"
# NHS-service colours, a dark one beside a light one; distances are tested in tests/report/test_inks.py.
SERIES = ("#005EB8", "#ED8B00", "#8A1538", "#41B6E6", "#006747")
# In grey, and the first and the last for some eyes, colours alone do not part lines; their markers do.
MARKERS = ("o", "s", "^", "D", "v")
LINES = tuple(zip(SERIES, MARKERS, strict=True))
MOST_ROWS = 20
# Of a letter on average, in parts of its size, and of a bold one.
LETTER_WIDTH, BOLD_WIDTH = 0.62, 0.7
_NOUN_WORDS = 4
# What joins words and means nothing beside a gap.
_JOINTS = " ,;:+–-"


class PlotError(ValueError):
    """A plot that cannot be made as asked; one line."""


def small() -> float:
    """Size of secondary letters in points; of slides 14, the least a back row reads."""
    return 0.875 * float(rcParams["font.size"])


@lru_cache(maxsize=4096)
def width(text: str, size: float, weight: str = "normal") -> float:
    """Width of a line in points."""
    if not text.strip():
        return 0.0
    font = FontProperties(family=rcParams["font.family"], weight=weight)
    # Letters lie within their control points; to find how far they really reach takes twenty times as long.
    # Letters of a picture stand on whole pixels, which makes a line wider by up to a hundredth.
    return 1.01 * float(TextPath((0, 0), text.replace("$", r"\$"), size=size, prop=font).vertices[:, 0].max())


def wrapped(text: str, room: float, size: float, lines: int, weight: str = "normal") -> str:
    """A text in so many lines of so many points at most.

    What does not fit is cut in its middle: names that begin alike, as those of what-ifs do, end differently,
    and a title that begins with an area ends with its unit.

    Args:
        text: Words; line breaks count as spaces.
        room: Width of a line in points.
        size: Of the letters in points.
        lines: Most lines, 1 or more.
        weight: Of the letters.
    """
    # A figure stays on one line with its unit.
    plain = " ".join(re.split(r"[ \t\n]+", text.replace(" %", "\u00a0%").strip()))
    found = _broken(plain, room, size, weight)
    fits, too_many = 0, len(plain)
    while len(found) > lines and too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(_broken(_without_middle(plain, middle), room, size, weight)) <= lines:
            fits = middle
        else:
            too_many = middle
    if len(found) > lines:
        found = _broken(_without_middle(plain, fits), room, size, weight)[:lines]
    return "\n".join(found)


def shortened(text: str, letters: int) -> str:
    """A text of so many letters at most, cut in its middle where it is longer."""
    return text if len(text) <= letters else _without_middle(text, letters - len("… "))


def told_apart(names: Sequence[str], cut: Callable[[str], str], letters: int) -> list[str]:
    """Names cut to size; those that read alike when cut are cut around the words in which they differ.

    Args:
        names: Any number, any length.
        cut: Cuts one name to size.
        letters: About as many as remain of a long name.

    >>> told_apart(["Ten more places, all at home", "Six more places, all at home"], lambda n: n[-8:], 12)
    ['Ten more…', 'Six more…']
    """
    short = [cut(name) for name in names]
    found = []
    for name, own in zip(names, short, strict=True):
        alike = [each for each, other in zip(names, short, strict=True) if other == own and each != name]
        found.append(_around(name, alike, letters) if alike else own)
    return found


def _around(name: str, others: Sequence[str], letters: int) -> str:
    """The words in which a name differs from others that are like it, and as many beside them as fit."""
    words, split = name.split(), [each.split() for each in others]
    start = min(_shared(words, each) for each in split)
    end = len(words) - min(_shared(words[::-1], each[::-1]) for each in split)
    start, end = min(start, end, len(words) - 1), max(start + 1, end)
    while True:
        wider = [(start, end + 1)] if end < len(words) else []
        wider += [(start - 1, end)] if start > 0 else []
        fitting = [each for each in wider if len(_part(words, *each)) <= letters]
        if not fitting:
            return shortened(_part(words, start, end), letters)
        # A figure first gets the noun that follows it.
        start, end = fitting[0] if end - start < _NOUN_WORDS else fitting[-1]


def _part(words: Sequence[str], start: int, end: int) -> str:
    return f"{'…' if start > 0 else ''}{' '.join(words[start:end])}{'…' if end < len(words) else ''}"


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two names begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _without_middle(text: str, letters: int) -> str:
    """The beginning and the end of a text, at most so many letters together; whole words if there are any."""
    after = letters // 2
    before, end = letters - after, len(text) - after
    start, rest = text[:before], text[end:]
    if text[before] != " ":
        start = start.rpartition(" ")[0] or start
    if text[end - 1] != " ":
        rest = rest.partition(" ")[2] or rest
    return f"{start.rstrip(_JOINTS)}… {rest.lstrip(_JOINTS)}"


def _broken(text: str, room: float, size: float, weight: str) -> list[str]:
    """Lines that fit, broken between words, and within a word that is wider than a line."""
    found = [""]
    for word in text.split(" "):
        longer = f"{found[-1]} {word}" if found[-1] else word
        if width(longer, size, weight) <= room:
            found[-1] = longer
            continue
        found += [] if not found[-1] else [""]
        found[-1] = word
        while len(found[-1]) > 1 and width(found[-1], size, weight) > room:
            most = next(
                at
                for at in range(len(found[-1]) - 1, 0, -1)
                if at == 1 or width(found[-1][:at], size, weight) <= room
            )
            found[-1:] = [found[-1][:most], found[-1][most:]]
    return found


def figures(axis: Axis, most: int = 5, decimals: int | None = None) -> None:
    """Marks an axis with a few round figures, written as everywhere."""
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10]))

    def written(value: float, _: int | None) -> str:
        return number(value, digits(axis.get_majorticklocs()) if decimals is None else decimals)

    axis.set_major_formatter(FuncFormatter(written))


def digits(marks: Iterable[float]) -> int:
    """The fewest decimals, up to three, that tell marks apart."""
    return next((many for many in range(3) if all(abs(m - round(m, many)) < 1e-9 for m in marks)), 3)


def room_for(values: Sequence[float], least: float = 1.0, zero: bool = True) -> tuple[float, float]:
    """Limits of an axis that leave some room around values; they hold zero where asked."""
    known = [value for value in values if value == value]
    low, high = (min(known), max(known)) if known else (0.0, least)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < 1e-12:
        high = low + least
    margin = 0.08 * (high - low)
    return (low - margin if low < 0 or not zero else 0.0), high + margin


def rows(ax: Axes, names: Sequence[str], texts: Sequence[str], heading: str = "") -> None:
    """Gives rows, the first at the top, a name at the left and a text at the right.

    Args:
        ax: Axes in their final size.
        names: One a row, any length.
        texts: What stands at the right of each.
        heading: Stands above them.
    """
    many = len(names)
    ax.set_ylim(many - 0.4, -0.6)
    left = ax.get_position().x0 * ax.figure.get_size_inches()[0] * 72 - 2.0 * small()  # type: ignore[union-attr]
    height = ax.get_window_extent().height / ax.figure.dpi * 72 / max(many, 1)
    lines = 2 if height > 2.6 * small() else 1
    letters = int(lines * left / (LETTER_WIDTH * small()))
    named = told_apart(names, lambda name: wrapped(name, left, small(), lines), letters)
    ax.set_yticks(range(many), [wrapped(name, left, small(), lines) for name in named], size=small())
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    for row, text in enumerate(texts):
        beside(ax, row, text, small())
    if heading:
        ax.annotate(
            heading,
            (1.0, 1.0),
            xycoords="axes fraction",
            xytext=(small(), 0.2 * small()),
            textcoords="offset points",
            size=small(),
            color=QUIET,
        )


def beside(ax: Axes, row: float, text: str, size: float, color: str = INK) -> None:
    """Writes a text at the right of the axes, at a height in data."""
    ax.annotate(
        text,
        (1.0, row),
        xycoords=ax.get_yaxis_transform(),
        xytext=(size, 0),
        textcoords="offset points",
        va="center_baseline",
        size=size,
        color=color,
    )


def zero_line(ax: Axes, vertical: bool = False) -> None:
    """Marks where nothing changes."""
    draw = ax.axvline if vertical else ax.axhline
    draw(0, color=INK, linewidth=0.08 * float(rcParams["font.size"]), zorder=1.5)
