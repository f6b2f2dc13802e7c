import numpy as np

from dtocsim.analysis.calibration.design import sobol
from dtocsim.analysis.calibration.goal import Found, Goal
from dtocsim.analysis.calibration.refine import losses, refine

GOALS = (Goal("first", 0.3, 0.01), Goal("second", 0.8, 0.01))


def simulate(points: np.ndarray) -> Found:
    return Found(points, np.exp(points)[:, None, :] - 1)


def test_it_goes_downhill_to_where_the_goals_are_met() -> None:
    known = simulate(sobol(32, 2, seed=1) * 0.4)
    better = refine(known, GOALS, simulate, lambda point: True)
    after = losses(better.of_goal(GOALS), GOALS)
    assert after.min() < 0.1 < losses(known.of_goal(GOALS), GOALS).min()
    assert len(better.points) - len(known.points) <= 8


def test_what_is_known_is_kept_and_nothing_impossible_is_tried() -> None:
    known = simulate(sobol(32, 2, seed=1))
    kept = refine(known, GOALS, simulate, lambda point: False)
    assert (kept.points == known.points).all()


def test_a_goal_out_of_reach_pulls_no_harder_the_farther_it_is() -> None:
    far = losses(np.asarray([[0.3, 5.0], [0.3, 50.0]]), GOALS)
    assert far[1] - far[0] < 2 * 9 * np.log(50 / 4)
