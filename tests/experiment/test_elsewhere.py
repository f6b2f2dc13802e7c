"""A scheme that acts outside what is simulated is told, since its zero would pass for a finding."""

from typing import Any

import pytest

from dtocsim.experiment.elsewhere import schemes_elsewhere
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario, load


def what_if(england: Any, where: str, *more: str) -> Scenario:
    return load(england, set_=("schemes.homes.kind=home_visits", f"schemes.homes.where={where}", *more))


def notes(england: Any, where: str, area: str, *more: str) -> list[str]:
    scenario = what_if(england, where, *more)
    return list(schemes_elsewhere([scenario], ["Homes"], locate(scenario, area, None)))


def test_a_scheme_of_another_area_is_told(england: Any) -> None:
    assert notes(england, "[Leeds, Kent]", "Rutland") == [
        "Homes: scheme homes acts in Leeds, Kent, outside Rutland, and does nothing here"
    ]


def test_of_many_areas_three_are_named(england: Any) -> None:
    (note,) = notes(england, "[Leeds, Kent, Dorset, Surrey, Essex]", "Rutland")
    assert "acts in Leeds, Kent, Dorset and 2 more, outside" in note


@pytest.mark.parametrize(
    ("where", "area"),
    [
        ("[England]", "Rutland"),
        ("[Leeds, Rutland]", "Rutland"),
        ("[Rutland]", "England"),
        ("[East Sussex]", "Wealden"),
        ("[Wealden district]", "East Sussex"),
    ],
)
def test_a_scheme_with_a_part_inside_is_not(england: Any, where: str, area: str) -> None:
    assert notes(england, where, area) == []


def test_a_district_beside_the_one_that_is_simulated_is_outside(england: Any) -> None:
    assert len(notes(england, "[Rother district]", "Wealden")) == 1


def test_a_scheme_that_is_switched_off_is_not_told(england: Any) -> None:
    assert notes(england, "[Leeds]", "Rutland", "schemes.homes.enabled=false") == []
