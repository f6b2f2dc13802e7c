from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from dtocsim.care.engine_version import engine_version
from dtocsim.experiment.piece import Piece, pieces_of, state_hash
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario


@pytest.fixture
def piece(scenario: Scenario) -> Piece:
    return pieces_of(scenario, locate(scenario, "Buckinghamshire", None), "compiled", [7])[0]


def test_a_path_names_all_that_decides_what_a_piece_finds(piece: Piece, scenario: Scenario) -> None:
    assert piece.path == PurePosixPath(
        f"version={engine_version()}",
        f"scenario=s{state_hash(scenario)[:15]}",
        "selection=council-E10000002",
        "engine=compiled",
        "seed=20171",
        "00007",
    )


def test_name_question_seed_and_number_of_replications_are_no_part_of_the_state(scenario: Scenario) -> None:
    run = scenario.run.model_copy(update={"seed": 1, "replications": 9})
    renamed = scenario.model_copy(update={"name": "x", "question": "y", "run": run})
    assert state_hash(renamed) == state_hash(scenario)


def test_days_and_values_are_part_of_the_state(scenario: Scenario) -> None:
    longer = scenario.run.model_copy(update={"days": 31})
    reablement = scenario.reablement.model_copy(update={"stay_mean_days": 33.0})
    changes = [{"run": longer}, {"reablement": reablement}]
    states = [state_hash(scenario.model_copy(update=change)) for change in changes]
    assert len({state_hash(scenario), *states}) == 3


@pytest.mark.parametrize("other", [{"seed": 1}, {"replication": 8}, {"engine": "reference"}, {"code": None}])
def test_another_piece_has_another_path(piece: Piece, other: dict[str, str]) -> None:
    assert replace(piece, **other).path != piece.path
