import numpy as np
import pytest

from dtocsim.experiment.paired import paired


def test_the_difference_is_paired_replication_by_replication() -> None:
    # Differences 1, 2, 3: mean 2, half-width 4.302653 x 1 / sqrt(3), whatever the replications share.
    base = np.array([[100.0], [900.0], [50.0]])
    found = paired(base, base + np.array([[1.0], [2.0], [3.0]]), 0.95)
    assert found.difference.tolist() == pytest.approx([2.0])
    assert found.half_width.tolist() == pytest.approx([2.484138], abs=1e-5)
    assert (found.base.tolist(), found.what_if.tolist()) == ([350.0], pytest.approx([352.0]))


def test_equal_scenarios_differ_by_exactly_nothing() -> None:
    base = np.array([[1.0, 0.1], [5.0, 0.3]])
    found = paired(base, base.copy(), 0.95)
    assert (found.difference.tolist(), found.half_width.tolist()) == ([0.0, 0.0], [0.0, 0.0])


def test_a_fifth_less_in_every_replication_is_a_fifth_less_without_doubt() -> None:
    base = np.array([[10.0], [20.0], [60.0]])
    found = paired(base, 0.8 * base, 0.95)
    assert found.relative[0] == pytest.approx(-0.2)
    assert found.relative_half_width[0] == pytest.approx(0.0, abs=1e-12)
    assert found.half_width[0] > 1


def test_more_comparisons_at_once_have_wider_intervals() -> None:
    # t(0.975, 9) = 2.262157; with five comparisons t(0.995, 9) = 3.249836.
    base, what_if = np.zeros((10, 1)), np.arange(10.0)[:, None]
    one, five = paired(base, what_if, 0.95), paired(base, what_if, 0.95, comparisons=5)
    assert five.half_width[0] / one.half_width[0] == pytest.approx(3.249836 / 2.262157, abs=1e-6)


def test_nothing_to_divide_by_is_no_number() -> None:
    found = paired(np.zeros((3, 1)), np.ones((3, 1)), 0.95)
    assert np.isnan(found.relative[0])
    assert found.difference[0] == 1.0


def test_one_replication_has_a_difference_and_no_interval() -> None:
    found = paired(np.array([[1.0]]), np.array([[3.0]]), 0.95)
    assert found.difference[0] == 2.0
    assert np.isnan(found.half_width[0])


def test_intervals_of_several_what_ifs_hold_together() -> None:
    # 2,000 experiments with four what-ifs that change nothing: all four intervals hold 0 in 95 %, standard
    # error 0.5 %; Bonferroni is a little wider than needed.
    draws = np.random.default_rng(3)
    base = draws.standard_normal((12, 2000))
    misses = np.zeros(2000, dtype=bool)
    for _ in range(4):
        found = paired(base, base + draws.standard_normal((12, 2000)), 0.95, comparisons=4)
        misses |= abs(found.difference) > found.half_width
    assert 0.94 <= 1 - misses.mean() <= 0.97
