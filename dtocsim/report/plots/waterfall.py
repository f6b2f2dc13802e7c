"""From the baseline to what-ifs that build on one another, one step after another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matplotlib import rcParams

from dtocsim import care
from dtocsim.experiment.orders import contributions
from dtocsim.experiment.statistics import interval
from dtocsim.report import numbers
from dtocsim.report.changed import changed
from dtocsim.report.drawing import INK, MOST_ROWS, QUIET, SERIES, PlotError, figures, rows, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from dtocsim.experiment import Comparison

_LESS, _MORE = "#006747", "#ED8B00"
# Steps smaller than this share of the level would not be seen on an axis from zero.
_SMALL_STEPS = 0.15


@dataclass(frozen=True)
class Step:
    """A scenario on the way from the baseline to all what-ifs together.

    Attributes:
        name: Of the scenario.
        mean: Its mean.
        change: What it changes of the one before it; 0 for the baseline.
        low: Lower end of the paired interval of the change; None where there is none.
        high: Upper end.
    """

    name: str
    mean: float
    change: float
    low: float | None
    high: float | None


def steps(comparison: Comparison) -> list[Step]:
    """What each scenario changes of the one before it, the baseline first.

    Where every combination was compared, what each adds is the mean over all orders; else the order is that
    in which they were given.
    """
    found = comparison.measures[comparison.measures["measure"] == comparison.measure]
    table = found.pivot(index="replication", columns="scenario", values="value")
    values = {name: [float(value) for value in table[name].tolist()] for name in comparison.names}
    means = {name: sum(column) / len(column) for name, column in values.items()}
    walked = [Step(comparison.names[0], means[comparison.names[0]], 0.0, None, None)]
    if added := contributions(comparison):
        for each in added:
            walked.append(Step(each.what_if, walked[-1].mean + each.step, each.step, each.low, each.high))
        return walked
    for before, name in pairwise(comparison.names):
        change = [now - then for now, then in zip(values[name], values[before], strict=True)]
        # As in every comparison, the intervals of several what-ifs hold together (Bonferroni).
        ends = interval(change, 1 - (1 - comparison.level) / (len(comparison.names) - 1))
        walked.append(Step(name, means[name], means[name] - means[before], *ends))
    return walked


def waterfall(comparison: Comparison, ax: Axes) -> Axes:
    """Steps from the baseline down (or up) to the last what-if, of what-ifs that build on one another.

    Args:
        comparison: Of every combination of 2 to 4 what-ifs; or of 2 to 18 what-ifs in the order in which
            they build up: each keeps all that the one before it changes.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: There are too few or too many what-ifs, or one does not build on the one before it.
    """
    if not contributions(comparison):
        if not 3 <= len(comparison.names) < MOST_ROWS:
            raise PlotError(
                f"waterfall: needs 2 to {MOST_ROWS - 2} what-ifs, each building on the one before it"
            )
        _check_builds_up(comparison)
    walked = steps(comparison)
    many = len(walked)
    digits = max(1, care.measures.MEASURES[comparison.measure].decimals)
    line = float(rcParams["lines.linewidth"]) / 3
    for row, step in enumerate(walked):
        _bar(ax, row, step)
        ax.vlines(step.mean, row - 0.3, row + 1.3, color=QUIET, linewidth=line)
    ax.barh(many, walked[-1].mean, height=0.6, color=INK)
    _limits([step.mean for step in walked], ax)
    names = [walked[0].name, *(f"+ {step.name}" for step in walked[1:]), "all together"]
    first, last = (numbers.number(walked[at].mean, digits) for at in (0, -1))
    rows(ax, names, [first, *(_words(step, digits) for step in walked[1:]), last], _heading(comparison))
    return ax


def _check_builds_up(comparison: Comparison) -> None:
    keys = [{each.key for each in changed(comparison.base, what_if)} for what_if in comparison.what_ifs]
    for (before, now), (earlier, name) in zip(pairwise(keys), pairwise(comparison.names[1:]), strict=True):
        if lost := sorted(before - now):
            raise PlotError(
                f"waterfall: {name!r} does not build on {earlier!r}: it leaves {lost[0]} as in the baseline"
            )


def _bar(ax: Axes, row: int, step: Step) -> None:
    if row == 0:
        ax.barh(row, step.mean, height=0.6, color=SERIES[0])
        return
    left = min(step.mean - step.change, step.mean)
    ax.barh(row, abs(step.change), left=left, height=0.6, color=_LESS if step.change <= 0 else _MORE)


def _heading(comparison: Comparison) -> str:
    return "step, interval" if comparison.replications > 1 else "step (one replication)"


def _words(step: Step, digits: int) -> str:
    ends = numbers.interval(step.low, step.high, digits)
    certainty = "" if ends == numbers.NOTHING else f" ({ends})"
    return f"{numbers.number(step.change, digits)}{certainty}"


def _limits(means: Sequence[float], ax: Axes) -> None:
    low, high = min(means), max(means)
    if high - low >= _SMALL_STEPS * high:
        ax.set_xlim(0, 1.05 * high)
    else:
        margin = max(high - low, 1e-9)
        ax.set_xlim(max(0.0, low - 0.6 * margin), high + 0.3 * margin)
        ax.set_xlabel("the axis does not begin at zero", size=small())
    figures(ax.xaxis)
