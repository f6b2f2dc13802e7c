"""What a page, a deck and an animation say, as it was judged by eye; run this file to write it anew.

PYTHONPATH=. python tests/report/outlines.py
"""

import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pptx import Presentation

import dtocsim
from dtocsim.report.animation import animation
from dtocsim.report.deck import write_deck
from dtocsim.report.document import as_html
from dtocsim.report.pages import report
from dtocsim.report.subjects import Shown
from tests.report.shown import comparison, result

FOLDER = Path(__file__).parent / "outlines"
_LINES = {"h1", "h2", "h3", "p", "li", "caption", "figcaption", "summary", "td", "th", "text", "title"}
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_EMU = 914_400  # of an inch


class _Outline(HTMLParser):
    """A line for each piece of text of a page with its tag; cells of a row share one; drawings are named."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self.lines.append(f"drawing {dict(attrs).get('aria-label')}")
        elif tag == "tr":
            self.lines.append("row")
        elif tag in _LINES:
            self._open.append(tag)
            self.lines += [] if tag in ("td", "th") else [tag]

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            mark = " |" if self._open[-1] in ("td", "th") else ""
            self.lines[-1] += f"{mark} {' '.join(data.split())}"

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()


def of_page() -> list[str]:
    """The report of a comparison up to its method; of inputs that differ, words without figures."""
    lines = _Outline(as_html(report([Shown("results/both", comparison())]))).lines
    lines = lines[: lines.index("h2 Method")]
    inputs = lines.index("h2 Inputs that differ from the baseline")
    after = lines.index("h2 Repeat it")
    words = [_FIGURE.sub("#", line) for line in lines[inputs + 1 : after]]
    return [*lines[: inputs + 1], *words, *lines[after:]]


def of_deck() -> list[str]:
    """The slides of a comparison: titles, where things stand in inches, what they say."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.pptx"
        write_deck([Shown("results/both", comparison())], path)
        deck = Presentation(str(path))
    return [line for at, slide in enumerate(deck.slides, start=1) for line in _slide(at, slide)]


def _slide(number: int, slide: Any) -> Iterator[str]:
    yield f"slide {number}"
    for shape in slide.shapes:
        place = [f"{edge / _EMU:.1f}" for edge in (shape.left, shape.top, shape.width, shape.height)]
        at = f"at {place[0]} {place[1]}, {place[2]} by {place[3]}:"
        if shape.has_table:
            yield f"table {at} {len(shape.table.rows)} rows"
            for row in shape.table.rows:
                yield "row | " + " | ".join(cell.text for cell in row.cells)
        elif shape.has_text_frame:
            yield f"text {at} {' '.join(shape.text_frame.text.split())}"
        else:
            yield f"picture {at} {shape._element.nvPicPr.cNvPr.get('descr')}"


def of_animation() -> list[str]:
    """Two results on one clock: words, figures of three days, dots, moves of the whole run."""
    page = animation([_few(1.0, "England 2017/18"), _few(0.8, "A what-if")])
    lines = [line for line in _Outline(page.split("<script")[0]).lines if len(line.split()) > 1]
    content = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert content is not None
    data = json.loads(content[1])
    lines += [f"{place}: {word}, {data['colours'][place]}" for place, word in data["words"].items()]
    lines.append(f"a dot is {data['people']}; {data['home']} at home; {len(data['dates'])} days")
    for scene, figures in zip(data["scenes"], data["figures"], strict=True):
        lines.append(f"scene {scene['name']}")
        for day in (0, 45, 90):
            said = ", ".join(f"{place} {figures[place][day]}" for place in data["places"])
            lines.append(f"{data['dates'][day]}: {said}")
        lines += [f"from {start} to {end}: {sum(many):.1f}" for start, end, many in scene["moves"]]
    return lines


def _few(delayed: float, name: str) -> Any:
    """A result in which few of those in hospital are delayed."""
    found = result(scenario=name)
    days = found.daily["measure"] == "delayed_days"
    beds = found.monthly["measure"] == "bed_days"
    return replace(
        found,
        daily=found.daily.assign(
            value=found.daily["value"].where(~days, 0.1 * delayed * found.daily["value"])
        ),
        monthly=found.monthly.assign(value=found.monthly["value"].where(~beds, 20 * found.monthly["value"])),
    )


OUTLINES = {"report": of_page, "deck": of_deck, "animation": of_animation}


def plain(lines: list[str]) -> list[str]:
    """Lines without the number of the release, which changes with each."""
    return [line.replace(dtocsim.__version__, "VERSION") for line in lines]


def unlike(found: list[str], wanted: list[str]) -> list[tuple[str, str]]:
    """Lines that differ in a word, or in a figure by more than one of its last digit."""
    pairs = zip(found, wanted, strict=False)
    rest = [(line, "") for line in found[len(wanted) :]] + [("", line) for line in wanted[len(found) :]]
    return [(one, other) for one, other in pairs if not _alike(one, other)] + rest


def _alike(one: str, other: str) -> bool:
    if _FIGURE.sub("#", one) != _FIGURE.sub("#", other):
        return False
    return all(map(_near, _FIGURE.findall(one), _FIGURE.findall(other)))


def _near(one: str, other: str) -> bool:
    places = [len(figure.partition(".")[2]) for figure in (one, other)]
    unit = 10.0 ** -min(places)
    return abs(float(one.replace(",", "")) - float(other.replace(",", ""))) <= 1.01 * unit


def main() -> None:
    """Writes every outline."""
    FOLDER.mkdir(exist_ok=True)
    for name, outline in OUTLINES.items():
        (FOLDER / f"{name}.txt").write_text("\n".join(plain(outline())) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
