"""A stated situation that cannot be is refused before anything is built, with the line that states it."""

from pathlib import Path

import pytest

from dtocsim.care import check_start
from dtocsim.care.situation import Contradiction
from dtocsim.scenario import load
from tests.conftest import ENGLAND

HEAD = f"extends: {ENGLAND}\nrun: {{warm_up_days: 0}}\ninitial_state:\n  areas:\n"


def refusal(folder: Path, *lines: str) -> str:
    file = folder / "today.yaml"
    file.write_text(HEAD + "".join(f"    {line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(Contradiction) as refused:
        check_start(load(file))
    return str(refused.value).removeprefix(f"{file}:")


def test_what_can_be_is_not_refused(tmp_path: Path) -> None:
    check_start(load(ENGLAND.parent / "what-if" / "nottinghamshire-today.yaml"))
    check_start(load(ENGLAND))


def test_fewer_beds_than_people_who_wait_in_them_are_refused(tmp_path: Path) -> None:
    told = refusal(
        tmp_path, "rutland county council:", "  occupied_beds: 3", "  delayed: {acute: {A: {people: 9}}}"
    )
    assert told.startswith("6: initial_state.areas.Rutland.occupied_beds: found 3; expected ")
    assert told.endswith(" or more: so many wait in acute beds until they leave")


def test_more_beds_than_there_are_are_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, "Rutland:", "  occupied_beds: 60000")
    assert told.startswith("6: initial_state.areas.Rutland.occupied_beds: found 60000; expected ")
    assert told.endswith(" or fewer, all beds of the hospitals that serve its residents")


def test_more_people_than_beds_are_counted_over_all_systems_of_a_council(tmp_path: Path) -> None:
    told = refusal(tmp_path, "Nottinghamshire:", "  delayed:", "    acute: {A: {people: 50000}}")
    assert told.startswith("7: initial_state.areas.Nottinghamshire: 50")
    assert " people wait in acute beds until they leave; expected " in told


def test_more_people_than_community_beds_are_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, "Rutland: {delayed: {community: {A: {people: 5000}}}}")
    assert told.startswith("5: initial_state.areas.Rutland: ")
    assert "people in the community beds of Leicester, Leicestershire and Rutland; expected " in told
