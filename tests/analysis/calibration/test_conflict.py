import numpy as np

from dtocsim.analysis.calibration.conflict import Conflict, resolve
from dtocsim.analysis.calibration.design import sobol
from dtocsim.analysis.calibration.emulator import fit
from dtocsim.analysis.calibration.goal import Goal
from dtocsim.analysis.calibration.region import Region, Wave

POINTS = sobol(64, 2, seed=1)


def region(*goals: Goal) -> Region:
    """Outputs are the coordinates, then their sum."""
    outputs = (POINTS[:, 0], POINTS[:, 1], POINTS.sum(axis=1))
    wave = Wave(tuple(fit(POINTS, output) for output in outputs[: len(goals)]), np.zeros(len(goals)), 1)
    return Region(2, goals, (wave,))


def test_goals_that_can_be_met_stay_as_they_are() -> None:
    goals = (Goal("first", 0.3, 0.01), Goal("second", 0.8, 0.01), Goal("sum", 1.1, 0.01))
    resolved, conflicts = resolve(region(*goals), seed=1)
    assert conflicts == ()
    assert resolved.goals == goals


def test_a_goal_out_of_reach_is_named_and_widened_until_it_is_not() -> None:
    resolved, conflicts = resolve(region(Goal("first", 2.0, 0.1), Goal("second", 0.5, 0.1)), seed=1)
    assert conflicts == (Conflict("first", (), out_of_reach=True),)
    assert resolved.goals[0].widened > 10
    assert resolved.goals[1].widened == 1
    assert resolved.draw(5, seed=1).share > 0


def test_of_goals_in_conflict_the_later_gives_way() -> None:
    goals = (Goal("first", 0.1, 0.02), Goal("second", 0.1, 0.9), Goal("sum", 1.5, 0.02))
    resolved, conflicts = resolve(region(*goals), seed=1)
    assert conflicts == (Conflict("sum", ("first",), out_of_reach=False),)
    assert [goal.widened > 1 for goal in resolved.goals] == [False, False, True]


def test_the_goal_that_yields_gives_way_wherever_it_stands() -> None:
    first = Goal("first", 0.1, 0.02, yields_to=("sum",))
    resolved, conflicts = resolve(region(first, Goal("second", 0.1, 0.9), Goal("sum", 1.5, 0.02)), seed=1)
    assert conflicts == (Conflict("first", ("sum",), out_of_reach=False),)
    assert resolved.goals[2].widened == 1


def test_three_that_only_together_cannot_be_met_have_no_single_opponent() -> None:
    goals = (Goal("first", 0.2, 0.01), Goal("second", 0.2, 0.01), Goal("sum", 1.0, 0.01))
    assert resolve(region(*goals), seed=1)[1] == (Conflict("sum", (), out_of_reach=False),)
