"""How much is needed for a goal, in words."""

from __future__ import annotations

from math import ceil, floor, isinf
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import count, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.analysis.sizing import Sizing

_WIDTH = 100


def sizing_text(sizing: Sizing) -> str:
    """The answer in a sentence, then every amount that was tried.

    Args:
        sizing: What `size` returned.
    """
    return f"{fill(_answer(sizing), _WIDTH)}\n\n{_steps(sizing)}"


def _answer(sizing: Sizing) -> str:
    about = care.measures.MEASURES[sizing.goal.measure]
    bound = "at most" if sizing.goal.sign == "<=" else "at least"
    wanted = number(sizing.goal.value, _decimals(sizing.goal.value, about.decimals))
    goal = f"{about.label.strip()} {{}}{bound} {wanted} {about.unit}"
    runs = count(sizing.replications, "replication")
    if sizing.amount == 0:
        mean = number(sizing.steps[0].mean, about.decimals + 1)
        return f"{sizing.area}: the goal ({goal.format('')}) is reached already: {mean} ({runs})."
    if sizing.amount is None:
        last = sizing.steps[-1]
        reached = f"{number(last.mean, about.decimals + 1)} with {_units(sizing, last.amount)}"
        return f"{sizing.area}: the goal ({goal.format('')}) is out of reach this way: {reached} ({runs})."
    return (
        f"{sizing.area}: {_units(sizing, sizing.amount)} bring {goal.format('to ')} "
        f"({percent(sizing.level)} interval {_ends(sizing)}; {runs} of each amount)."
    )


def _units(sizing: Sizing, amount: int) -> str:
    first = next(iter(sizing.mix.values()))
    parts = [
        f"{number(amount * share / first)} more {capacity.label} "
        f"({percent(amount * share / first / sizing.usual[capacity], 1)} of {number(sizing.usual[capacity])})"
        for capacity, share in sizing.mix.items()
    ]
    return " and ".join(parts)


def _ends(sizing: Sizing) -> str:
    label = next(iter(sizing.mix)).label
    if isinf(sizing.high):
        return f"from {number(floor(sizing.low))} {label} on, without an upper end"
    return f"{interval(floor(sizing.low), ceil(sizing.high))} {label}"


def _steps(sizing: Sizing) -> str:
    about = care.measures.MEASURES[sizing.goal.measure]
    digits = about.decimals + 1
    label = next(iter(sizing.mix)).label
    rows = [[f"more {label}", about.label.strip(), f"{percent(sizing.level)} interval", "goal"]]
    for step in sizing.steps:
        reached = "reached" if sizing.goal.excess(step.mean) <= 0 else ""
        ends = interval(step.low, step.high, digits)
        rows.append([number(step.amount), number(step.mean, digits), ends, reached])
    return table(rows, left=(3,))


def _decimals(value: float, least: int) -> int:
    """As many as a goal was given with."""
    _, _, given = f"{value:g}".partition(".")
    return max(least, len(given))
