"""Slides: the answer first, a finding a slide, tables of text, pictures that are told."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from dtocsim.report.deck import TemplateError, fitted, over_slides, write_deck
from dtocsim.report.document import Table
from dtocsim.report.money import payment_rows
from dtocsim.report.pages import answer_of, tables_of
from dtocsim.report.subjects import Shown
from tests.report.shown import LONG, comparison


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("deck") / "deck.pptx"
    write_deck([Shown("results/both", comparison())], path)
    return Presentation(str(path))


def shapes(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes]


def test_the_first_slide_answers(deck: Any) -> None:
    first = deck.slides[0]
    assert first.shapes.title.text == "Derbyshire system: 2 what-ifs against England 2017/18"
    assert first.placeholders[1].text == answer_of(comparison())


def test_every_slide_with_a_picture_states_a_finding(deck: Any) -> None:
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[1:7] == [
        "Derbyshire system: 'What-if 2' lowers DTOC beds by 6.0 beds a day, 6.0 %.",
        "From 103.0 to 97.0 beds a day with 'What-if 2'.",
        "'What-if 2': the largest change of a month is −6.0 beds a day, in April 2017.",
        "All together: from 103.0 to 97.0 beds a day; 'What-if 1' changes most, −3.0.",
        "'What-if 2', cash a year: councils pay £50,100 more, districts pay £7,700 more, the person pays "
        "£8,660 more, the NHS pays £166,000 less.",
        "'What-if 2' changes most in Derby: −6.00 beds a day.",
    ]


def test_tables_can_be_edited_and_hold_the_figures_of_the_report(deck: Any) -> None:
    tables = [shape.table for shape in shapes(deck) if shape.has_table]
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    told = [list(row) for table in tables_of(comparison()) for row in table.rows]
    told += [row for name in comparison().names[1:] for row in payment_rows(comparison(), name)[1:]]
    assert rows == told


def test_letters_are_read_in_a_room(deck: Any) -> None:
    sizes = [
        paragraph.font.size.pt
        for shape in shapes(deck)
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
        for paragraph in cell.text_frame.paragraphs
    ]
    assert min(sizes) >= 14


def test_everything_stands_on_its_slide(deck: Any) -> None:
    edges = [(shape.left + shape.width, shape.top + shape.height) for shape in shapes(deck)]
    assert max(x for x, _ in edges) <= deck.slide_width
    assert max(y for _, y in edges) <= deck.slide_height


def test_tables_of_many_long_names_go_on_on_another_slide() -> None:
    short = Table(["what-if", "difference"], [[f"What-if {number}", "−6.0"] for number in range(20)])
    long = Table(["what-if", "difference"], [[f"{LONG * 6} {number}", "−6.0"] for number in range(20)])
    assert [len(rows) for rows in over_slides(short, 12.4)] == [13, 7]
    assert max(len(rows) for rows in over_slides(long, 12.4)) <= 5
    assert [row for rows in over_slides(long, 12.4) for row in rows] == list(long.rows)


ALIKE = tuple(
    f"Reablement in Nottinghamshire with {at} more places after a fracture of the hip" for at in range(20)
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("crowded") / "deck.pptx"
    write_deck([Shown("results/many", comparison(20, names=ALIKE))], path)
    return Presentation(str(path))


def test_of_twenty_what_ifs_three_are_told_in_detail_and_the_others_in_a_row(crowded: Any) -> None:
    titles = [slide.shapes.title.text.split(" (")[0] for slide in crowded.slides]
    order = list(dict.fromkeys(titles))
    best = [ALIKE[at] for at in (19, 18, 17)]
    assert len(titles) <= 30
    assert order[2] == "All scenarios, the lowest mean first"
    assert [each for each in order if each.startswith("What changes")] == [f"What changes: {n}" for n in best]
    assert order[-2:] == ["Appendix: the other what-ifs, the lowest mean first", "Repeat it"]


def test_every_other_what_if_stands_in_the_appendix_under_a_name_of_its_own(crowded: Any) -> None:
    slides = [slide for slide in crowded.slides if slide.shapes.title.text.startswith("Appendix")]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    assert len({row[0] for row in rows}) == len(rows) == 17
    assert (rows[0][1], rows[-1][1]) == ("−51.0", "−3.0")
    assert "with 16 more" in rows[0][0]


def test_crowded_slides_hold_what_is_on_them(crowded: Any) -> None:
    assert max(shape.top + shape.height for shape in shapes(crowded)) <= crowded.slide_height


def test_a_long_title_stays_in_its_box() -> None:
    long = "'Home visits, Ashfield', cash a year: " + "councils pay £50,100 more, " * 6
    text, size = fitted(long, 24, 12.4, 1.0)
    assert (text, size) == (long, 20)
    text, size = fitted("Gofal Cymdeithasol " * 40, 24, 12.4, 1.0)
    assert size == 18
    assert "…" in text
    assert len(text) < 260


def test_pictures_are_told_to_those_who_do_not_see_them(deck: Any) -> None:
    told = [s._element.nvPicPr.cNvPr.get("descr") for s in shapes(deck) if s.shape_type == 13]
    assert len(told) == 6
    assert told[0].startswith("DTOC beds: what-if minus baseline. Derbyshire system: beds a day")


def test_a_template_gives_its_size(tmp_path: Path) -> None:
    template = Presentation()
    template.save(str(tmp_path / "ours.pptx"))
    write_deck([Shown("both", comparison())], tmp_path / "deck.pptx", tmp_path / "ours.pptx")
    assert Presentation(str(tmp_path / "deck.pptx")).slide_width == template.slide_width


@pytest.mark.parametrize(
    ("content", "message"), [(b"x", "no such PowerPoint file"), (None, "no such PowerPoint file")]
)
def test_a_template_that_is_none_is_said_in_a_line(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    template = tmp_path / "ours.pptx"
    if content is not None:
        template.write_bytes(content)
    with pytest.raises(TemplateError, match=message):
        write_deck([Shown("both", comparison())], tmp_path / "deck.pptx", template)
    assert not (tmp_path / "deck.pptx").exists()
