"""Words in the room there is: whole where they fit, else their beginning and their end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtocsim.report.drawing import shortened, told_apart, width, wrapped
from tests.report.shown import LONG

SIZE = 14.0


def test_what_fits_stays_as_it_is() -> None:
    assert wrapped("Quicker packages of care", 300, SIZE, 1) == "Quicker packages of care"


def test_lines_break_between_words() -> None:
    assert wrapped("Quicker packages of care", 130, SIZE, 2) == "Quicker packages\nof care"


def test_what_does_not_fit_loses_its_middle_in_whole_words() -> None:
    assert wrapped(f"{LONG}, option one", 300, SIZE, 1) == "Bath and North East… option one"


def test_names_that_end_differently_stay_different() -> None:
    names = [f"{LONG * 2}, option {word}" for word in ("one", "two", "three")]
    assert len({wrapped(name, 150, SIZE, 2) for name in names}) == 3


def test_a_single_long_word_loses_letters() -> None:
    found = wrapped("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 150, SIZE, 1)
    assert found.startswith("Llan")
    assert found.endswith("goch")


@settings(deadline=None, max_examples=50)
@given(
    st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "Zs")), max_size=120), st.integers(1, 3)
)
def test_no_line_is_wider_or_more_than_there_is_room_for(text: str, lines: int) -> None:
    found = wrapped(text, 120, SIZE, lines).split("\n")
    assert len(found) <= lines
    assert max(width(line, SIZE) for line in found) <= 120


@pytest.mark.parametrize("text", ["", " ", "a"])
def test_nearly_nothing_is_no_trouble(text: str) -> None:
    assert wrapped(text, 120, SIZE, 1) == text.strip()


def test_names_that_differ_in_their_middle_keep_the_words_in_which_they_do() -> None:
    names = [f"Reablement in Derbyshire with {at} more places for people at home" for at in range(3)]
    told = told_apart([*names, "Home visits"], lambda name: shortened(name, 20), 20)
    assert told == ["…0 more places for…", "…1 more places for…", "…2 more places for…", "Home visits"]
