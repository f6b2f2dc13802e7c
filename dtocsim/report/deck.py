"""Slides: the answer, a finding a slide with its picture, tables that can be edited, how to repeat it.

Of more than three what-ifs the ranking follows the answer, the three best are told in detail, and the others
stand in a table at the end, so that a deck stays one that can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from dtocsim.experiment import Comparison
from dtocsim.report.document.blocks import Cell, Table, cell
from dtocsim.report.drawing import PlotError, shortened, told_apart
from dtocsim.report.figures import KINDS, png
from dtocsim.report.findings import finding
from dtocsim.report.kinds import subtitle_of, title_of
from dtocsim.report.money import payment_rows
from dtocsim.report.pages import (
    STORY,
    answer_of,
    changes_of,
    ranking_of,
    repetition,
    tables_of,
    title_of_report,
)
from dtocsim.report.ranked import MOST_IN_DETAIL, in_detail, others

if TYPE_CHECKING:
    from dtocsim.report.subjects import Shown

_WIDTH, _HEIGHT = 13.333, 7.5  # inches
_MARGIN, _TITLE = 0.45, 1.0
# Rows of one line on a slide; heights of a row and of each further line in it, inches; letters of a table.
_ROWS, _ROW, _LINE, _LETTERS_AN_INCH = 13, 0.4, 0.24, 8
_EMU = 914_400  # of an inch
# Letters of a title at the least, in points; a bold letter and a line, in parts of that.
_SMALLEST, _LETTER_WIDTH, _LINE_HEIGHT = 18, 0.66, 1.2
# Letters of a title for which room is made.
_LONG = 160
# A column of words is at most so wide that figures beside it stay in one line; longer words take two, and no
# name takes more, so that as many rows as can be stand on a slide. A heading may take three.
_WIDEST, _LONGEST, _HEADING_LINES = 34, 60, 3
_BLUE, _INK = "005EB8", "212B32"
# Layouts of a template, by their place: a title slide, and a slide with a title alone.
_TITLE_SLIDE, _TITLE_ONLY = 0, 5


class TemplateError(ValueError):
    """A template that cannot be used; one line."""


def write_deck(shown: Sequence[Shown], path: Path, template: Path | None = None) -> None:
    """Writes slides about one or several results and comparisons.

    Args:
        shown: At least one.
        path: File to write, .pptx.
        template: A .pptx whose first layout is a title slide and whose sixth has a title alone, as
            PowerPoint's own templates have; None for a plain one.

    Raises:
        TemplateError: The template is not such a file.
        OSError: The disk refuses.
    """
    deck = _deck(template)
    for each in shown:
        _opening(deck, each, template is None)
        for kind, picture in _pictures(each.subject):
            _picture(deck, each.subject, kind, picture, template is None)
            for table in _beside(each.subject, kind):
                _tables(deck, table, template is None)
        for table in _shown(each.subject):
            _tables(deck, table, template is None)
        _text(deck, "Repeat it", repetition(each), template is None)
    draft = BytesIO()
    deck.save(draft)
    path.write_bytes(draft.getvalue())


def _deck(template: Path | None) -> Any:
    from pptx import Presentation
    from pptx.util import Inches

    try:
        deck = Presentation(None if template is None else str(template))
    except (KeyError, ValueError) as error:
        raise TemplateError(f"{template}: not a PowerPoint file") from error
    except Exception as error:
        if type(error).__name__ not in ("PackageNotFoundError", "BadZipFile"):
            raise
        raise TemplateError(f"{template}: no such PowerPoint file") from error
    if len(deck.slide_layouts) <= _TITLE_ONLY:
        raise TemplateError(
            f"{template}: has {len(deck.slide_layouts)} layouts; the sixth must have a title alone"
        )
    if template is None:
        deck.slide_width, deck.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    return deck


def _opening(deck: Any, each: Shown, plain: bool) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_SLIDE])
    _title(slide, title_of_report(each.subject), plain, top=0.9, size=34)
    body = slide.placeholders[1]
    body.text_frame.text = answer_of(each.subject)
    if plain:
        _place(body, _MARGIN, 2.6, _WIDTH - 2 * _MARGIN, 3.2)
        _letters(body, 24, _INK)


def _picture(deck: Any, subject: Any, kind: str, picture: bytes, plain: bool) -> None:
    slide = _slide(deck, _told(subject, kind), plain)
    top = _below(slide)
    room_x, room_y = deck.slide_width, deck.slide_height - top
    scale = min(room_x / 1280, room_y / 720)
    wide, high = int(1280 * scale), int(720 * scale)
    shape = slide.shapes.add_picture(BytesIO(picture), (deck.slide_width - wide) // 2, top, wide, high)
    about = KINDS[kind]
    words = f"{title_of(about, subject)}. {subtitle_of(about, subject)}. {about.about}."
    # The library has no name for the text that is read to those who do not see a picture.
    shape._element.nvPicPr.cNvPr.set("descr", words)


def _told(subject: Any, kind: str) -> str:
    """The finding; of a long one the names are cut, so that its figures stay."""
    words = finding(subject, kind)
    for name in getattr(subject, "names", ()):
        words = words if len(words) <= _LONG else words.replace(name, shortened(name, _LONGEST))
    return words


def _beside(subject: Any, kind: str) -> list[Table]:
    """The table that says what a picture shows, where there are too many what-ifs to tell each in detail."""
    if kind == "what_ifs" and len(subject.names) - 1 > MOST_IN_DETAIL:
        return [ranking_of(subject)]
    return []


def _shown(subject: Any) -> list[Table]:
    # A room reads the headline measures; the others stand in the report.
    if not isinstance(subject, Comparison):
        return tables_of(subject)[:1]
    told = in_detail(subject)
    rest = others(subject)
    tables = [changes_of(subject, name) for name in told] + [_money(subject, name) for name in told]
    return tables if rest is None else [*tables, rest]


def _money(comparison: Comparison, name: str) -> Table:
    header, *rows = payment_rows(comparison, name)
    return Table(header, rows, (0,), f"Who pays, who gains: {name}")


def _tables(deck: Any, table: Table, plain: bool) -> None:
    table = _short(table)
    pages = list(over_slides(table, deck.slide_width / _EMU - 2 * _MARGIN))
    for number, rows in enumerate(pages, start=1):
        part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        slide = _slide(deck, f"{table.caption}{part}", plain)
        _grid(deck, slide, table, rows)


def over_slides(table: Table, wide: float) -> Iterator[list[Any]]:
    """The rows of each slide: as many as its height holds, of which long names take more.

    Args:
        table: All rows.
        wide: Width of the table on a slide, inches.
    """
    shares = _shares(table)
    letters = [max(1, int(wide * share / sum(shares) * _LETTERS_AN_INCH)) for share in shares]
    room = (_ROWS + 1) * _ROW - _height(table.columns, letters)
    page: list[Any] = []
    used = 0.0
    for row in table.rows:
        high = _height(row, letters)
        if page and used + high > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += high
    yield page


def _short(table: Table) -> Table:
    """A table whose names are no longer than two lines."""
    words = [[cell(content).text for content in row] for row in [table.columns, *table.rows]]
    columns = [
        told_apart(column, lambda text: shortened(text, _LONGEST), _LONGEST)
        for column in zip(*words, strict=True)
    ]
    heads, *rows = zip(*columns, strict=True)
    return Table(heads, rows, table.left, table.caption)


def _height(row: Sequence[str | Cell], letters: Sequence[int]) -> float:
    """Height of a row in inches, of columns in which so many letters stand in a line."""
    lines = max(len(wrap(text, many)) or 1 for text, many in zip(_texts(row), letters, strict=True))
    return _ROW + (lines - 1) * _LINE


def _texts(row: Sequence[str | Cell]) -> list[str]:
    return [cell(content).text for content in row]


def _shares(table: Table) -> list[int]:
    """How wide the columns are, in parts of all together."""
    heads = [
        max(-(-len(text) // _HEADING_LINES), *map(len, text.split() or [""]))
        for text in _texts(table.columns)
    ]
    rows = [_texts(row) for row in table.rows]
    return [4 + min(_WIDEST, max([head, *(len(row[at]) for row in rows)])) for at, head in enumerate(heads)]


def _grid(deck: Any, slide: Any, table: Table, rows: Sequence[Any]) -> None:
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches, Pt

    words = [_texts(row) for row in [table.columns, *rows]]
    longest = _shares(table)
    room = deck.slide_width - 2 * Inches(_MARGIN)
    shape = slide.shapes.add_table(
        len(words), len(longest), Inches(_MARGIN), _below(slide), room, Inches(_ROW) * len(words)
    )
    for at, share in enumerate(longest):
        shape.table.columns[at].width = int(room * share / sum(longest))
    for line, row in enumerate(words):
        for at, text in enumerate(row):
            found = shape.table.cell(line, at)
            found.text = text
            found.margin_top = found.margin_bottom = Inches(0.04)
            paragraph = found.text_frame.paragraphs[0]
            paragraph.font.size = Pt(14)
            paragraph.alignment = PP_ALIGN.LEFT if at in table.left else PP_ALIGN.RIGHT


def _text(deck: Any, title: str, lines: Sequence[str], plain: bool) -> None:
    from pptx.util import Inches

    slide = _slide(deck, title, plain)
    wide = deck.slide_width - 2 * Inches(_MARGIN)
    box = slide.shapes.add_textbox(Inches(_MARGIN), _below(slide), wide, Inches(3))
    box.text_frame.word_wrap = True
    box.text_frame.text = "\n".join(lines)
    _letters(box, 18, _INK)


def _slide(deck: Any, title: str, plain: bool) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    _title(slide, title, plain, top=0.1, size=24)
    return slide


def _title(slide: Any, text: str, plain: bool, top: float, size: int) -> None:
    wide, high = _WIDTH - 2 * _MARGIN, _TITLE if size < 30 else 1.5
    text, size = fitted(text, size, wide, high)
    slide.shapes.title.text = text
    if plain:
        _place(slide.shapes.title, _MARGIN, top, wide, high)
        _letters(slide.shapes.title, size, _BLUE, bold=True)


def fitted(text: str, size: int, wide: float, high: float) -> tuple[str, int]:
    """The letters in which a title fits into its box, and the title, cut where the smallest do not do.

    Args:
        text: The title.
        size: Its letters in points, if it is short.
        wide: Width of the box, inches.
        high: Height of the box, inches.

    >>> fitted("Home care", 24, 12.4, 1.0), fitted("word " * 80, 24, 12.4, 1.0)[1]
    (('Home care', 24), 18)
    """
    for points in range(size, _SMALLEST - 1, -2):
        a_line = int(wide * 72 / (points * _LETTER_WIDTH))
        lines = int(high * 72 / (points * _LINE_HEIGHT))
        if len(wrap(text, a_line)) <= lines:
            return text, points
    return shortened(text, a_line * lines - a_line // 4), points


def _below(slide: Any) -> int:
    title = slide.shapes.title
    return int(title.top + title.height)


def _place(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in (left, top, wide, high))


def _letters(shape: Any, size: int, colour: str, bold: bool = False) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    for paragraph in shape.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.font.size, paragraph.font.bold = Pt(size), bold
        paragraph.font.color.rgb = RGBColor(*bytes.fromhex(colour))


def _pictures(subject: Any) -> Iterator[tuple[str, bytes]]:
    for kind in STORY["comparison" if hasattr(subject, "what_ifs") else "result"]:
        try:
            picture = png(subject, kind)
        except PlotError:
            # What a result lacks is no part of its story; `dtocsim plot` says what it is.
            continue
        yield kind, picture
