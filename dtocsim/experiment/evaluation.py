"""The measures of pieces: for the whole, by area, by month, and by both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dtocsim import care
from dtocsim.experiment.tables import frame

if TYPE_CHECKING:
    from dtocsim.experiment.packing import Found
    from dtocsim.scenario import Scenario

WHOLE = ""
"""Stands for all areas together; all months together have no date."""
_GROUPS: tuple[tuple[str, ...], ...] = ((), ("area",), ("month",), ("area", "month"))


def days_by_month(scenario: Scenario) -> pd.Series[int]:
    """Days of a run in each month, by the first day of the month."""
    run = scenario.run
    first_days = [(run.first_day + timedelta(day)).replace(day=1) for day in range(run.days)]
    return pd.Series(pd.to_datetime(first_days)).value_counts().sort_index()


def by_area_and_month(found: Found, days: pd.Series[int]) -> pd.DataFrame:
    """Every measure of one replication for the whole, each area, each month, and each area in each month.

    Args:
        found: A piece.
        days: Days of the run in each month.

    Returns:
        Index: area (empty for all together), month (no date for all together); columns: measures. What is
        not known for an area is not a number.
    """
    monthly = frame([found.monthly])
    measures = tuple(care.measures.MEASURES.values())
    parts = []
    for by in _GROUPS:
        part = care.measures.evaluate(measures, monthly, days if "month" in by else int(days.sum()), by)
        parts.append(_labelled(part.reset_index()))
    table = pd.concat(parts, ignore_index=True)
    table["area"], table["month"] = table["area"].astype(str), pd.to_datetime(table["month"])
    return table.set_index(["area", "month"])[list(care.measures.MEASURES)]


def _labelled(part: pd.DataFrame) -> pd.DataFrame:
    for name, nothing in (("area", WHOLE), ("month", pd.Timestamp("NaT"))):
        if name not in part:
            part[name] = nothing
    return part


def stacked(parts: Sequence[pd.DataFrame], index: pd.MultiIndex) -> NDArray[np.float64]:
    """The tables of several replications as one array, shape (replications, rows of the index, measures)."""
    return np.stack([part.reindex(index).to_numpy(dtype=np.float64) for part in parts])
