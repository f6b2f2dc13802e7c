"""Tallies of the reference engine, in the arrays that `tally` describes."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dtocsim.flow.kernel.layout import LOG_LINES, LOG_ROW, SEARCH_ROW, WAIT_EDGES_HOURS, Tallies
from dtocsim.flow.log import LogName, LogPiece, LogSink
from dtocsim.flow.lookup import Attribute
from dtocsim.flow.network import Network
from dtocsim.flow.parts import Census, Counter, Pool
from dtocsim.flow.quantiles import DAY


@dataclass(eq=False)
class Record:
    """Somebody's stay in a census: since when under the present marks."""

    census: Census
    cell: int
    entered: int
    since: int
    marks: set[int] = field(default_factory=set)


class Recorder:
    """Writes what happens into the tallies; only what happens in the recorded days counts."""

    def __init__(self, network: Network, tallies: Tallies) -> None:
        self.network, self.tallies = network, tallies
        self.now = network.first_tick
        self._census_first = self._starts(network.censuses, self._census_size)
        self._stay_first = self._starts(network.censuses, lambda census: cells(census.by))
        self._counter_first = self._starts(network.counters, self._counter_size)

    @staticmethod
    def _starts(items: list[Any], size: Any) -> list[int]:
        return [0, *np.cumsum([size(item) for item in items], dtype=np.int64).tolist()]

    def _census_size(self, census: Census) -> int:
        return len(census.at_least_days) * cells(census.by) * (len(census.marks) + 1)

    def _counter_size(self, counter: Counter) -> int:
        return cells(counter.by)

    def midnight(self, tick: int) -> int:
        """Return the first midnight at or after a tick, within [0, recorded days]."""
        return min(max(-(-tick // DAY), 0), self.network.days)

    def report(self) -> int:
        """Return the report that what ends now belongs to."""
        period = self.network.report_period
        return 0 if period is None else int(period.by_day[(self.now - self.network.first_tick) // DAY])

    def recorded(self, since: int) -> int:
        """Return how much of [since, now) lies in the recorded days, in ticks."""
        return max(0, self.now - max(since, 0))

    def occupied(self, pool: Pool, units: int, since: int, change: int) -> None:
        """`units` were occupied since `since`; now it is `change` more."""
        self.tallies.pools[pool.index].occupied_ticks += units * self.recorded(since)
        self.tallies.occupied[pool.index, self.midnight(self.now)] += change

    def waiting(self, pool: Pool, people: int, since: int, change: int) -> None:
        """`people` waited since `since`; now it is `change` more."""
        self.tallies.pools[pool.index].queue_ticks += people * self.recorded(since)
        self.tallies.waiting[pool.index, self.midnight(self.now)] += change

    def add(self, pool: Pool, field_name: str, amount: int = 1) -> None:
        """Add to one of the counts of a pool, unless it is still the warm-up."""
        if self.now >= 0:
            self.tallies.pools[pool.index][field_name] += amount

    def wait_bin(self, ticks: int) -> int:
        """Return the bin of a wait or stay."""
        return sum(ticks >= hours * 3600 for hours in WAIT_EDGES_HOURS)

    def wait(self, pool: Pool, row: int, since: int) -> None:
        """A wait has ended well; `row` is the class in the queue, or the row of searches."""
        if self.now >= 0:
            waited, report = self.now - since, self.report()
            self.tallies.waits[report, pool.index, row, self.wait_bin(waited)] += 1
            self.tallies.wait_ticks[report, pool.index, row] += waited

    def found(self, pool: Pool, joined: int, since: int) -> None:
        """A search has ended well."""
        self.add(pool, "found")
        self.add(pool, "searched_ticks", self.recorded(joined))
        self.wait(pool, SEARCH_ROW, since)

    def stretch(self, record: Record) -> None:
        """Count a stretch in a census under its first mark, and start a new one."""
        census = record.census
        mark = min(record.marks, default=len(census.marks))
        for lag, days in enumerate(census.at_least_days):
            begin = self.midnight(max(record.since, record.entered + round(days * DAY)))
            end = self.midnight(self.now)
            if begin < end:
                column = (lag * cells(census.by) + record.cell) * (len(census.marks) + 1) + mark
                self.tallies.census[begin, self._census_first[census.index] + column] += 1
                self.tallies.census[end, self._census_first[census.index] + column] -= 1
        record.since = self.now

    def stay(self, record: Record) -> None:
        """A stay in a census has ended."""
        if self.now >= 0:
            stayed, report = self.now - record.entered, self.report()
            row = self._stay_first[record.census.index] + record.cell
            self.tallies.stays[report, row, self.wait_bin(stayed)] += 1
            self.tallies.stay_ticks[report, row] += stayed

    def event(self, counter: Counter, attributes: list[int]) -> None:
        """Count an event on the current day."""
        if self.now >= 0 and is_about(counter, attributes):
            column = self._counter_first[counter.index] + cell(counter.by, attributes)
            self.tallies.counts[self.now // DAY, column] += 1


class LogBook:
    """Writes the event log and hands it on in pieces."""

    def __init__(self, network: Network, sink: LogSink) -> None:
        self._pools, self._sink = [pool.name for pool in network.pools], sink
        self._names: dict[LogName, int] = {}
        self._rows: list[tuple[int, ...]] = []

    def write(self, who: tuple[int, int, int, int], name: LogName, pool: int) -> None:
        """Write a line: tick, key, person and occupancy; what happened; the number of the pool or NONE."""
        number = self._names.setdefault(name, len(self._names))
        self._rows.append((*who, number, pool))
        if len(self._rows) == LOG_LINES:
            self.hand_on()

    def hand_on(self) -> None:
        """Give the lines written so far to the sink."""
        if self._rows:
            self._sink(LogPiece(tuple(self._names), self._pools, np.array(self._rows, dtype=LOG_ROW)))
            self._rows = []


def is_about(records: Census | Counter, attributes: list[int]) -> bool:
    """Say whether a counter or census is about somebody."""
    return records.only is None or attributes[records.only[0].index] == records.only[1]


def cells(by: tuple[Attribute, ...]) -> int:
    """Return the number of cells of a cross-tabulation."""
    return int(np.prod([len(attribute.values) for attribute in by], dtype=np.int64))


def cell(by: tuple[Attribute, ...], attributes: list[int]) -> int:
    """Return the position of somebody's attributes in a cross-tabulation."""
    position = 0
    for attribute in by:
        position = position * len(attribute.values) + attributes[attribute.index]
    return position
