from datetime import date

import pytest

from dtocsim.scenario.scalars import Refused, meaning


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0", 0),
        ("-12", -12),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1.5e-3", 0.0015),
        ("true", True),
        ("false", False),
        ("2017-04-01", date(2017, 4, 1)),
        ("published", "published"),
        ("0-64", "0-64"),
        ("85+", "85+"),
        ("Norfolk", "Norfolk"),
    ],
)
def test_a_plain_word_means_what_a_person_reads(word: str, value: object) -> None:
    assert (meaning(word), type(meaning(word))) == (value, type(value))


@pytest.mark.parametrize(
    "word",
    [
        "no", "Yes", "on", "OFF", "y", "N", "True", "FALSE", "", "~", "null", "Null",
        "010", "-007", "00.5", "12:30", "1:2:3.5", "1_000", "1,000", "0x1F", "0o17", "0b1",
        ".inf", "-.INF", ".nan", "1e999", "9" * 30, "2017-02-30", "2017-04-01 12:00",
    ],
)  # fmt: skip
def test_a_word_that_programs_read_differently_is_refused(word: str) -> None:
    with pytest.raises(Refused):
        meaning(word)


def test_the_refusal_says_what_to_write() -> None:
    with pytest.raises(Refused) as refused:
        meaning("Off")
    assert (
        str(refused.value) == 'Off is read differently by different programs; write false, or "Off" for text'
    )


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("2,27", "2.27 or 227"),
        ("350,000", "350000 or 350.000"),
        ("1_000", "1000"),
        ("1,234,567", "1234567"),
    ],
)
def test_a_separator_is_answered_with_what_it_may_mean(word: str, readings: str) -> None:
    with pytest.raises(Refused) as refused:
        meaning(word)
    assert refused.value.expected == f'write {readings}, or "{word}" for text'


def test_a_percentage_is_text_which_no_number_accepts() -> None:
    assert meaning("33 %") == "33 %"
