"""What can be worked out without the sections that change is the same on every day."""

import pytest

from dtocsim.scenario.unseen import Looked, Unseen
from tests.care.small import scenario

RAMP = "home_care.search_mean_days={ramp: {2017-04-01: 3, 2017-06-01: 4}}"


def test_a_section_in_which_nothing_changes_is_seen_and_one_in_which_something_does_is_not() -> None:
    steady = scenario(RAMP).steady()
    assert steady is not None
    assert steady.people == scenario(RAMP).people
    with pytest.raises(Looked):
        steady.home_care.search_mean_days  # noqa: B018


def test_whatever_one_does_with_what_is_not_to_be_seen_is_noticed() -> None:
    for look in (lambda section: section.key, lambda section: section["key"], list, len, bool, hash):
        with pytest.raises(Looked):
            look(Unseen())
    with pytest.raises(Looked):
        _ = Unseen() == 1
