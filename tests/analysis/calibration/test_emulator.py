import numpy as np
import pytest

from dtocsim.analysis.calibration.design import sobol
from dtocsim.analysis.calibration.emulator import fit

POINTS = sobol(80, 4, seed=2)
NEW = sobol(200, 4, seed=9)


def quadratic(points: np.ndarray) -> np.ndarray:
    first, second, third, _ = 2 * points.T - 1
    return 5 + 3 * first - 2 * second**2 + first * third


def test_a_quadratic_is_found_with_its_terms_and_no_others() -> None:
    emulator = fit(POINTS, quadratic(POINTS))
    assert set(emulator.terms) == {(-1, -1), (-1, 0), (1, 1), (0, 2)}
    assert emulator.active == {0, 1, 2}
    assert emulator.predict(NEW)[0] == pytest.approx(quadratic(NEW))


def test_the_predicted_variance_is_that_of_the_scatter() -> None:
    scatter = np.random.default_rng(1).normal(0, 0.5, 80)
    emulator = fit(POINTS, quadratic(POINTS) + scatter)
    mean, variance = emulator.predict(NEW)
    fresh = quadratic(NEW) + np.random.default_rng(2).normal(0, 0.5, 200)
    assert np.sqrt(variance.mean()) == pytest.approx(0.5, rel=0.3)
    assert (np.abs(fresh - mean) < 3 * np.sqrt(variance)).mean() > 0.98


def test_what_no_quadratic_follows_widens_the_variance() -> None:
    wave = np.sin(12 * POINTS[:, 0])
    emulator = fit(POINTS, wave)
    assert emulator.explained < 0.5
    assert np.sqrt(emulator.residual_variance) > 0.5 * wave.std()


def test_pure_scatter_gives_a_constant() -> None:
    emulator = fit(POINTS, np.random.default_rng(4).normal(7, 1, 80))
    assert len(emulator.terms) <= 2
    assert emulator.predict(NEW)[0] == pytest.approx(np.full(200, 7), abs=1)
