import pytest

from dtocsim.care.gazetteer import UnknownArea
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario


def test_no_wish_means_england(scenario: Scenario) -> None:
    where = locate(scenario, None, None)
    assert (where.kind, where.code, where.name) == ("nation", None, "England")


def test_a_council_is_found_in_any_spelling(scenario: Scenario) -> None:
    where = locate(scenario, "BUCKINGHAMSHIRE county council", None)
    assert (where.kind, where.code, where.name) == ("council", "E10000002", "Buckinghamshire")


def test_a_name_shared_by_council_and_system_is_told_apart_by_the_option(scenario: Scenario) -> None:
    council, system = locate(scenario, "Derbyshire", None), locate(scenario, None, "Derbyshire")
    assert (council.kind, council.name) == ("council", "Derbyshire")
    assert (system.kind, system.name) == ("system", "Derbyshire system")


def test_a_district_is_an_area(scenario: Scenario) -> None:
    where = locate(scenario, "Wealden", None)
    assert (where.kind, where.code, where.name) == ("district", "E07000065", "Wealden district")
    assert [place.council for place in where.places] == ["East Sussex"]


def test_only_a_system_is_a_system(scenario: Scenario) -> None:
    with pytest.raises(UnknownArea, match="unknown system 'Leeds'; Leeds is a council in West Yorkshire"):
        locate(scenario, None, "Leeds")


def test_area_and_system_together_are_refused(scenario: Scenario) -> None:
    with pytest.raises(UnknownArea, match="an area or a system, not both"):
        locate(scenario, "Leeds", "West Yorkshire")


def test_an_unknown_name_is_answered_with_the_nearest(scenario: Scenario) -> None:
    with pytest.raises(UnknownArea, match="did you mean Buckinghamshire"):
        locate(scenario, "Buckingamshire", None)
