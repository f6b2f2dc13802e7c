"""What a run records, as arrays by pool, census and counter."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.kernel.layout import POOL_TALLY, PRIORITIES, WAIT_BINS, WAIT_EDGES_HOURS, Tallies
from dtocsim.flow.network import Census, Counter, Network, Pool
from dtocsim.flow.quantiles import DAY

__all__ = ["WAIT_EDGES_HOURS", "PoolTally", "Tally", "empty_tallies"]


@dataclass(frozen=True)
class PoolTally:
    """One pool over the recorded days.

    occupied_ticks: integral of occupied units over time; held_ticks: sum over holders of units x time held
    (equal to it, by Little's law); queue_ticks and waited_ticks: the same for the queue; waits: completed
    waits by class and bin.
    """

    occupied_ticks: int
    held_ticks: int
    queue_ticks: int
    waited_ticks: int
    requests: int
    grants: int
    balked: int
    reneged: int
    searches: int
    found: int
    searched_ticks: int
    occupied_at_midnight: NDArray[np.int64]
    waiting_at_midnight: NDArray[np.int64]
    waits: NDArray[np.int64]
    search_waits: NDArray[np.int64]
    mean_occupied: float
    mean_waiting: float


@dataclass(frozen=True)
class Tally:
    """Everything recorded in one run of a network."""

    network: Network
    arrays: Tallies
    events: int
    arrived: int
    left: int
    present: int

    def pool(self, pool: Pool) -> PoolTally:
        """Return the record of one pool."""
        row = self.arrays.pools[pool.index]
        ticks = self.network.days * DAY
        whole = {name: int(row[name]) for name in POOL_TALLY.names or ()}
        return PoolTally(
            **whole,
            occupied_at_midnight=np.cumsum(self.arrays.occupied[pool.index])[:-1],
            waiting_at_midnight=np.cumsum(self.arrays.waiting[pool.index])[:-1],
            waits=self.arrays.waits[pool.index, :PRIORITIES],
            search_waits=self.arrays.waits[pool.index, PRIORITIES],
            mean_occupied=whole["occupied_ticks"] / ticks,
            mean_waiting=whole["queue_ticks"] / ticks,
        )

    def census(self, census: Census) -> NDArray[np.int64]:
        """Return midnight counts, shape (thresholds, values of each attribute..., marks + 1, days)."""
        shape = _census_shape(self.network, census)
        first = sum(
            int(np.prod(_census_shape(self.network, each))) for each in self.network.censuses[: census.index]
        )
        flat = self.arrays.census[first : first + int(np.prod(shape))]
        return np.asarray(np.cumsum(flat.reshape(shape), axis=-1)[..., :-1])

    def stays(self, census: Census) -> NDArray[np.int64]:
        """Return completed stays in a census by bin, shape (len(WAIT_EDGES_HOURS) + 1,)."""
        return np.asarray(self.arrays.stays[census.index])

    def counter(self, counter: Counter) -> NDArray[np.int64]:
        """Return events by day, shape (values of each attribute..., days)."""
        shape = _counter_shape(self.network, counter)
        first = sum(
            int(np.prod(_counter_shape(self.network, each)))
            for each in self.network.counters[: counter.index]
        )
        return self.arrays.counts[first : first + int(np.prod(shape))].reshape(shape)


def _census_shape(network: Network, census: Census) -> tuple[int, ...]:
    by = (len(attribute.values) for attribute in census.by)
    return (len(census.at_least_days), *by, len(census.marks) + 1, network.days + 1)


def _counter_shape(network: Network, counter: Counter) -> tuple[int, ...]:
    return (*(len(attribute.values) for attribute in counter.by), network.days)


def empty_tallies(network: Network) -> Tallies:
    """Return the zeroed arrays of a network; their size does not depend on the number of people."""
    pools = max(1, len(network.pools))
    census = sum(int(np.prod(_census_shape(network, each))) for each in network.censuses)
    counts = sum(int(np.prod(_counter_shape(network, each))) for each in network.counters)
    table: Any = np.zeros(pools, dtype=POOL_TALLY).view(np.recarray)
    return Tallies(
        pools=table,
        occupied=np.zeros((pools, network.days + 1), dtype=np.int64),
        waiting=np.zeros((pools, network.days + 1), dtype=np.int64),
        waits=np.zeros((pools, PRIORITIES + 1, WAIT_BINS), dtype=np.int64),
        census=np.zeros(max(1, census), dtype=np.int64),
        stays=np.zeros((max(1, len(network.censuses)), WAIT_BINS), dtype=np.int64),
        counts=np.zeros(max(1, counts), dtype=np.int64),
    )
