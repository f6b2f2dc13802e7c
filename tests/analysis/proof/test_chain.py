"""Long-run shares, spreads and transients of chains that can be solved by hand."""

from math import exp, sqrt

import pytest

from dtocsim.analysis.proof.chain import Chain

UP, DOWN = 2.0, 3.0
SWITCH: Chain[str] = Chain("off", lambda state: [(UP, "on")] if state == "off" else [(DOWN, "off")])


def _on(state: str) -> bool:
    return state == "on"


def test_share_of_time() -> None:
    assert SWITCH.mean(_on) == pytest.approx(UP / (UP + DOWN))


def test_variance_at_one_moment() -> None:
    assert SWITCH.variance(_on) == pytest.approx(UP * DOWN / (UP + DOWN) ** 2)


def test_spread_of_a_time_average() -> None:
    # The autocovariance is the variance x exp(-(up + down) t); twice its integral is the squared spread.
    assert SWITCH.spread(_on) == pytest.approx(sqrt(2 * UP * DOWN / (UP + DOWN) ** 3))


def test_transient() -> None:
    on = SWITCH.after(0.3)[SWITCH.states.index("on")]
    assert on == pytest.approx(UP / (UP + DOWN) * (1 - exp(-(UP + DOWN) * 0.3)))
