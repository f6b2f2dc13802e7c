"""What draws of a programme's effects say: its range over all that the evidence leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.experiment.statistics import year_range
from dtocsim.report.numbers import count, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.analysis.sweep import Sweep


def draws_answer(sweep: Sweep) -> str:
    """The mean over all draws, where eight in ten lie, and how many show no improvement.

    Args:
        sweep: Of the design `drawn`.
    """
    about = care.measures.MEASURES[sweep.plan.measure]
    figures = sweep.values[sweep.plan.measure]
    changes = [float(each) for each in (figures[:, 1:] - figures[:, :1]).mean(axis=0)]
    digits, base = about.decimals + 1, float(figures[:, 0].mean())
    ends, where = year_range(changes), "eight in ten"
    if ends[0] is None:
        ends, where = (min(changes), max(changes)), "all"
    unchanged = sum(change >= 0 for change in changes)
    return (
        f"{sweep.area}: {_programmes(sweep)} {'change' if len(sweep.plan.programmes) > 1 else 'changes'} "
        f"{about.label.strip()} by {number(sum(changes) / len(changes), digits)} of {number(base, digits)} "
        f"{about.unit}, the mean of {count(len(changes), 'draw')}; {where} lie in {interval(*ends, digits)}. "
        f"In {count(unchanged, 'draw')} they are no lower than without "
        f"({count(sweep.plan.replications, 'replication')} of each, on the same people)."
    )


def _programmes(sweep: Sweep) -> str:
    return " and ".join(
        f"{each.name.replace('_', ' ')} ({', '.join(each.schemes)}; without effect in "
        f"{percent(each.nothing_share)} of such programmes)"
        for each in sweep.plan.programmes
    )
