"""A number that a comma cut is the word that was written; all other commas stay what they are."""

import pytest
import yaml

from dtocsim.scenario.commas import rejoined


def words(text: str) -> list[str]:
    found = rejoined(yaml.parse(text, Loader=yaml.SafeLoader))
    return [event.value for event in found if isinstance(event, yaml.ScalarEvent)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{days: 2,27}", ["days", "2,27"]),
        ("{days: -2,27, hours: 3}", ["days", "-2,27", "hours", "3"]),
        ("{pounds: 1,250,000.50}", ["pounds", "1,250,000.50"]),
        ("{days: 2, 27: }", ["days", "2", "27", ""]),
        ("{days: 2, 27}", ["days", "2", "27", ""]),
        ("{days: 2,27: x}", ["days", "2", "27", "x"]),
        ("{days: '2',27}", ["days", "2", "27", ""]),
        ("days: 2\n27:\n", ["days", "2", "27", ""]),
        ("[2,27]", ["2", "27"]),
    ],
)
def test_a_number_cut_by_a_comma_is_put_together(text: str, read: list[str]) -> None:
    assert words(text) == read
