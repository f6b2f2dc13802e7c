import numpy as np
import pytest
from numpy.typing import NDArray

from dtocsim.experiment.precision import Look, Target, enough_replications, means_of, read_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("2%", Target("dtoc_beds", 0.02, True)),
        ("50", Target("dtoc_beds", 50.0, False)),
        ("waits_over_4_hours=0.5 %", Target("waits_over_4_hours", 0.005, True)),
        ("dtoc_beds=1e-3", Target("dtoc_beds", 0.001, False)),
    ],
)
def test_a_target_is_a_share_or_an_amount_of_a_measure(text: str, target: Target) -> None:
    assert read_target(text, "dtoc_beds") == target


@pytest.mark.parametrize("text", ["", "0", "-1", "two", "2%%", "1.2.3", "a b=2%", "nan", "inf", "=2%"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="expected such as 2%, 50 or dtoc_beds=2%"):
        read_target(text, "dtoc_beds")


def test_a_relative_target_is_tightened_because_the_mean_is_an_estimate() -> None:
    assert Target("x", 0.25, True).half_width(-100.0) == 20.0
    assert Target("x", 0.25, False).half_width(-100.0) == 0.25


def experiment(values: NDArray[np.float64], amount: float, maximum: int = 1000) -> tuple[Look, ...]:
    def run(count: int) -> tuple[dict[str, list[float]], dict[str, float]]:
        found = {"x": values[:count].tolist()}
        return found, dict(means_of(found))

    return enough_replications(run, [Target("x", amount, False)], 0.95, maximum)


def test_it_looks_after_ten_and_then_after_every_quarter_more() -> None:
    looks = experiment(np.arange(100.0), 1e-9, maximum=30)
    assert [look.replications for look in looks] == [10, 13, 17, 22, 28, 30]
    assert not looks[-1].enough


def test_it_stops_as_soon_as_the_half_width_is_reached() -> None:
    # Alternately 0 and 1: after 10 the half-width is 2.262 x 0.527 / sqrt(10) = 0.377.
    values = np.tile([0.0, 1.0], 500)
    assert [look.replications for look in experiment(values, 0.38)] == [10]
    assert [look.replications for look in experiment(values, 0.37)] == [10, 13]


def test_the_measure_farthest_from_its_target_decides() -> None:
    def run(count: int) -> tuple[dict[str, list[float]], dict[str, float]]:
        values = {"easy": [5.0] * count, "hard": [0.0, 1.0] * (count // 2)}
        return values, dict(means_of(values))

    targets = [Target("easy", 0.01, True), Target("hard", 0.38, False)]
    (look,) = enough_replications(run, [*targets, Target("hard", 0.1, False)], 0.95, 10)
    assert (look.measure, look.wanted, look.enough) == ("hard", 0.1, False)


def test_a_mean_of_zero_never_reaches_a_relative_target() -> None:
    def run(count: int) -> tuple[dict[str, list[float]], dict[str, float]]:
        values = {"x": [-1.0, 1.0] * (count // 2)}
        return values, dict(means_of(values))

    looks = enough_replications(run, [Target("x", 0.5, True)], 0.95, 16)
    assert (looks[-1].replications, looks[-1].enough) == (16, False)


@pytest.mark.parametrize("amount", [0.8, 0.5, 0.4, 0.3])
def test_the_mean_is_as_near_as_asked_for_in_at_least_95_of_100_experiments(amount: float) -> None:
    # 1,000 experiments: the standard error of a share of 0.95 is 0.0069; 0.936 is two of them below.
    rows = np.random.default_rng(4).standard_normal((1000, 150))
    near = [abs(row[: experiment(row, amount, 150)[-1].replications].mean()) <= amount for row in rows]
    assert np.mean(near) >= 0.936
