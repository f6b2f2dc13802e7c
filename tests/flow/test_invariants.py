"""After every event nobody waits who fits, and every occupied unit has one living holder (P12)."""

from unittest import mock

import pytest

from dtocsim.flow import Constant, Exponential, Network, reference
from dtocsim.flow.reference.invariants import Invariants
from dtocsim.flow.reference.people import Token
from dtocsim.flow.reference.pools import Settling
from tests.care.small import BRIEF, model
from tests.flow.random_networks import acceptable


def looked_at(network: Network, seed: int) -> tuple[int, int]:
    """Run a network under the eyes of the check; returns how often it looked and how often it counted."""
    checks: list[Invariants] = []
    look = Invariants.look

    def noted(check: Invariants) -> None:
        if check not in checks:
            checks.append(check)
        look(check)

    with mock.patch.object(Invariants, "look", noted):
        reference.run(network, seed, invariants=True)
    return sum(check.looked for check in checks), sum(check.counted for check in checks)


def test_they_hold_after_every_event_of_random_networks() -> None:
    networks = {seed: network for seed in range(24) if (network := acceptable(seed)) is not None}
    looks = [looked_at(network, seed) for seed, network in networks.items()]
    assert sum(looked for looked, _ in looks) > 20_000
    assert sum(counted for _, counted in looks) > 10_000


def test_they_hold_in_a_system_of_england() -> None:
    looked, counted = looked_at(model(*BRIEF).network, seed=1)
    assert looked > 10_000
    assert counted > 10


def queue_for_a_bed() -> Network:
    """Return a network in which people wait, and some die while they do."""
    network = Network("bed", days=9)
    bed = network.pool("bed", 1)
    journey = network.journey("patient")
    with journey.scope("life") as life:
        journey.seize(bed).hold("stay", Constant(2)).release(bed)
        with life.clock("death", Exponential(3)):
            journey.leave()
    network.stream("arrivals", journey, per_day=2)
    return network


def test_a_head_that_fits_but_waits_is_told() -> None:
    with (
        mock.patch.object(Settling, "settle", return_value=None),
        pytest.raises(AssertionError, match="bed: the head of the queue fits, but waits"),
    ):
        reference.run(queue_for_a_bed(), 1, invariants=True)


@pytest.mark.parametrize(
    ("left_out", "told"),
    [("give_back", "units occupied, 0 held"), ("stop_waiting", "somebody waits who is gone")],
)
def test_what_the_dead_still_hold_or_wait_for_is_told(left_out: str, told: str) -> None:
    with (
        mock.patch.object(Token, left_out, return_value=None),
        pytest.raises(AssertionError, match=told),
    ):
        reference.run(queue_for_a_bed(), 1, invariants=True)
