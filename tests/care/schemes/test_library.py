"""The library of what-ifs: every file runs at reduced scale and says question, source and what to look at."""

from pathlib import Path

import pytest

from dtocsim.care.gazetteer import NATION
from dtocsim.care.geography import load_geography
from dtocsim.care.simulation import simulate
from dtocsim.scenario import Scenario, load
from dtocsim.scenario.gazetteer import system_name

LIBRARY = Path(__file__).parents[3] / "scenarios" / "what-if"
FILES = sorted(path for path in LIBRARY.glob("*.yaml") if "\nschemes:" in path.read_text())
SCALE = ("run.days=14", "run.warm_up_days=3")


def system_of(scenario: Scenario) -> str:
    """The smallest system that holds an area of one of the schemes."""
    where = {area for scheme in scenario.schemes.values() for area in scheme.where}
    systems = [
        system
        for system in load_geography(scenario.tables.folder).systems
        if where & {NATION, system_name(system.name), *_parts(system)}
    ]
    return min(systems, key=lambda system: sum(sum(place.population) for place in system.places)).code


def _parts(system: object) -> set[str]:
    places = system.places  # type: ignore[attr-defined]
    districts = {f"{each.name} district" for place in places for each in place.districts}
    return districts | {place.council for place in places}


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_says_its_question_its_source_and_what_to_look_at(path: Path) -> None:
    _, question, source, look = path.read_text(encoding="utf-8").splitlines()[:4]
    assert question.startswith("# Question: ")
    assert source.startswith("# Source: ")
    assert look.startswith("# Look at: ")


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_runs(path: Path) -> None:
    scenario = load(path, set_=SCALE)
    assert simulate(scenario, system=system_of(scenario), seed=1).measures["dtoc_beds"] > 0
