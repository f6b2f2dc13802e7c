"""What a picture shows, in a sentence that can be checked against its figures."""

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
