"""The page of a report keeps to what its readers need: tongue, headings, names, contrast, keyboard.

A checker in a browser finds more (`check_page.py`); this needs none and always runs.
"""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from dtocsim.report.document import as_html
from dtocsim.report.drawing import INK, QUIET
from dtocsim.report.pages import report
from dtocsim.report.subjects import Shown
from tests.report.shown import comparison

_READ, _WHITE = 4.5, "#ffffff"


class Tags(HTMLParser):
    """Every tag with its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in names]


@pytest.fixture(scope="module")
def page() -> str:
    return as_html(report([Shown("results/a", comparison())]))


@pytest.fixture(scope="module")
def tags(page: str) -> Tags:
    return Tags(page)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)


def test_the_page_says_its_tongue_and_its_title(tags: Tags, page: str) -> None:
    assert tags.of("html")[0]["lang"] == "en-GB"
    assert re.search(r"<title>[^<]+</title>", page)


def test_headings_begin_with_one_and_leave_out_no_level(tags: Tags) -> None:
    levels = [int(tag[1]) for tag, _ in tags.found if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) <= 1


def test_every_drawing_and_every_region_has_a_name(tags: Tags) -> None:
    drawings = [each for each in tags.of("svg") if each.get("role") == "img"]
    assert len(drawings) == len(tags.of("svg")) > 0
    assert all(each.get("aria-label") for each in [*drawings, *tags.of("nav")])
    regions = [each for each in tags.of("div") if each.get("role") == "region"]
    assert all(each.get("aria-label") and each.get("tabindex") == "0" for each in regions)


def test_every_table_has_headings_of_columns(tags: Tags, page: str) -> None:
    assert len(tags.of("table")) == page.count("<thead>") > 0
    assert {each.get("scope") for each in tags.of("th")} == {"col"}


def test_every_letter_can_be_read_on_its_ground(page: str) -> None:
    style = re.findall(r"<style>(.*?)</style>", page, re.S)[0]
    letters = set(re.findall(r"(?<![-\w])color: (#[0-9a-f]{3,6})", style)) | {INK, QUIET}
    heads = set(re.findall(r"th \{[^}]*background: (#[0-9a-f]{3,6})", style))
    assert len(letters) > 4
    assert min(contrast(each, _WHITE) for each in letters) >= _READ
    assert min(contrast("#212b32", each) for each in heads) >= _READ


def test_the_keyboard_reaches_everything_and_shows_where_it_is(tags: Tags, page: str) -> None:
    names = {str(each["id"]) for _, each in tags.found if "id" in each}
    links = [str(each["href"]) for each in tags.of("a")]
    assert links[0] == "#top"
    assert {each[1:] for each in links} <= names
    assert re.search(r"a:focus, summary:focus, \.wide:focus \{ outline: 3px solid", page)
