import numpy as np
import pytest

from dtocsim.experiment.ranking import probability_of_best


def test_a_scenario_that_is_better_in_every_replication_is_best() -> None:
    values = np.array([[3.0, 2.0, 4.0]] * 6) + np.arange(6.0)[:, None]
    assert probability_of_best(values).tolist() == [0.0, 1.0, 0.0]
    assert probability_of_best(values, smaller_is_better=False).tolist() == [0.0, 0.0, 1.0]


def test_equal_scenarios_share() -> None:
    values = np.array([[0.1, 0.1, 9.0]] * 5)
    assert probability_of_best(values).tolist() == [0.5, 0.5, 0.0]


def test_four_replications_say_nothing() -> None:
    assert np.isnan(probability_of_best(np.zeros((4, 2)))).all()


def test_the_probability_is_that_of_the_mean_being_lower() -> None:
    # Differences of mean 0.2 and standard deviation 1 over 100 replications: the mean lies 2 standard errors
    # above 0, so that the first is better with probability 0.977.
    draws = np.random.default_rng(1).standard_normal(100)
    change = (draws - draws.mean()) / draws.std(ddof=1) + 0.2
    values = np.stack([np.zeros(100), change], axis=1)
    assert probability_of_best(values)[0] == pytest.approx(0.977, abs=0.01)


def test_the_same_values_give_the_same_answer() -> None:
    values = np.random.default_rng(2).standard_normal((10, 3))
    assert probability_of_best(values).tolist() == probability_of_best(values).tolist()
