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


def test_a_single_year_lies_between_the_tenths() -> None:
    assert year_range([float(value) for value in range(11)]) == (1.0, 9.0)


def test_four_replications_say_nothing_about_a_single_year() -> None:
    assert year_range([1.0, 2.0, 3.0, 4.0]) == (None, None)
    assert year_range([1.0, 2.0, 3.0, 4.0, 5.0]) == pytest.approx((1.4, 4.6))
