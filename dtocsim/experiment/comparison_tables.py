"""The tables of a comparison: every value, and every difference by area and month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dtocsim import care
from dtocsim.experiment.evaluation import by_area_and_month, days_by_month, stacked
from dtocsim.experiment.paired import Paired, paired
from dtocsim.experiment.runs import Runs

Numbers = NDArray[np.float64]


def values_table(values: Mapping[str, Numbers], names: Sequence[str]) -> pd.DataFrame:
    """Every value: scenario, replication, measure, value.

    Args:
        values: By measure, shape (replications, scenarios).
        names: Of the scenarios.
    """
    count = len(next(iter(values.values())))
    columns = {
        "scenario": np.repeat(list(names), count * len(values)),
        "replication": np.tile(np.repeat(np.arange(1, count + 1), len(values)), len(names)),
        "measure": np.tile(list(values), count * len(names)),
        "value": np.stack(list(values.values()), axis=-1).transpose(1, 0, 2).ravel(),
    }
    return pd.DataFrame(columns).astype({"replication": "int32"})


def differences_table(runs: Runs, names: Sequence[str], level: float) -> pd.DataFrame:
    """Every difference to the first scenario by area and month, with its interval.

    Args:
        runs: The replications of the scenarios, the baseline first.
        names: Of the scenarios.
        level: Confidence level at which the intervals of all what-ifs hold together for one measure of one
            area and month.
    """
    days = days_by_month(runs.scenarios[0])
    base, index = _array(runs, 0, days, None)
    tables = []
    for number, name in enumerate(names[1:], start=1):
        what_if, _ = _array(runs, number, days, index)
        tables.append(_table(name, index, paired(base, what_if, level, len(names) - 1)))
    return pd.concat(tables, ignore_index=True)


def _array(
    runs: Runs, number: int, days: pd.Series[int], index: pd.MultiIndex | None
) -> tuple[Numbers, pd.MultiIndex]:
    # One replication at a time: all tables of a large experiment together would not fit.
    parts = [by_area_and_month(found, days) for found in runs.found(runs.scenarios[number])]
    rows = parts[0].index if index is None else index
    assert isinstance(rows, pd.MultiIndex)
    return stacked(parts, rows), rows


def _table(name: str, index: pd.MultiIndex, found: Paired) -> pd.DataFrame:
    rows, columns = np.nonzero(~np.isnan(found.base))
    figures = {
        "base": found.base,
        "mean": found.what_if,
        "difference": found.difference,
        "low": found.difference - found.half_width,
        "high": found.difference + found.half_width,
        "relative": found.relative,
        "relative_low": found.relative - found.relative_half_width,
        "relative_high": found.relative + found.relative_half_width,
    }
    words = {
        "what_if": pd.Categorical([name] * len(rows)),
        "area": index.get_level_values("area")[rows].astype("category"),
        "month": index.get_level_values("month")[rows],
        "measure": pd.Categorical(np.asarray(list(care.measures.MEASURES))[columns]),
    }
    return pd.DataFrame(words | {key: values[rows, columns] for key, values in figures.items()})
