"""A sweep on disk as the tidy table that plots show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from dtocsim import care
from dtocsim.experiment import ResultError
from dtocsim.experiment.folder import read_manifest
from dtocsim.experiment.statistics import interval
from dtocsim.report.numbers import count, number, percent
from dtocsim.report.splits import split_table, split_words

_KIND, _LAYOUT = "sweep", 1
_LEVEL = 0.95


def read_sweep_table(folder: str | Path) -> pd.DataFrame:
    """The main measure of a sweep over one or two numbers, or over the ways to divide a sum.

    Args:
        folder: What `dtocsim sweep` wrote.

    Returns:
        A row a point: x, mean, low, high; of two keys also y and series (y in words), without the base, which
        need not lie on their grid; of a split see `split_table`. `attrs` hold title, area, unit, x, y and
        source.

    Raises:
        ResultError: The folder is no sweep, or varies more than two keys, or keys that are not numbers.
    """
    header = read_manifest(folder, _KIND, _LAYOUT)
    values = pd.read_parquet(Path(folder) / "measures.parquet")
    if header["plan"]["design"] == "split":
        table = split_table(str(folder), header["plan"], values)
        table.attrs |= _told(header) | split_words(header["plan"])
        return table
    table = _over_numbers(folder, header, values)
    keys = header["plan"]["varied"]
    table.attrs |= _told(header) | dict(zip(("x", "y"), keys, strict=False))
    return table


def _over_numbers(folder: str | Path, header: dict[str, Any], values: pd.DataFrame) -> pd.DataFrame:
    keys = list(header["plan"]["varied"])
    if len(keys) > 2 or not all(pd.api.types.is_numeric_dtype(values[key]) for key in keys):
        raise ResultError(
            f"{folder}: varies {', '.join(keys)}; a plot shows one or two keys that are numbers"
        )
    about = care.measures.MEASURES[header["plan"]["measure"]]
    rows = []
    for point, part in values[values["measure"] == about.name].groupby("point"):
        if point == 0 and len(keys) == 2:
            continue
        figures = [float(value) for value in part["value"].tolist()]
        rows.append(
            (
                *(float(part[key].iloc[0]) for key in keys),
                sum(figures) / len(figures),
                *interval(figures, _LEVEL),
            )
        )
    table = pd.DataFrame(rows, columns=[*("x", "y")[: len(keys)], "mean", "low", "high"])
    if table["low"].isna().all():
        table = table.drop(columns=["low", "high"])
    if len(keys) == 2:
        table["series"] = [f"{keys[1]} {number(y, 0 if y == int(y) else 2)}" for y in table["y"]]
    return table


def _told(header: dict[str, Any]) -> dict[str, str]:
    about = care.measures.MEASURES[header["plan"]["measure"]]
    many = count(len(header["points"]), "point")
    runs = count(header["plan"]["replications"], "replication")
    return {
        "title": f"{about.label.strip()}: {header['plan']['name']}",
        "area": header["area"],
        "unit": f"{about.unit}; {percent(_LEVEL)} interval of each point, not of differences",
        "source": f"Simulated: sweep of {many}, {runs} each on the same people, seed {header['seed']}; "
        f"dtocsim {header['version'].split('-')[0]}.",
    }
