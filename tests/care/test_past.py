"""What is done before a task that somebody waits for at the start, and what is not."""

import pytest

from dtocsim.care.past import NOTHING, is_done
from tests.care.small import BRIEF, model


@pytest.mark.parametrize(
    ("reason", "done_before"),
    [("A", ""), ("B", "A"), ("H", "AB"), ("G", "ABH"), ("Dii", "ABHG"), ("E", "ABHG"), ("O", "ABHGE")],
)
def test_tasks_before_the_one_waited_for_are_done(reason: str, done_before: str) -> None:
    assert "".join(each for each in "ABHGEO" if is_done(each, reason)) == done_before


def test_who_waits_for_nothing_has_everything_before_her() -> None:
    assert not any(is_done(reason, NOTHING) for reason in "ABCEFGHIO")


def test_without_a_stated_situation_nobody_has_a_past() -> None:
    assert model(*BRIEF).ground.people.past is None
    assert not [moment for moment in model(*BRIEF).network.moments if "since" in moment.name]
