"""The questions of a new what-if: a slip is told with its reason and asked again."""

from collections.abc import Iterator

from dtocsim.scenario import load
from dtocsim.scenario.asking import OFTEN_CHANGED, ask
from dtocsim.scenario.catalogue import catalogue
from dtocsim.scenario.starting import WhatIf
from tests.conftest import ENGLAND


def asked(*answers: str) -> tuple[WhatIf, list[str]]:
    """What comes of answering so, an empty answer taking what is offered, and all that was told."""
    told: list[str] = []
    following: Iterator[str] = iter(answers)
    offered = WhatIf(ENGLAND, name="Mine")
    return ask(offered, lambda question, default: next(following) or default, told.append), told


def test_empty_answers_take_what_is_offered() -> None:
    found, (shown,) = asked("", "", "", "")
    assert (found.area, found.name, found.question, found.changes) == (
        "England", "Mine", "What does Mine change?", {}
    )  # fmt: skip
    usual = load(ENGLAND).home_care.search_mean_days
    assert f"   7  home_care.search_mean_days              {usual:g} days" in shown.splitlines()


def test_a_name_that_no_area_has_is_asked_again_with_the_nearest() -> None:
    found, told = asked("Leedz", "wealden", "", "", "")
    assert found.area == "Wealden district"
    assert told[0].startswith("  unknown area 'Leedz'; did you mean Leeds or ")


def test_changes_are_taken_by_number_or_key_until_an_empty_answer() -> None:
    found, _ = asked("Leeds", "", "", "7", "3", "home_care.elasticity", "0.9", "")
    assert found.changes == {"home_care.search_mean_days": "3", "home_care.elasticity": "0.9"}


def test_a_wrong_key_and_a_wrong_value_are_asked_again() -> None:
    found, told = asked("", "", "", "home_care.elasticit", "99", "7", "30%", "3", "")
    assert found.changes == {"home_care.search_mean_days": "3"}
    assert [each.partition(";")[0].strip() for each in told[1:]] == [
        "home_care.elasticit: unknown key",
        "99: unknown key",
        "home_care.search_mean_days: found '30%'",
    ]


def test_a_change_without_a_value_is_none() -> None:
    assert asked("", "", "", "7", "", "")[0].changes == {}


def test_what_is_offered_exists() -> None:
    assert set(OFTEN_CHANGED) <= set(catalogue())
