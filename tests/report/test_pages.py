"""A report to hand on: the answer first, figures as in the terminal, nothing fetched, read by everybody."""

import re
from dataclasses import replace
from html import unescape

import pytest

from dtocsim.care.measures import MEASURES
from dtocsim.experiment import Comparison, MeasureSummary, Result
from dtocsim.report import comparison_text
from dtocsim.report.document import Document, Folded, Picture, Text, as_html
from dtocsim.report.pages import answer_of, report, tables_of
from dtocsim.report.subjects import Shown
from tests.report.shown import LONG, comparison, result


def measured() -> Result:
    """A result whose every measure is 62.3."""
    known = {"mean": 62.3, "low": 60.1, "high": 64.4, "level": 0.95, "year_low": 58.0, "year_high": 66.0}
    words = ("name", "label", "unit", "definition", "group", "headline", "decimals")
    measures = tuple(
        MeasureSummary(**{word: getattr(each, word) for word in words}, **known, replications=5)
        for each in MEASURES.values()
    )
    return replace(result(), measures=measures)


def page(*subjects: Result | Comparison) -> tuple[Document, str]:
    document = report([Shown(f"results/{at}", each) for at, each in enumerate(subjects)])
    return document, as_html(document)


@pytest.fixture(scope="module")
def compared() -> tuple[Document, str]:
    return page(comparison())


def test_the_page_opens_with_the_answer_and_its_interval(compared: tuple[Document, str]) -> None:
    document, _ = compared
    first = document.blocks[0]
    assert isinstance(first, Text)
    assert first.text.startswith("Derbyshire system: 'What-if 2' lowers DTOC beds by 6.0 beds a day, 6.0 %")
    assert "interval of all what-ifs together 4.5 to 7.5; 5 paired replications" in first.text


def test_every_figure_of_the_tables_is_the_terminals() -> None:
    printed = comparison_text(comparison())
    for table in tables_of(comparison()):
        for row in table.rows:
            assert re.search(r"\s+".join(map(re.escape, map(str.strip, map(str, row)))), printed)
    assert "".join(printed.split()).startswith("".join(answer_of(comparison()).split()))


def test_nothing_is_fetched_and_no_program_runs(compared: tuple[Document, str]) -> None:
    _, text = compared
    addresses = re.findall(r'(?:src|href)="([^"]*)"', text)
    assert [each for each in addresses if not each.startswith("#")] == []
    assert "<script" not in text
    assert "@import" not in text


def test_every_name_on_the_page_is_there_once(compared: tuple[Document, str]) -> None:
    _, text = compared
    names = re.findall(r'\bid="([^"]*)"', text)
    assert len(names) == len(set(names))


def test_every_picture_is_told_to_those_who_do_not_see_it(compared: tuple[Document, str]) -> None:
    document, text = compared
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    assert len(pictures) == 6
    assert [unescape(each) for each in re.findall(r'<svg role="img" aria-label="([^"]*)"', text)][:6] == [
        block.alt for block in pictures
    ]
    assert pictures[0].alt.startswith(
        "DTOC beds: what-if minus baseline. Derbyshire system: beds a day; 95 %"
    )


def test_inputs_that_differ_stand_with_their_marks(compared: tuple[Document, str]) -> None:
    _, text = compared
    assert re.search(
        r"home_care\.search_mean_days</td><td class=\"figure\">[0-9.]+</td><td class=\"figure\">2", text
    )
    assert "calibrated</td>" in text or "published</td>" in text or "assumed</td>" in text


def test_the_command_to_repeat_names_the_files_of_the_folder(compared: tuple[Document, str]) -> None:
    _, text = compared
    assert (
        "Repeat with: dtocsim compare results/0/baseline.yaml results/0/what-if-1.yaml "
        "results/0/what-if-2.yaml --replications 5 --measure dtoc_beds"
    ) in text


def test_the_method_is_the_whole_description(compared: tuple[Document, str]) -> None:
    document, _ = compared
    last = document.blocks[-1]
    assert isinstance(last, Folded)
    assert "STRESS-DES" in last.title


def test_of_many_what_ifs_the_later_tables_are_folded() -> None:
    document, _ = page(comparison(18))
    assert sum(isinstance(block, Folded) for block in document.blocks) == 15 + 15 + 15 + 3 + 1


def test_names_are_words_never_markup() -> None:
    _, text = page(comparison(1, names=(f"<b>{LONG}</b> & $5",)))
    assert "<b>" not in text
    assert "&lt;b&gt;" in text


def test_a_result_and_a_comparison_stand_on_one_page() -> None:
    document, text = page(measured(), comparison())
    assert document.title == "2 reports in one"
    assert "on an average day 62 beds are taken up" in text
    assert '<td class="figure">60 to 64</td>' in text
    names = re.findall(r'\bid="([^"]*)"', text)
    assert len(names) == len(set(names))


def test_one_replication_claims_nothing() -> None:
    _, text = page(comparison(1, replications=1))
    assert "one replication, so no interval" in text
    assert "One replication: no interval and no certainty." in text


def test_several_replications_without_any_difference_are_not_called_one() -> None:
    alike = tuple(replace(change, pairing=None) for change in comparison().changes)
    _, text = page(replace(comparison(), changes=alike))
    assert "no certainty" not in text
    assert "on the same people, replication by replication." in unescape(text)


def test_a_page_stays_small(compared: tuple[Document, str]) -> None:
    assert len(compared[1]) < 3_000_000
