"""The page of a report, the deck and the animation say what they said when they were judged by eye.

Words, order, headings, tables, places on slides, texts for those who do not see, figures to their last digit.
What is meant to change is written anew by `PYTHONPATH=. python tests/report/outlines.py`, and read before it
is committed.
"""

import pytest

from tests.report.outlines import FOLDER, OUTLINES, plain, unlike


def wanted(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", OUTLINES)
def test_a_document_says_what_was_judged(name: str) -> None:
    assert unlike(plain(OUTLINES[name]()), wanted(name)) == []


def test_a_lost_row_a_word_and_a_figure_are_noticed() -> None:
    lines = wanted("report")
    at = lines.index("row | What-if 2 | 97.0 | −6.0 | −7.5 to −4.5 | −6.0 % | over 99.9 %")
    changed = {
        "word": [*lines[:at], lines[at].replace("over", "under"), *lines[at + 1 :]],
        "sign": [*lines[:at], lines[at].replace("−6.0 %", "6.0 %"), *lines[at + 1 :]],
        "figure": [*lines[:at], lines[at].replace("97.0", "97.2"), *lines[at + 1 :]],
        "row": lines[:at] + lines[at + 1 :],
    }
    assert all(unlike(each, lines) for each in changed.values())


def test_the_last_digit_may_differ_by_one() -> None:
    assert unlike(["row | 97.0 | 1,234"], ["row | 97.1 | 1,235"]) == []
