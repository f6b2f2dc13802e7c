"""Tables of a program under construction: values that depend on people, durations, names; equal rows once."""

from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np

from dtocsim.flow import journey_steps as j
from dtocsim.flow.duration_rows import row_of
from dtocsim.flow.durations import Duration
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.log import LogName
from dtocsim.flow.lookup import MOST_SOURCES, Attribute, Lookup, Period
from dtocsim.flow.quantiles import Row


@dataclass
class Tables:
    """Tables under construction; equal rows are stored once."""

    indices: list[int] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    quantiles: list[float] = field(default_factory=list)
    durations: list[tuple[Any, ...]] = field(default_factory=list)
    lookups: list[tuple[int, ...]] = field(default_factory=list)
    known: dict[Any, int] = field(default_factory=dict)
    names: list[LogName] = field(default_factory=list)

    def name(self, name: LogName) -> int:
        """Return the number of a name in the event log."""
        # The text of its type is looked up sooner than the type.
        return self._once((name.journey, name.event, name.type.value), self.names, name)

    def _once(self, key: Any, rows: list[Any], row: Any) -> int:
        if key not in self.known:
            self.known[key] = len(rows)
            rows.append(row)
        return self.known[key]

    def duration(self, duration: Duration) -> int:
        """Return the number of the row of a duration."""
        # A duration is told from others by a few numbers, its row by a table of thousands.
        if duration not in self.known:
            self.known[duration] = self._duration_row(row_of(duration))
        return self.known[duration]

    def _duration_row(self, row: Row) -> int:
        if row in self.known:
            return self.known[row]
        first = len(self.quantiles)
        self.quantiles.extend(row.table)
        return self._once(row, self.durations, (row.kind, first, len(row.table), row.a, row.b))

    def run_of_numbers(self, values: tuple[float, ...]) -> int:
        """Return where a run of numbers starts."""
        key = ("numbers", values)
        if key not in self.known:
            self.known[key] = len(self.numbers)
            self.numbers.extend(values)
        return self.known[key]

    def run_of_indices(self, values: tuple[int, ...]) -> int:
        """Return where a run of whole numbers starts."""
        key = ("indices", values)
        if key not in self.known:
            self.known[key] = len(self.indices)
            self.indices.extend(values)
        return self.known[key]

    def lookup(self, flat: Lookup[Any], entries: tuple[int, ...]) -> int:
        """Return the number of a lookup whose entries are row numbers; a constant stands for itself."""
        if not flat.sources:
            return k.FIRST_CONSTANT - entries[0]
        sources = [source_number(source) for source in flat.sources]
        pad = [0] * (MOST_SOURCES - len(sources))
        row = (self.run_of_indices(entries), len(sources), *sources, *pad, *flat.strides, *pad)
        return self._once(("lookup", row), self.lookups, row)

    def durations_of(self, flat: Lookup[Duration]) -> int:
        """Return the lookup of the duration rows of a step."""
        return self.lookup(flat, tuple(map(self.duration, flat.values)))

    def residuals_of(self, flat: Lookup[Duration]) -> int:
        """Return the lookup of the equilibrium residuals of a step's durations."""
        return self.lookup(flat, tuple(self.duration(residual(duration)) for duration in flat.values))

    def shares_of(self, flat: Lookup[j.Shares]) -> int:
        """Return the lookup of cumulated shares."""
        rows = [tuple(accumulate(map(float, row.values()))) for row in flat.values]
        return self.lookup(flat, tuple(self.run_of_numbers(row) for row in rows))

    def pools_of(self, flat: Lookup[Any]) -> int:
        """Return the lookup of pool numbers; NONE where there is no pool."""
        return self.lookup(flat, tuple(k.NONE if pool is None else pool.index for pool in flat.values))


def residual(duration: Duration) -> Duration:
    """Return the equilibrium residual; of what lasts for ever or no time at all, itself."""
    return duration if duration.mean in (0.0, float("inf")) else duration.residual()


def source_number(source: Attribute | Period) -> int:
    """Return how the kernel calls an attribute (0 or more) or a period (below 0)."""
    return source.index if isinstance(source, Attribute) else -source.index - 1


def array(rows: list[Any], dtype: Any) -> Any:
    """Make a record array of rows that are all mappings, or all tuples."""
    table = np.zeros(len(rows), dtype=dtype).view(np.recarray)
    named = bool(rows) and isinstance(rows[0], dict)
    for position, name in enumerate(dtype.names):
        place = name if named else position
        table[name] = [row[place] for row in rows]
    return table
