"""The tables of a result as CSV or Parquet."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from dtocsim.care.money import costs
from dtocsim.experiment import ResultError

if TYPE_CHECKING:
    from dtocsim.experiment import Result

Table = Literal["monthly", "daily", "measures", "money"]


def write_plain(result: Result, table: Table, path: Path) -> Path:
    """Writes one table.

    Args:
        result: What `run` or `read_result` returned.
        table: `monthly`, `daily`, `measures` with a row a measure, or `money` by month, area, payer and line.
        path: `.csv` or `.parquet`.

    Raises:
        ResultError: Another ending.
        OSError: The disk refuses.
    """
    if path.suffix not in (".csv", ".parquet"):
        raise ResultError(f"{path}: tables are written as .csv or .parquet")
    measures = pd.DataFrame([asdict(measure) for measure in result.measures])
    made = {"measures": lambda: measures, "money": lambda: costs(result.monthly, result.scenario)}
    frame = made[table]() if table in made else {"monthly": result.monthly, "daily": result.daily}[table]
    if path.suffix == ".csv":
        frame.to_csv(path, index=False, lineterminator="\n")
    else:
        frame.to_parquet(path, index=False)
    return path
