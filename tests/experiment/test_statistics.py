import numpy as np
import pytest

from dtocsim.experiment.statistics import half_width, interval, year_range


def test_half_width_is_students_t_times_the_standard_error() -> None:
    # t(0.975, 2) = 4.302653 and sd / sqrt(3) = 0.577350
    assert half_width([1.0, 2.0, 3.0], 0.95) == pytest.approx(2.484138, abs=1e-6)


def test_a_lower_level_gives_a_narrower_interval() -> None:
    # t(0.90, 2) = 1.885618
    assert half_width([1.0, 2.0, 3.0], 0.80) == pytest.approx(1.088662, abs=1e-6)


def test_the_interval_lies_around_the_mean() -> None:
    assert interval([1.0, 2.0, 3.0], 0.95) == pytest.approx((-0.484138, 4.484138), abs=1e-6)


def test_one_replication_has_no_interval() -> None:
    assert half_width([5.0], 0.95) is None
    assert interval([5.0], 0.95) == (None, None)


def test_of_nine_years_a_tenth_lies_below_the_least_and_a_tenth_above_the_greatest() -> None:
    assert year_range([float(value) for value in range(9)]) == (0.0, 8.0)


def test_of_nineteen_years_a_single_year_lies_between_the_second_and_the_last_but_one() -> None:
    assert year_range([float(value) for value in range(19)]) == (1.0, 17.0)


def test_eight_replications_say_nothing_about_a_single_year() -> None:
    assert year_range([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]) == (None, None)


@pytest.mark.parametrize("replications", [9, 14, 19, 40])
@pytest.mark.parametrize("shape", ["normal", "skewed"])
def test_one_more_year_lies_in_the_range_four_times_in_five(replications: int, shape: str) -> None:
    """4,000 trials: the share inside has a standard error of 0.0063; four of them are allowed.

    Between ranks the interval is linear, which is exact for uniform years only: 0.01 more.
    """
    luck = np.random.default_rng(17)
    draw = luck.standard_normal if shape == "normal" else luck.standard_exponential
    years = draw((4000, replications + 1))
    ends = [year_range(row[:-1].tolist()) for row in years]
    inside = [low <= year <= high for (low, high), year in zip(ends, years[:, -1], strict=True)]
    assert np.mean(inside) == pytest.approx(0.8, abs=4 * 0.0063 + 0.01)
