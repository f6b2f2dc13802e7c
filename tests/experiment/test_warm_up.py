import numpy as np
from numpy.typing import NDArray

from dtocsim.experiment.warm_up import transient


def autoregressive(seed: int, days: int = 364, memory: float = 0.8) -> NDArray[np.float64]:
    """A level series of mean 100 and standard deviation 1, each day remembering the one before."""
    draws = np.random.default_rng(seed).standard_normal(days)
    series = np.empty(days)
    last = draws[0]
    for day in range(days):
        last = memory * last + np.sqrt(1 - memory**2) * draws[day]
        series[day] = 100 + last
    return series


def test_chance_alone_is_taken_for_a_transient_in_few_of_a_hundred_runs() -> None:
    alarms = [seed for seed in range(200) if transient(autoregressive(seed))]
    assert len(alarms) <= 4


def test_a_start_that_is_too_low_is_found_with_its_length() -> None:
    # Half a level away at the start, gone by four fifths after six weeks.
    rise = -50 * np.exp(-np.arange(364) / 26)
    found = transient(autoregressive(1) + rise)
    assert found is not None
    assert 6 * 7 <= found.days <= 20 * 7
    assert found.before < found.after
    assert found.settles


def test_a_series_that_grows_all_along_never_settles() -> None:
    found = transient(np.linspace(100, 200, 364))
    assert found is not None
    assert (found.days, found.settles) == (182, False)


def test_the_days_of_the_week_are_no_transient() -> None:
    week = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.8, 1.0])
    assert transient(100 * np.tile(week, 30)) is None


def test_seven_weeks_are_too_short_to_tell() -> None:
    assert transient(np.linspace(0, 100, 49)) is None
