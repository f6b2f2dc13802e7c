"""How long delays, stays of the fit and waits for a bed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dtocsim.care.quantities import LENGTHS
from dtocsim.report.drawing import SERIES, PlotError, figures, rows
from dtocsim.report.numbers import number, percent
from dtocsim.report.plots.data import summed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result


def shares(result: Result, quantity: str) -> pd.Series[float]:
    """Shares of what ended in each bin of lengths, 0 to 1; they sum to 1.

    Raises:
        PlotError: Nothing ended.
    """
    counts = summed(result, quantity, "category").reindex(list(LENGTHS), fill_value=0.0)
    if counts.sum() == 0:
        raise PlotError(f"lengths: this result holds no {quantity.replace('_', ' ')}")
    return counts / counts.sum()


def _bars(result: Result, quantity: str, ax: Axes) -> Axes:
    found = shares(result, quantity)
    used = found[found.to_numpy().nonzero()[0][0] : found.to_numpy().nonzero()[0][-1] + 1]
    ax.barh(range(len(used)), 100 * used.to_numpy(), color=SERIES[0], height=0.72)
    ax.set_xlim(0, max(105 * float(used.max()), 1.0))
    figures(ax.xaxis)
    longer = found[::-1].cumsum()[::-1]
    texts = [f"{percent(used[name], 1)};  {percent(longer[name], 1)}" for name in used.index]
    heading = f"share; so long or longer\nof {number(_total(result, quantity))}"
    rows(ax, [str(name) for name in used.index], texts, heading)
    return ax


def _total(result: Result, quantity: str) -> float:
    return float(summed(result, quantity, "category").sum())


def lengths_of_delays(result: Result, ax: Axes) -> Axes:
    """Shares of delayed transfers by their whole length.

    Args:
        result: A result; several replications are averaged.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: No delay ended.
    """
    return _bars(result, "delays_ended", ax)


def lengths_of_fit_stays(result: Result, ax: Axes) -> Axes:
    """Shares of patients by the time from being fit to leaving; arguments as `lengths_of_delays`."""
    return _bars(result, "medically_fit_ended", ax)


def waits_for_a_bed(result: Result, ax: Axes) -> Axes:
    """Shares of emergency patients by their wait for a bed; arguments as `lengths_of_delays`."""
    return _bars(result, "bed_waits", ax)
