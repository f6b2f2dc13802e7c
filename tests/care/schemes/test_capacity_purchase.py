"""Capacity purchase: nothing bought changes nothing, and what is bought is there from the day on."""

import pytest

from tests.care.small import BRIEF, model, run

PLACE = "Cumbria (West, North and East Cumbria)"


def bought(**units: int) -> str:
    said = ", ".join(f"{name}: {number}" for name, number in units.items())
    return f"schemes.more={{kind: capacity_purchase, where: [E54000047], start: 2017-04-08, {said}}}"


def test_nothing_bought_changes_nothing() -> None:
    assert list(run(*BRIEF, bought(packages_of_care=0)).log) == list(run(*BRIEF).log)


@pytest.mark.parametrize(
    ("units", "pool"),
    [
        ("packages_of_care", f"home care {PLACE}"),
        ("reablement_places", f"reablement {PLACE}"),
        ("residential_places", f"residential places {PLACE}"),
        ("nursing_places", f"nursing places {PLACE}"),
        ("assessors", f"assessment team {PLACE}"),
        ("equipment_fitters", f"equipment team {PLACE}"),
        ("community_beds", "community beds E54000047"),
    ],
)
def test_what_is_bought_is_there_from_its_first_day_on(units: str, pool: str) -> None:
    with_it = next(each for each in model(*BRIEF, bought(**{units: 5})).network.pools if each.name == pool)
    without = next(each for each in model(*BRIEF).network.pools if each.name == pool)
    assert with_it.capacity == without.capacity
    assert with_it.steps[0] == (7.0, without.capacity + 5)
