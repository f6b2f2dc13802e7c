from html.parser import HTMLParser

from dtocsim.report.document import Cell, Document, Picture, Table, Text, as_html
from tests.report.document.test_markdown import WHOLE


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_is_well_formed_and_fetches_nothing() -> None:
    reader = _Reader()
    reader.feed(as_html(WHOLE))
    assert reader.open == []
    assert [address for address in reader.fetched if not address.startswith("#")] == []


def test_text_is_never_markup() -> None:
    page = as_html(Document("<b>", [Text("a & <i>"), Table(["x"], [["<script>"]])]))
    assert "<title>&lt;b&gt;</title>" in page
    assert "a &amp; &lt;i&gt;" in page
    assert "<script>" not in page


def test_what_was_missed_is_red_and_figures_stand_to_the_right() -> None:
    page = as_html(Document("t", [Table(["a", "b"], [["x", Cell("7", "bad")]])]))
    assert '<td>x</td><td class="figure bad">7</td>' in page
    assert "td.bad { color: #b5121b" in page


def test_a_drawing_loses_its_preamble() -> None:
    page = as_html(Document("t", [Picture('<?xml version="1.0"?><!DOCTYPE svg><svg></svg>', "c")]))
    assert page.count("<!") == 1
    assert '<svg role="img" aria-label="c"></svg>' in page
