"""The tables of a result as CSV or Parquet."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pandas as pd

from dtocsim.experiment import ResultError

if TYPE_CHECKING:
    from dtocsim.experiment import Result

Table = Literal["monthly", "daily", "measures"]


def write_plain(result: Result, table: Table, path: Path) -> Path:
    """Writes one table.

    Args:
        result: What `run` or `read_result` returned.
        table: `monthly`, `daily`, or `measures` with a row a measure.
        path: `.csv` or `.parquet`.

    Raises:
        ResultError: Another ending.
        OSError: The disk refuses.
    """
    if path.suffix not in (".csv", ".parquet"):
        raise ResultError(f"{path}: tables are written as .csv or .parquet")
    measures = pd.DataFrame([asdict(measure) for measure in result.measures])
    frame = {"monthly": result.monthly, "daily": result.daily, "measures": measures}[table]
    if path.suffix == ".csv":
        frame.to_csv(path, index=False, lineterminator="\n")
    else:
        frame.to_parquet(path, index=False)
    return path
