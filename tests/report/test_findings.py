"""What a picture shows, in a sentence that can be checked against its figures."""

from dataclasses import replace

import pytest

from dtocsim.report.findings import finding
from dtocsim.report.pages import STORY
from tests.report.shown import comparison, result


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (
            "people_between_places",
            "36 % of hospital stays end at home without a package of care or reablement.",
        ),
        ("beds_against_capacity", "On an average midnight 91.6 % of usable beds are occupied."),
        ("care_against_capacity", "Fullest outside hospital: residential places, 40.0 % in use."),
        ("age_bands", "45 % of delayed days are those of people aged 75 and over."),
    ],
)
def test_a_result_is_told_in_a_sentence(kind: str, sentence: str) -> None:
    assert finding(result(), kind) == sentence


@pytest.mark.parametrize("kind", STORY["comparison"])
def test_every_picture_of_a_comparison_has_a_sentence_with_a_figure(kind: str) -> None:
    assert any(letter.isdigit() for letter in finding(comparison(), kind).replace("What-if 2", ""))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("what_ifs", "Derbyshire system: 'Nothing' changes nothing in DTOC beds."),
        ("against_baseline", "103.0 beds a day with 'Nothing' as without it."),
        ("difference_by_month", "'Nothing' changes nothing in any month."),
        ("change_by_area", "'Nothing' changes nothing in any area."),
    ],
)
def test_a_what_if_that_changes_nothing_is_said_to(kind: str, sentence: str) -> None:
    same = comparison(1, names=("Nothing",))
    changes = tuple(replace(each, mean=each.base, difference=0.0, low=0.0, high=0.0) for each in same.changes)
    table = same.differences.assign(difference=0.0, low=0.0, high=0.0)
    assert finding(replace(same, changes=changes, differences=table), kind) == sentence


def test_an_effect_that_may_be_none_is_not_told_as_one() -> None:
    some = comparison(1)
    changes = tuple(replace(each, low=-7.0, high=1.0) for each in some.changes)
    words = finding(replace(some, changes=changes), "against_baseline")
    assert words == "103.0 beds a day, and 100.0 with 'What-if 1': no clear effect."
