"""What a store holds, in tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import fmean
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.experiment.statistics import interval as confidence_interval
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import count, interval, number, percent, size

if TYPE_CHECKING:
    from dtocsim.experiment import Holding


def holdings_text(holdings: Sequence[Holding]) -> str:
    """A line for each group: id, scenario, area, seed, replications, size, when finished, by which version.

    Args:
        holdings: In the order in which they are to be read.
    """
    if not holdings:
        return "The store holds nothing."
    header = ["id", "scenario", "area", "seed", "replications", "size", "finished", "version"]
    rows = [_row(holding) for holding in holdings]
    text = table([header, *rows], left=(0, 1, 2, 6, 7))
    if any(not holding.current for holding in holdings):
        text += "\n\nGroups of another version are not used; `dtocsim results prune` removes them."
    return text


def _row(holding: Holding) -> list[str]:
    keys = holding.keys
    engine = "" if keys["engine"] == "compiled" else f" ({keys['engine']})"
    return [
        holding.id,
        holding.name + engine,
        holding.area,
        keys["seed"],
        number(len(holding.replications)),
        size(holding.bytes),
        f"{datetime.fromtimestamp(holding.finished):%Y-%m-%d %H:%M}",
        keys["version"] if not holding.current else f"{keys['version']} (this one)",
    ]


def holding_text(holding: Holding, values: Mapping[str, Sequence[float]], level: float) -> str:
    """Every measure of one group with its interval.

    Args:
        holding: The group.
        values: By measure, one figure a replication.
        level: Confidence level of the intervals.
    """
    many = count(len(holding.replications), "replication")
    heading = f"{holding.name}, {holding.area}, seed {holding.keys['seed']}: {many}"
    rows = [["measure", "mean", f"{percent(level)} interval", "unit"]]
    for name, about in care.measures.MEASURES.items():
        if name in values:
            low, high = confidence_interval(values[name], level)
            mean = number(fmean(values[name]), about.decimals)
            rows.append([about.label, mean, interval(low, high, about.decimals), about.unit])
    return f"{heading}\n\n{table(rows, left=(0, 3))}"
