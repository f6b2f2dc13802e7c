"""Both engines agree on random networks full of ties: log, tallies and totals, to the last bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtocsim.flow import compiled, reference
from dtocsim.flow.compiled import Run
from tests.flow.random_networks import acceptable

SEEDS = st.integers(min_value=0, max_value=10**9)


def same(seed: int) -> None:
    """Compare the engines on the random network of a seed; one that the builder refuses says nothing."""
    network = acceptable(seed)
    if network is None:
        return
    fast = compiled.run(network, seed, log=True)
    readable = reference.run(network, seed, log=True, ledger=True)
    assert fast.log == readable.log
    assert totals(fast) == totals(readable)
    for name in type(fast.tally.arrays).__annotations__:
        ours, theirs = getattr(fast.tally.arrays, name), getattr(readable.tally.arrays, name)
        assert np.array_equal(ours, theirs), name


def totals(run: Run) -> tuple[int, int, int, int]:
    """Return events, arrivals, departures and people still there."""
    tally = run.tally
    return tally.events, tally.arrived, tally.left, tally.present


@settings(max_examples=100, deadline=None, derandomize=True)
@given(SEEDS)
def test_engines_agree_on_random_networks(seed: int) -> None:
    same(seed)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(SEEDS)
def test_engines_agree_on_hundreds_of_random_networks(seed: int) -> None:
    same(seed)


def test_a_task_that_begins_a_new_spell_in_a_loop() -> None:
    """Two networks that once drew the same number for ever."""
    same(148)
    same(184)


def test_random_networks_are_rich() -> None:
    """They bring people, queues, searches, renegers and balkers; the builder refuses few of them."""
    networks = [network for network in map(acceptable, range(40)) if network is not None]
    found = [compiled.run(network, 1).tally for network in networks]
    assert len(networks) >= 36
    assert sum(tally.arrived for tally in found) > 2000
    for event in ("grants", "balked", "reneged", "found"):
        assert sum(int(tally.arrays.pools[event].sum()) for tally in found) > 100, event
