import numpy as np
import pytest

from dtocsim.experiment.spread import spread


def test_what_differs_between_members_alone_is_the_parameters() -> None:
    found = spread(np.repeat(np.arange(1.0, 20.0)[:, None], 2, axis=1))
    assert found.mean == 10.0
    assert (found.parameters_low, found.parameters_high) == (2.0, 18.0)
    assert (found.chance_low, found.chance_high) == (10.0, 10.0)
    assert found.parameters_share == 1.0


def test_what_differs_within_members_alone_is_chance() -> None:
    found = spread(np.tile([-1.0, 1.0], (20, 1)))
    # Deviations from the mean of two are too small by a factor of the square root of 2.
    assert (found.chance_low, found.chance_high) == pytest.approx((-np.sqrt(2), np.sqrt(2)))
    assert (found.parameters_low, found.parameters_high) == (0.0, 0.0)
    assert found.parameters_share == 0.0


def test_one_replication_a_member_tells_nothing_apart() -> None:
    found = spread(np.arange(1.0, 20.0)[:, None])
    assert (found.low, found.high) == (2.0, 18.0)
    assert np.isnan([found.chance_low, found.parameters_high, found.parameters_share]).all()


def test_variances_are_estimated_without_bias() -> None:
    # Parameters have a standard deviation of 3, chance of 4: 9 / 25 of the variance. The estimate of the
    # share has a standard error of 0.0044 with 20,000 members of two (delta method); five are allowed.
    rng = np.random.default_rng(1)
    values = 3 * rng.normal(size=(20_000, 1)) + 4 * rng.normal(size=(20_000, 2))
    found = spread(values)
    assert found.parameters_share == pytest.approx(9 / 25, abs=0.03)
    tenth = 1.28155
    assert found.high == pytest.approx(5 * tenth, abs=0.15)
    assert found.chance_high == pytest.approx(4 * tenth, abs=0.15)
    assert found.parameters_high == pytest.approx(3 * tenth, abs=0.2)


def test_any_number_of_figures_is_told_apart_at_once() -> None:
    values = np.random.default_rng(2).normal(size=(12, 3, 4, 5))
    found = spread(values)
    assert found.high.shape == (4, 5)
    assert found.high[1, 2] == spread(values[:, :, 1, 2]).high
