"""Growth is told where a full pool is asked for more than it has, and nowhere else."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dtocsim.care.overload import growth_a_day, notes
from tests.care.small import simulated

DAYS = 364
FULL, PLACES = np.full(DAYS, 100), np.full(DAYS, 100)
DAY = np.arange(DAYS)
SEASON = (60 * np.clip(DAY - 272, 0, None) / 92).astype(np.int64)


def growth(waiting: NDArray[np.int64], occupied: NDArray[np.int64] = FULL) -> float | None:
    return growth_a_day(waiting, occupied, PLACES)


def test_a_queue_that_grows_evenly_for_a_full_pool_is_told_with_its_growth() -> None:
    assert growth(DAY // 2) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("waiting", "occupied"),
    [
        (np.zeros(DAYS, dtype=np.int64), FULL),
        (np.full(DAYS, 500), FULL),
        (DAY // 2, np.full(DAYS, 90)),
        (SEASON, FULL),
        (DAY // 60, FULL),
        ((30 + 30 * np.sin(DAY / 20)).astype(np.int64), FULL),
    ],
    ids=["nobody", "long but level", "places are free", "one season", "a few people", "swings"],
)
def test_other_queues_are_not(waiting: NDArray[np.int64], occupied: NDArray[np.int64]) -> None:
    assert growth(waiting, occupied) is None


def test_the_fastest_growth_comes_first() -> None:
    assert notes([("a", 0.2), ("b", None), ("c", 1.0)]) == (
        "offered load exceeds capacity, c: 1.0 more people wait every day, no steady state",
        "offered load exceeds capacity, a: 0.2 more people wait every day, no steady state",
    )


def test_too_few_packages_of_care_are_found_out_and_enough_are_not() -> None:
    year = ("run.days=365", "run.warm_up_days=20")
    told = simulated(*year, "capacity.packages_of_care_ratio=0.5").notes
    assert any(note.startswith("offered load exceeds capacity, home care Cumbria") for note in told)
    assert simulated(*year).notes == ()
