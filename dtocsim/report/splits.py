"""A sweep that divides a sum among schemes, as the tidy table that plots show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dtocsim import care
from dtocsim.analysis.sweep.plan import GBP
from dtocsim.experiment import ResultError
from dtocsim.experiment.paired import paired
from dtocsim.report.numbers import percent, pounds

_AXES = ("x", "y", "z")
_THOUSAND = 1000.0
LEVEL = 0.95


def split_table(folder: str, plan: Mapping[str, Any], values: pd.DataFrame) -> pd.DataFrame:
    """What each way to divide the sum changes, of two or three schemes.

    Args:
        folder: For messages.
        plan: The plan, as the manifest of the sweep has it.
        values: Its measures.

    Returns:
        Of two schemes a row a way: x (thousand pounds for the first), mean, low, high. Of three also y and z;
        x, y, z are shares that sum to 1, and `like_best` says which ways cannot be told from the best.

    Raises:
        ResultError: There are more schemes.
    """
    keys = [str(key) for key in plan["varied"]]
    if len(keys) > len(_AXES):
        raise ResultError(f"{folder}: divides money among {len(keys)} schemes; a plot shows two or three")
    figures = _figures(values[values["measure"] == plan["measure"]])
    found = paired(figures[:, :1], figures, LEVEL)
    shares = values.drop_duplicates("point").sort_values("point")[keys].to_numpy(dtype=float) / plan["gbp"]
    beside = paired(
        figures[:, [1 + int(found.what_if[1:].argmin())]], figures, LEVEL, max(1, len(shares) - 1)
    )
    table = pd.DataFrame(shares, columns=list(_AXES[: len(keys)]))
    table = table.assign(
        mean=found.difference,
        low=found.difference - found.half_width,
        high=found.difference + found.half_width,
        like_best=~(beside.difference > beside.half_width),
    ).iloc[1:]
    table = table.drop(columns=["low", "high"]) if table["low"].isna().all() else table
    if len(keys) == 2:
        table = table.assign(x=table["x"] * plan["gbp"] / _THOUSAND).drop(columns=["y", "like_best"])
    return table.reset_index(drop=True)


def split_words(plan: Mapping[str, Any]) -> dict[str, str]:
    """What a plot of such a table says of its axes and its unit."""
    names = [str(key).removeprefix(GBP).replace("_", " ") for key in plan["varied"]]
    about = care.measures.MEASURES[plan["measure"]]
    unit = f"{about.unit}, minus those with nothing spent"
    if len(names) == 2:
        x = f"£ thousand a year for {names[0]}, the rest for {names[1]}"
        return {"unit": f"{unit}; {percent(LEVEL)} interval of each", "x": x}
    return {
        "unit": f"{unit}; ringed: cannot be told from the best",
        **dict(zip(_AXES, names, strict=True)),
    } | {"sum": f"{pounds(plan['gbp'])} a year"}


def _figures(rows: pd.DataFrame) -> np.ndarray:
    grid = rows.pivot(index="replication", columns="point", values="value")
    return grid.to_numpy(dtype=np.float64)
