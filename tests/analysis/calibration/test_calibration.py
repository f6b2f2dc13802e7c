from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dtocsim.analysis.calibration import Calibration, Settings, calibrate
from dtocsim.analysis.calibration.evaluations import Evaluations
from dtocsim.scenario import ScenarioError
from tests.analysis.calibration.fakes import (
    HOURS,
    LEVERS,
    PART,
    SCENARIO,
    SEARCH,
    TARGETS,
    WHOLE,
    FakeSimulation,
)


def run(folder: Path, *simulations: FakeSimulation, confirmed: int | None = None) -> Calibration:
    with Evaluations(simulations, LEVERS, folder).running() as running:
        return calibrate(running, 2, Settings(points=20, members=20, confirmed=confirmed))


def best(found: Calibration) -> dict[str, float]:
    point = found.outcome.found.points[found.outcome.best]
    return {
        lever.parameter.name: lever.parameter.from_unit(x) for lever, x in zip(LEVERS, point, strict=True)
    }


def test_systems_that_stand_for_england_are_brought_to_its_scale_and_confirmed_on_it(tmp_path: Path) -> None:
    found = run(tmp_path, PART, WHOLE)
    assert found.england is not None
    assert found.met() == [True, True, True, True]
    # 640 beds are 200 * 3.2 days, and 500 are 55 * 9.09 hours.
    assert best(found) == pytest.approx({SEARCH: 3.2, HOURS: 9.09}, rel=0.03)
    assert found.final.mean(axis=0)[[0, 2]] == pytest.approx([640, 500], rel=0.03)


def test_the_matching_is_done_again_where_the_comparison_has_moved(tmp_path: Path) -> None:
    # 900 beds seem to be 4.5 days, where England, whose searches jump by a fifth at 3.5 days, has 1,080.
    targets = (replace(TARGETS[0], value=900.0), *TARGETS[1:])
    part, whole = (
        FakeSimulation(SCENARIO, targets, each.systems, larger=each.larger) for each in (PART, WHOLE)
    )
    found = run(tmp_path, part, whole)
    assert found.rounds == 2
    assert best(found)[SEARCH] == pytest.approx(3.75, rel=0.03)
    assert found.met() == [True, True, True, True]


def test_without_england_the_targets_are_those_of_the_systems(tmp_path: Path) -> None:
    found = run(tmp_path, FakeSimulation(SCENARIO, TARGETS, PART.systems, larger=5.0))
    assert found.england is None
    assert found.final is found.best
    assert found.people == pytest.approx(0.065, abs=0.03)


def test_inputs_and_what_must_be_exact_do_not_lead(tmp_path: Path) -> None:
    found = run(tmp_path, FakeSimulation(SCENARIO, TARGETS, PART.systems, larger=5.0))
    assert [goal.name for goal in found.outcome.goals] == ["package of care", "assessment"]


def test_a_target_that_cannot_be_measured_is_told(tmp_path: Path) -> None:
    class Unknown(FakeSimulation):
        def run(self, values: object, replication: int) -> list[float]:
            return [np.nan, *super().run(values, replication)[1:]]

    with pytest.raises(ScenarioError, match="package of care: dtoc_beds_e is not known for England"):
        run(tmp_path, Unknown(SCENARIO, TARGETS, PART.systems))


def test_sets_of_the_ensemble_are_looked_at_in_england_as_many_as_are_asked_for(tmp_path: Path) -> None:
    found = run(tmp_path, PART, WHOLE, confirmed=5).outcome
    assert len(found.members) >= 20
    assert found.confirmed + found.refused == 5


def test_all_members_are_confirmed_where_nothing_else_is_asked_for(tmp_path: Path) -> None:
    found = run(tmp_path, PART, WHOLE).outcome
    assert len(found.members) == found.confirmed >= 20
