"""How the number of replications came about, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.report.numbers import count, number

if TYPE_CHECKING:
    from dtocsim.experiment.precision import Look


def looks_text(looks: Sequence[Look]) -> str:
    """What each look found and why no more replications were run.

    Args:
        looks: At least one.
    """
    last = looks[-1]
    steps = ", ".join(f"{_figure(look.found)} after {look.replications}" for look in looks)
    label = care.measures.MEASURES[last.measure].label.strip()
    many = count(last.replications, "replication")
    outcome = f"{many} are enough" if last.enough else f"the maximum of {many} is not enough"
    return f"Precision: {outcome}: half-width of {label} {steps}, {_figure(last.wanted)} wanted."


def _figure(value: float) -> str:
    return number(value, 0 if value >= 100 else 1 if value >= 10 else 2)
