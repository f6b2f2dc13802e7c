"""Both engines agree on random networks full of ties: log, tallies and totals, to the last bit."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtocsim.flow import UNLIMITED, Pool, Stock, compiled, reference
from dtocsim.flow import journey_steps as j
from dtocsim.flow.outcome import Run
from dtocsim.flow.paths import all_steps
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
@pytest.mark.long
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


def test_random_networks_contain_every_step_and_every_turn() -> None:
    networks = [network for network in map(acceptable, range(300)) if network is not None]
    census: Counter[str] = Counter()
    for network in networks:
        steps = [step for journey in network.journeys for step in all_steps(journey.root)]
        census.update({type(step).__name__ for step in steps})
        census.update({f"{type(step).__name__}: {turn}" for step in steps for turn in turns(step)})
        census.update({f"pool: {turn}" for pool in network.pools for turn in turns_of_pool(pool)})
        census["zero rate"] += any(stream.per_day.max() == 0 for stream in network.streams)
        census["warm start"] += any(standing.number for standing in network.standings)
    for kind in j.Step.__subclasses__():
        if kind is not j.Clock:
            assert census[kind.__name__] >= 30, (kind, census)
    for turn in TURNS:
        assert census[turn] >= 30, (turn, census)


TURNS = (
    "Seize: patience", "Seize: other way", "Seize: several", "Seize: together", "Seize: consume",
    "Seize: by person", "Seize: amount by person", "Seize: since", "Hold: calendar", "Hold: no time",
    "Hold: by person", "Hold: since", "Search: by person", "Scope: moment", "Join: first", "pool: zero",
    "pool: unlimited", "pool: changes", "pool: room", "pool: search", "pool: search by calendar",
    "pool: new rules", "pool: stock", "zero rate", "warm start",
)  # fmt: skip


def turns(step: j.Step) -> set[str]:
    """Return what is special about a step."""
    found = {"since"} if getattr(step, "since", None) is not None else set()
    if isinstance(step, j.Seize):
        flags = {
            "patience": step.patience is not None, "other way": bool(step.otherwise.steps),
            "several": len(step.pools) > 1, "together": step.together, "consume": step.consume,
            "by person": len(step.pools[0].values) > 1, "amount by person": len(step.amount.values) > 1,
        }  # fmt: skip
        found |= {name for name, holds in flags.items() if holds}
    if isinstance(step, j.Hold):
        found |= {"calendar"} if step.calendar is not None else set()
        found |= {"by person"} if len(step.duration.values) > 1 else set()
        found |= {"no time"} if any(each.mean == 0 for each in step.duration.values) else set()
    if isinstance(step, j.Search) and len(step.pool.values) > 1:
        found.add("by person")
    if isinstance(step, j.Scope) and any(clock.moment is not None for clock in step.clocks):
        found.add("moment")
    return found | ({"first"} if isinstance(step, j.Join) and step.first else set())


def turns_of_pool(pool: Pool) -> set[str]:
    """Return what is special about a pool."""
    flags = {
        "zero": pool.capacity == 0, "unlimited": pool.capacity == UNLIMITED, "changes": bool(pool.steps),
        "room": pool.room is not None, "search": pool.search is not None,
        "new rules": bool(pool.search_steps), "stock": isinstance(pool, Stock),
        "search by calendar": pool.search is not None and pool.search.calendar is not None,
    }  # fmt: skip
    return {name for name, holds in flags.items() if holds}
