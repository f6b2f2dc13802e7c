"""Whether a warm start has left a trend at the beginning of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

DAYS_A_BATCH = 7
"""Days of a batch: whole weeks, because hospitals fill and empty with the days of the week."""
_LEAST_BATCHES = 8
_LEAST_SHIFT = 0.02
_LEAST_STANDARD_ERRORS = 4.0


@dataclass(frozen=True)
class Transient:
    """A beginning that stands apart from the rest.

    Attributes:
        days: Its length.
        before: Mean over these days.
        after: Mean over the days after them.
        settles: Whether what follows is level; if not, the whole run is on the move.
    """

    days: int
    before: float
    after: float
    settles: bool


def transient(series: NDArray[np.float64]) -> Transient | None:
    """Looks for an initial transient in a daily series.

    The rule cuts off the beginning that makes the standard error of the mean of the rest least (MSER), here
    on means of weeks, and does not look beyond the middle of the run.

    Args:
        series: A figure a day, the mean over replications, shape (days,).

    Returns:
        The transient; None if the series is shorter than eight weeks, or there is none worth mentioning: the
        means before and after it differ by less than 2 %, or by less than four standard errors, which chance
        explains, since the rule chose the cut.

    Source: White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69,
    1997; White, Cobb and Spratt, A comparison of five steady-state truncation heuristics, WSC 2000.
    """
    weeks = len(series) // DAYS_A_BATCH
    if weeks < _LEAST_BATCHES:
        return None
    batches = series[: weeks * DAYS_A_BATCH].reshape(weeks, DAYS_A_BATCH).mean(axis=1)
    cuts = range(weeks // 2 + 1)
    errors = [float(np.var(batches[cut:]) / (weeks - cut)) for cut in cuts]
    cut = int(np.argmin(errors))
    if cut == 0:
        return None
    before, after = float(batches[:cut].mean()), float(batches[cut:].mean())
    noise = float(np.std(batches[cut:])) * np.sqrt(1 / cut + 1 / (weeks - cut))
    if abs(before - after) < max(_LEAST_SHIFT * abs(after), _LEAST_STANDARD_ERRORS * noise):
        return None
    return Transient(cut * DAYS_A_BATCH, before, after, settles=cut < weeks // 2)


def warm_up_notes(daily: pd.DataFrame) -> tuple[str, ...]:
    """What is to be said about the warm start of a run, going by its delayed patients.

    Args:
        daily: The daily table of all replications.
    """
    delayed = daily[daily["measure"] == "delayed_days"]
    by_day = delayed.groupby("date", observed=True)["value"].sum() / max(1, daily["replication"].nunique())
    found = transient(by_day.to_numpy())
    if found is None:
        return ()
    before, after = f"{found.before:,.1f}", f"{found.after:,.1f} delayed patients a day"
    if not found.settles:
        return (f"the run does not settle (MSER): {before} up to day {found.days}, then {after}",)
    return (
        f"the first {found.days} days stand apart (MSER): {before}, then {after}; unless the season explains "
        "it, lengthen run.warm_up_days",
    )
