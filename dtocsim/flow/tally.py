"""What a run records, as arrays by pool, census and counter."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.kernel.layout import POOL_TALLY, PRIORITIES, WAIT_BINS, WAIT_EDGES_HOURS, Tallies
from dtocsim.flow.lookup import Attribute
from dtocsim.flow.network import Network
from dtocsim.flow.parts import Census, Counter, Pool
from dtocsim.flow.quantiles import DAY

__all__ = ["WAIT_EDGES_HOURS", "PoolTally", "Tally", "empty_tallies"]


@dataclass(frozen=True)
class PoolTally:
    """One pool over the recorded days.

    occupied_ticks: integral of occupied units over time; held_ticks: sum over holders of units x time held
    (equal to it, by Little's law); queue_ticks and waited_ticks: the same for the queue; waits, search_waits:
    completed waits and searches by report (`Network.report_by`), class (waits only) and bin; wait_ticks,
    search_ticks: their whole length, warm-up included.
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
    wait_ticks: NDArray[np.int64]
    search_ticks: NDArray[np.int64]
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
            waits=self.arrays.waits[:, pool.index, :PRIORITIES],
            search_waits=self.arrays.waits[:, pool.index, PRIORITIES],
            wait_ticks=self.arrays.wait_ticks[:, pool.index, :PRIORITIES],
            search_ticks=self.arrays.wait_ticks[:, pool.index, PRIORITIES],
            mean_occupied=whole["occupied_ticks"] / ticks,
            mean_waiting=whole["queue_ticks"] / ticks,
        )

    def census(self, census: Census) -> NDArray[np.int64]:
        """Return midnight counts, shape (thresholds, values of each attribute..., marks + 1, days)."""
        shape = _census_shape(census)
        first, after = self._starts["census"][census.index : census.index + 2]
        counts = np.cumsum(self.arrays.census[:-1, first:after], axis=0)
        return counts.T.reshape(*shape, self.network.days)

    def stays(self, census: Census) -> NDArray[np.int64]:
        """Return completed stays in a census.

        Shape (values of each attribute at entry..., reports, len(WAIT_EDGES_HOURS) + 1).
        """
        return self._of_cells(self.arrays.stays, census)

    def stay_ticks(self, census: Census) -> NDArray[np.int64]:
        """Return the length of completed stays, shape (values of each attribute at entry..., reports)."""
        return self._of_cells(self.arrays.stay_ticks, census)

    def _of_cells(self, rows: NDArray[np.int64], census: Census) -> NDArray[np.int64]:
        first, after = self._starts["stays"][census.index : census.index + 2]
        by = tuple(len(attribute.values) for attribute in census.by)
        return np.moveaxis(rows[:, first:after], 0, 1).reshape(*by, len(rows), *rows.shape[2:])

    def counter(self, counter: Counter) -> NDArray[np.int64]:
        """Return events by day, shape (values of each attribute..., days)."""
        first, after = self._starts["counts"][counter.index : counter.index + 2]
        shape = (*(len(attribute.values) for attribute in counter.by), self.network.days)
        return self.arrays.counts[:, first:after].T.reshape(shape)

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where each census and counter begins in the arrays, and where the last one ends."""
        network = self.network
        sizes = {
            "census": [prod(_census_shape(each)) for each in network.censuses],
            "stays": [_cells(each.by) for each in network.censuses],
            "counts": [_cells(each.by) for each in network.counters],
        }
        return {name: list(accumulate(each, initial=0)) for name, each in sizes.items()}


def _census_shape(census: Census) -> tuple[int, ...]:
    by = (len(attribute.values) for attribute in census.by)
    return (len(census.at_least_days), *by, len(census.marks) + 1)


def _cells(by: tuple[Attribute, ...]) -> int:
    return prod(len(attribute.values) for attribute in by)


def empty_tallies(network: Network) -> Tallies:
    """Return the zeroed arrays of a network; their size does not depend on the number of people."""
    pools = max(1, len(network.pools))
    census = sum(prod(_census_shape(each)) for each in network.censuses)
    counts = sum(_cells(each.by) for each in network.counters)
    cells = max(1, sum(_cells(each.by) for each in network.censuses))
    table: Any = np.zeros(pools, dtype=POOL_TALLY).view(np.recarray)
    return Tallies(
        pools=table,
        occupied=np.zeros((pools, network.days + 1), dtype=np.int64),
        waiting=np.zeros((pools, network.days + 1), dtype=np.int64),
        waits=np.zeros((network.reports, pools, PRIORITIES + 1, WAIT_BINS), dtype=np.int64),
        wait_ticks=np.zeros((network.reports, pools, PRIORITIES + 1), dtype=np.int64),
        census=np.zeros((network.days + 1, max(1, census)), dtype=np.int64),
        stays=np.zeros((network.reports, cells, WAIT_BINS), dtype=np.int64),
        stay_ticks=np.zeros((network.reports, cells), dtype=np.int64),
        counts=np.zeros((network.days, max(1, counts)), dtype=np.int64),
    )
