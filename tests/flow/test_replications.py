"""Means with their error, and differences between two networks on the same people."""

from math import inf, sqrt

import pytest

from dtocsim.flow import Exponential, Network, Tally
from dtocsim.flow.compiled import run
from dtocsim.flow.replications import Estimate, compare, replicate


def _occupied(tally: Tally) -> float:
    return tally.pool(tally.network.pools[0]).mean_occupied


def _network(per_day: float) -> Network:
    network = Network("ward", days=20)
    beds = network.pool("beds")
    journey = network.journey("stay")
    journey.seize(beds).hold("stay", Exponential(3)).release(beds)
    network.stream("arrivals", journey, per_day, band_per_day=1.0)
    return network


def test_half_width_is_students() -> None:
    estimate = Estimate((1.0, 2.0, 3.0))
    assert (estimate.mean, estimate.half_width) == (2.0, pytest.approx(4.302653 / sqrt(3)))


def test_one_value_has_no_finite_interval() -> None:
    assert Estimate((1.0,)).half_width == inf


def test_replications_are_those_of_the_engine() -> None:
    network = _network(4.0)
    values = replicate(network, {"occupied": _occupied}, 3, seed=5)["occupied"].values
    assert values == tuple(_occupied(run(network, 5, number).tally) for number in range(3))


def test_the_same_network_differs_by_nothing() -> None:
    assert compare(_network(4.0), _network(4.0), {"occupied": _occupied}, 3)["occupied"].values == (0, 0, 0)


def test_a_higher_rate_only_adds_people() -> None:
    difference = compare(_network(4.0), _network(5.0), {"occupied": _occupied}, 3)["occupied"]
    assert min(difference.values) > 0


def test_progress_reaches_one() -> None:
    told: list[float] = []
    compare(_network(4.0), _network(5.0), {"occupied": _occupied}, 2, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 1.0]
