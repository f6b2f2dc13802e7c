"""Blocks of the quantities that the tables hold, under construction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.blocks import Block
from dtocsim.care.quantities import QUANTITIES
from dtocsim.care.supply import Supply
from dtocsim.flow import Network, Pool

Array = NDArray[Any]


@dataclass
class Counts:
    """Blocks of one system under construction.

    monthly: by area and month; daily: of all chosen areas together, by day.
    """

    network: Network
    monthly: list[Block] = field(default_factory=list)
    daily: list[Block] = field(default_factory=list)

    def __post_init__(self) -> None:
        recorded = self.network.all_days[self.network.warm_up_days :]
        months = [day.strftime("%Y-%m") for day in recorded]
        self.months = tuple(dict.fromkeys(months))
        self.starts = np.asarray([months.index(month) for month in self.months], dtype=np.intp)

    def by_day(self, quantity: str, words: Mapping[str, str], values: Array, **axes: Sequence[str]) -> None:
        """Add a quantity known by day; `axes` name the leading axes of `values`, the last one is days."""
        self.add(Block({**words, "measure": quantity}, axes, values))

    def add(self, block: Block) -> None:
        """Add a block of days."""
        self.monthly.append(block.by_month(self.starts))
        self.to_daily(block)

    def by_month(self, quantity: str, words: Mapping[str, str], values: Array, **axes: Sequence[str]) -> None:
        """Add a quantity known by report of the network; the last axis of `values` is reports."""
        report = self.network.report_period
        assert report is not None
        chosen = [report.values.index(month) for month in self.months]
        self.monthly.append(Block({**words, "measure": quantity}, axes, values[..., chosen]))

    def to_daily(self, block: Block) -> None:
        """Add a block of days to the daily table, if its quantity is one of those there."""
        kept = QUANTITIES[block.words["measure"]].daily
        if kept is not None:
            words = {name: word for name, word in block.words.items() if name != "area"}
            dropped = [name for name in block.axes if name not in kept]
            self.daily.append(Block(words, block.axes, block.values).over(*dropped))


def added_up(blocks: Iterable[Block]) -> list[Block]:
    """Add up blocks that differ in nothing but their values."""
    sums: dict[Any, Block] = {}
    for block in blocks:
        key = (tuple(block.words.items()), tuple(block.axes))
        before = sums.get(key)
        values = block.values if before is None else before.values + block.values
        sums[key] = Block(block.words, block.axes, values)
    return list(sums.values())


def capacity_by_day(pool: Pool | Supply, days: int) -> NDArray[np.int64]:
    """Return the capacity of a pool or a supply at each midnight, shape (days,)."""
    found = np.full(days, pool.capacity, dtype=np.int64)
    for day, units in pool.steps:
        found[max(0, int(np.ceil(day))) :] = units
    return found


def provider_name(setting: str, system: str) -> str:
    """Return what the provider of a system's community or mental-health beds is called."""
    return f"{setting.capitalize()} beds, {system}"
