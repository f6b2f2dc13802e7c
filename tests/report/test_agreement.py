"""One comparison in four outputs: what each says of a measure is the same to the last digit and letter."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation

from dtocsim.care.measures import MEASURES
from dtocsim.experiment import Change, Comparison, read_comparison, write_comparison
from dtocsim.report import comparison_text
from dtocsim.report.comparison import decimals
from dtocsim.report.deck import write_deck
from dtocsim.report.document import as_html
from dtocsim.report.figures import figure
from dtocsim.report.numbers import interval, number, percent
from dtocsim.report.pages import report
from dtocsim.report.subjects import Shown
from tests.report.shown import comparison

Row = tuple[str, ...]
Told = dict[tuple[str, str], Row]
"""Baseline, what-if, difference, interval and change by what-if and label."""


class Tables(HTMLParser):
    """Captions of the tables of a page with their rows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[list[str]]]] = []
        self._into: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append(("", []))
        elif tag == "tr":
            self.found[-1][1].append([])
        self._into = [] if tag in ("td", "th", "caption") else self._into

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("td", "th", "caption"):
            return
        text, self._into = "".join(self._into or ()), None
        if tag == "caption":
            self.found[-1] = (text, self.found[-1][1])
        else:
            self.found[-1][1][-1].append(text)


def uneven() -> Comparison:
    """Every measure has figures of its own, from a hundredth to many thousands."""
    found = comparison()
    changes = []
    for at, change in enumerate(found.changes):
        level, step = 0.37 * 1.4**at, (-1) ** at * 0.013 * 1.37**at
        half = abs(step) * (0.4 if at % 3 else 1.7)
        figures = {"base": level, "mean": level + step, "difference": step, "relative": step / level}
        changes.append(replace(change, **figures, low=step - half, high=step + half))
    table = found.differences.copy()
    whole = table["month"].isna() & (table["area"] == "")
    for change in changes:
        where = whole & (table["what_if"] == change.what_if) & (table["measure"] == change.measure)
        for column in ("base", "mean", "difference", "low", "high", "relative"):
            table.loc[where, column] = getattr(change, column)
    return replace(found, changes=tuple(changes), differences=table)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = uneven()

    def terminal(draft: Path) -> None:
        (draft / "comparison.txt").write_text(comparison_text(written), encoding="utf-8")

    return write_comparison(written, tmp_path_factory.mktemp("agreement") / "both", also=[terminal])


@pytest.fixture(scope="module")
def read(folder: Path) -> Comparison:
    return read_comparison(folder)


@pytest.fixture(scope="module")
def page(folder: Path, read: Comparison) -> str:
    return as_html(report([Shown(str(folder), read)]))


@pytest.fixture(scope="module")
def deck(folder: Path, read: Comparison) -> list[list[list[str]]]:
    write_deck([Shown(str(folder), read)], folder.parent / "deck.pptx")
    shapes = [
        shape for slide in Presentation(str(folder.parent / "deck.pptx")).slides for shape in slide.shapes
    ]
    tables = [shape.table for shape in shapes if shape.has_table]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def measures(tables: list[list[list[str]]], names: tuple[str, ...]) -> Told:
    """The rows of the tables that tell measures, which are headed by the what-if's name."""
    return {
        (header[0], row[0].strip()): tuple(cell.strip() for cell in row[1:6])
        for header, *rows in tables
        if header[0] in names and header[1] == "baseline"
        for row in rows
    }


def printed(text: str) -> list[list[list[str]]]:
    """The tables of a terminal: a line, a rule below it, and all lines up to an empty one."""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return [
        [re.split(r" {2,}", line.strip()) for line in [block[0], *block[2:]]]
        for block in blocks
        if len(block) > 2 and set(block[1]) == {"-"}
    ]


def kept(table: pd.DataFrame) -> Told:
    """What the folder's table of differences says, written as everywhere."""
    told: Told = {}
    for row in table[table["month"].isna() & (table["area"] == "")].to_dict("records"):
        change = Change(
            *(
                row[each]
                for each in ("what_if", "measure", "base", "mean", "difference", "low", "high", "relative")
            ),
            None,
            None,
            None,
        )
        about, digits = MEASURES[change.measure], decimals(change)
        told[change.what_if, about.label.strip()] = (
            number(change.base, about.decimals),
            number(change.mean, about.decimals),
            number(change.difference, digits),
            interval(change.low, change.high, digits),
            percent(float(row["relative"]), 1),
        )
    return told


def test_terminal_report_slides_and_tables_say_the_same_of_every_measure(
    folder: Path, read: Comparison, page: str, deck: list[list[list[str]]]
) -> None:
    names = read.names[1:]
    terminal = measures(printed((folder / "comparison.txt").read_text(encoding="utf-8")), names)
    assert len(terminal) == 2 * sum(each.headline for each in MEASURES.values())
    assert len(set(terminal.values())) == len(terminal)
    assert measures([rows for _, rows in Tables(page).found], names) == terminal
    assert measures(deck, names) == terminal
    assert kept(pd.read_parquet(folder / "differences.parquet")) == terminal


def test_all_four_answer_in_the_same_sentence(folder: Path, read: Comparison, page: str) -> None:
    first, *_ = (folder / "comparison.txt").read_text(encoding="utf-8").split("\n\n")
    answer = " ".join(first.split())
    opening = re.search(r"<h1>.*?</h1>\s*<p>(.*?)</p>", page, re.S)
    assert opening is not None
    assert opening[1].replace("&#x27;", "'") == answer
    slide = Presentation(str(folder.parent / "deck.pptx")).slides[0]
    assert slide.placeholders[1].text == answer


def test_money_on_slides_and_page_is_the_terminals(
    folder: Path, page: str, deck: list[list[list[str]]]
) -> None:
    text = (folder / "comparison.txt").read_text(encoding="utf-8")
    slides = [rows for rows in deck if rows[0][0] not in ("What-if 1", "What-if 2")]
    pages = [rows for caption, rows in Tables(page).found if caption.startswith("Who pays more")]
    assert slides == pages
    assert len(pages) == 2
    for row in (row for rows in pages for row in rows):
        assert re.search(r"\s+".join(map(re.escape, row)), text)


def test_a_plot_writes_beside_a_row_what_the_table_says(read: Comparison, folder: Path) -> None:
    words = {text.get_text() for text in figure(read, "what_ifs").axes[0].texts}
    terminal = measures(printed((folder / "comparison.txt").read_text(encoding="utf-8")), read.names[1:])
    rows = [row for (_, label), row in terminal.items() if label == "DTOC beds"]
    assert {f"{row[2]} ({row[3]})" for row in rows} <= words
