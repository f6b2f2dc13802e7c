"""What flows settle to is kept on disk, and nobody can tell from a result whether it was."""

import math
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from dtocsim.care import expectations as module
from dtocsim.care.expectations import Expectations, expectations
from dtocsim.scenario import Scenario
from tests.care.small import scenario


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DTOCSIM_CACHE_DIR", str(tmp_path))
    return tmp_path / "dtocsim" / "settled"


def afresh(wanted: Scenario) -> Expectations:
    """Expectations as a new program finds them."""
    module._settled.cache_clear()
    return expectations(wanted)


def told(found: Expectations) -> dict[str, object]:
    return {name: asdict(place) for name, place in found.by_place.items()} | asdict(found.settled)


@pytest.mark.parametrize(
    "changes", [(), ("run.first_day=2018-01-05",), ("councils.delay_factor=none", "care_homes.occupancy=0.9")]
)
def test_expectations_are_the_same_bits_with_and_without_what_is_kept(
    own_folder: Path, changes: tuple[str, ...]
) -> None:
    found = told(afresh(scenario(*changes)))
    assert len(list(own_folder.iterdir())) == 1
    assert told(afresh(scenario(*changes))) == found
    assert told(Expectations(scenario(*changes))) == found


def test_a_state_said_of_one_area_is_kept_beside_the_national_one(own_folder: Path) -> None:
    here = scenario("care_homes.occupancy={by_area: {Leeds: 0.99}}")
    found = told(afresh(here))
    assert len(list(own_folder.iterdir())) == 2
    assert told(afresh(here)) == found


def test_what_is_kept_is_not_looked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    afresh(scenario())

    def never(self: Expectations) -> None:
        raise AssertionError("settled twice")

    monkeypatch.setattr(Expectations, "_settle", never)
    afresh(scenario())


def test_what_is_damaged_is_found_anew(own_folder: Path) -> None:
    found = told(afresh(scenario()))
    (file,) = own_folder.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", whole[:1000], whole.replace(b"1", b"2", 100), b"\xff" + whole):
        file.write_bytes(damaged)
        assert told(afresh(scenario())) == found
        assert file.read_bytes() == whole


def test_another_model_table_or_scenario_has_a_name_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    here = scenario()
    names = {module._key(here, None), module._key(scenario("people.living_alone_share.85+=0.5"), None)}
    names.add(module._key(here, here))
    with monkeypatch.context() as other:
        other.setattr(module, "engine_version", lambda: "0.1.0-00000000")
        names.add(module._key(here, None))
    geography = module.load_geography(here.tables.folder)
    with monkeypatch.context() as other:
        smaller = replace(geography, systems=geography.systems[1:])
        other.setattr(module, "load_geography", lambda folder: smaller)
        names.add(module._key(here, None))
    with monkeypatch.context() as other:
        other.setattr(module, "england_emergencies", lambda scenario: math.pi)
        names.add(module._key(here, None))
    assert len(names) == 6
