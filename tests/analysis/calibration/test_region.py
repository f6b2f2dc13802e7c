import numpy as np
import pytest

from dtocsim.analysis.calibration.design import sobol
from dtocsim.analysis.calibration.emulator import fit
from dtocsim.analysis.calibration.goal import Goal
from dtocsim.analysis.calibration.region import Region, Wave

POINTS = sobol(128, 3, seed=1)


def region(width: float) -> Region:
    """The points whose first two coordinates lie within half a width of the middle."""
    wave = Wave(tuple(fit(POINTS, POINTS[:, axis]) for axis in (0, 1)), np.zeros(2), 1)
    goals = tuple(Goal(name, 0.5, width / 2) for name in ("first", "second"))
    return Region(3, goals, (wave,))


def test_without_waves_everything_is_possible() -> None:
    assert Region(2, (Goal("any", 0.0, 1.0),)).draw(10, seed=1).share == 1.0


@pytest.mark.parametrize("width", [0.5, 0.01])
def test_draws_fill_the_region_and_nothing_else(width: float) -> None:
    drawn = region(width).draw(400, seed=5)
    assert len(drawn.points) == 400
    inside = np.abs(drawn.points[:, :2] - 0.5)
    assert inside.max() <= width / 2 * 1.001
    # Even draws: mean distance from the middle a quarter of the width, and the free axis all through.
    assert inside.mean() == pytest.approx(width / 4, rel=0.15)
    assert drawn.points[:, 2].std() == pytest.approx(0.289, rel=0.15)


@pytest.mark.parametrize("width", [0.5, 0.01])
def test_the_share_that_is_left_is_estimated(width: float) -> None:
    assert region(width).draw(10, seed=5).share == pytest.approx(width**2, rel=0.5)


def test_an_empty_region_gives_no_points() -> None:
    wave = Wave((fit(POINTS, POINTS[:, 0]),), np.zeros(1), 1)
    drawn = Region(3, (Goal("far away", 9.0, 0.1),), (wave,)).draw(10, seed=1)
    assert drawn.share == 0
    assert drawn.points.shape == (0, 3)


def test_points_that_cannot_be_simulated_are_not_drawn() -> None:
    lower = Region(3, region(0.5).goals, region(0.5).waves, possible=lambda point: bool(point[2] < 0.5))
    assert lower.draw(50, seed=2).points[:, 2].max() < 0.5
