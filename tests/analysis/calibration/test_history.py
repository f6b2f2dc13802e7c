from functools import lru_cache

import numpy as np
import pytest

from dtocsim.analysis.calibration import Found, Goal, Outcome, Settings, match
from dtocsim.analysis.calibration.goal import CUTOFF
from tests.analysis.calibration import toy


@lru_cache
def outcome(seed: int = 1) -> Outcome:
    """The toy calibrated to what its truth gives."""
    goals = toy.goals()
    return match(toy.PARAMETERS, goals, toy.noise(goals), toy.simulate, Settings(seed=seed))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_truth_is_never_ruled_out(seed: int) -> None:
    assert outcome(seed).region.worst(toy.TRUTH[None, :])[0] <= CUTOFF


def test_the_ensemble_is_as_large_as_asked_and_plausible() -> None:
    found = outcome()
    assert len(found.members) >= 50
    members = toy.exactly(found.found.points[list(found.members)])
    aims = np.asarray([goal.value for goal in found.goals])
    # The tolerance of 0.03, chance in the world and in three replications, and the luck that these had.
    allowed = 3 * np.sqrt(0.01**2 + toy.noise(found.goals) * (1 + 1 / 3))
    luck = np.abs(toy.luck(toy.REPLICATIONS).mean(axis=0)) + 3 * toy.NOISE / 5
    assert (np.abs(np.log(members / aims)).max(axis=0) < allowed + luck).all()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_truth_lies_inside_the_ensemble(seed: int) -> None:
    members = outcome(seed).found.points[list(outcome(seed).members)]
    assert (members.min(axis=0) < toy.TRUTH).all()
    assert (members.max(axis=0) > toy.TRUTH).all()


def test_the_best_meets_the_goals() -> None:
    found = outcome()
    means = found.found.of_goal(found.goals)[found.best]
    assert means == pytest.approx([goal.aim for goal in found.goals], abs=0.015)


def test_it_takes_fewer_points_than_a_grid_of_three_values_a_parameter() -> None:
    assert len(outcome().found.points) < 3**5


def test_waves_shrink_what_is_left_and_emulators_hold_on_points_they_have_not_seen() -> None:
    shares = [wave.share for wave in outcome().waves]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.01
    misses = [wave.misses for wave in outcome().waves if wave.misses is not None]
    assert misses
    assert max(misses) < 0.05


def test_goals_in_conflict_are_found_and_the_others_are_met_all_the_same() -> None:
    goals = (*toy.goals(), Goal("search, as others count", 2 * toy.goals()[0].value, 0.03, logarithmic=True))

    def twice(points: np.ndarray, purpose: str) -> Found:
        outputs = toy.simulate(points).outputs
        return Found(points, np.concatenate([outputs, outputs[..., :1]], axis=-1))

    noise = np.append(toy.noise(toy.goals()), toy.noise(toy.goals())[0])
    found = match(toy.PARAMETERS, goals, noise, twice, Settings())
    assert [each.goal for each in found.conflicts] == ["search, as others count"]
    assert "search" in found.conflicts[0].opponents
    assert found.found.of_goal(goals)[found.best][:4] == pytest.approx(
        [goal.aim for goal in goals[:4]], abs=0.015
    )


def test_the_same_question_is_answered_with_the_same_points() -> None:
    goals = toy.goals()
    again = match(toy.PARAMETERS, goals, toy.noise(goals), toy.simulate, Settings(seed=1))
    assert (again.found.points == outcome().found.points).all()
    assert again.members == outcome().members
