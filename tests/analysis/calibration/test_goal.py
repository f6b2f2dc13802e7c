from math import log, sqrt

import numpy as np
import pytest

from dtocsim.analysis.calibration.goal import Found, Goal, chance, implausibility, simulated_implausibility

NOTHING = np.zeros(1)


def test_without_chance_the_cutoff_is_the_tolerance() -> None:
    goal = Goal("beds", 100.0, 6.0)
    at = implausibility(np.asarray([[100.0], [103.0], [94.0]]), NOTHING, [goal], NOTHING)
    assert at.ravel().tolist() == pytest.approx([0, 1.5, 3])


def test_all_that_stands_between_adds_up_in_squares() -> None:
    goal = Goal("beds", 100.0, 6.0)
    at = implausibility(np.asarray([[109.0]]), np.asarray([[1.0]]), [goal], np.asarray([4.0]))
    assert at[0, 0] == pytest.approx(9 / sqrt(4 + 1 + 4))


def test_what_the_model_leaves_out_counts_once_and_is_not_widened() -> None:
    goal = Goal("beds", 100.0, 6.0, discrepancy=3.0).widen(2.0)
    at = implausibility(np.asarray([[110.0]]), NOTHING, [goal], NOTHING)
    assert at[0, 0] == pytest.approx(10 / sqrt(16 + 9))


def test_the_scatter_of_what_is_simulated_counts_against_no_point() -> None:
    found = Found(np.zeros((1, 1)), np.asarray([[[110.0]]]))
    goals = [Goal("beds", 100.0, 6.0)]
    assert simulated_implausibility(found, goals, NOTHING, np.asarray([21.0]))[0, 0] == pytest.approx(2)


def test_ratios_are_compared_on_the_scale_of_logarithms() -> None:
    goal = Goal("waits", 1000.0, log(10), logarithmic=True)
    found = Found(np.zeros((2, 1)), np.asarray([[[100.0]], [[10_000.0]]]))
    assert simulated_implausibility(found, [goal], NOTHING).ravel().tolist() == pytest.approx([3, 3])


def test_an_output_of_nothing_is_very_implausible_and_no_error() -> None:
    goal = Goal("waits", 1000.0, log(10), logarithmic=True)
    found = Found(np.zeros((1, 1)), np.asarray([[[0.0]]]))
    assert 9 < simulated_implausibility(found, [goal], NOTHING)[0, 0] < np.inf


def test_one_year_varies_as_the_replications_do() -> None:
    goals = (Goal("beds", 100.0, 1.0), Goal("waits", 10.0, 1.0, logarithmic=True))
    outputs = np.asarray([[98.0, 10.0], [102.0, 10.0], [100.0, 10.0]])
    assert chance(outputs, goals).tolist() == pytest.approx([4.0, 0.0])
    assert chance(outputs[:1], goals).tolist() == [0.0, 0.0]
