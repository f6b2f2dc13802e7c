"""A stated situation is read, checked and written like any other part of a scenario."""

from pathlib import Path

import pytest

from dtocsim.scenario import Scenario, load
from dtocsim.scenario.catalogue import catalogue

HERE = Path(__file__).parent


@pytest.fixture
def today() -> Scenario:
    return load(HERE / "valid" / "stated-today.yaml")


def test_areas_are_named_in_full_however_they_were_written(today: Scenario) -> None:
    assert list(today.initial_state.areas) == ["St. Helens", "West Yorkshire system"]


def test_what_nobody_said_is_nobody(today: Scenario) -> None:
    st_helens = today.initial_state.areas["St. Helens"]
    assert (st_helens.delayed.acute.A.people, st_helens.delayed.acute.B.people) == (10, 0)
    assert st_helens.no_longer_meeting_criteria.capacity_care_home.people == 0
    assert today.initial_state.areas["West Yorkshire system"].occupied_beds is None


def test_the_written_situation_loads_to_an_equal_one(today: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "resolved.yaml"
    file.write_text(today.to_yaml(), encoding="utf-8")
    again = load(file)
    assert again == today
    assert again.initial_state == today.initial_state


def test_without_a_situation_nothing_is_stated(england: Path) -> None:
    assert load(england).initial_state.areas == {}


def test_every_reason_of_both_returns_is_in_the_catalogue() -> None:
    area = "initial_state.areas.*"
    assert len(catalogue()[f"{area}.delayed.acute"].children) == 11
    assert len(catalogue()[f"{area}.no_longer_meeting_criteria"].children) == 37 + 4


def test_a_setting_with_nobody_in_it_stays_one_when_written(tmp_path: Path, england: Path) -> None:
    # Of a setting that is not stated at all, people would wait as expected.
    file = tmp_path / "nobody.yaml"
    stated = "run: {warm_up_days: 0}\ninitial_state: {areas: {Leeds: {delayed: {acute: {A: {people: 0}}}}}}\n"
    file.write_text(f"extends: {england}\n{stated}", encoding="utf-8")
    nobody = load(file)
    file.write_text(nobody.to_yaml(), encoding="utf-8")
    assert load(file) == nobody
    assert load(file).initial_state.areas["Leeds"].delayed.model_fields_set == {"acute"}
    assert nobody != load(england, ["run.warm_up_days=0", "initial_state.areas={Leeds: {}}"])
