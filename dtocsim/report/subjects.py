"""What a path holds that can be shown: a result, a comparison, or a tidy table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dtocsim.analysis.sweep import read_sweep
from dtocsim.experiment import EnsembleResult, ResultError, read_comparison, read_ensemble_result, read_result
from dtocsim.report.sweeps import read_sweep_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtocsim.analysis.sweep import Sweep
    from dtocsim.experiment import Comparison, Result

_ENDINGS = (".csv", ".parquet")


@dataclass(frozen=True)
class Shown:
    """Something to report on.

    Attributes:
        path: Where it stands, as the user named it.
        subject: What was read from there.
    """

    path: str
    subject: Result | Comparison


@dataclass(frozen=True)
class ShownSweep:
    """A sweep to report on.

    Attributes:
        path: Its folder, as the user named it.
        subject: What was read from there.
    """

    path: str
    subject: Sweep


def subject(path: str | Path) -> Result | Comparison | EnsembleResult | pd.DataFrame:
    """Reads a result, a comparison or a table.

    Args:
        path: A folder that `dtocsim run`, `compare` or `sweep` wrote, or a .csv or .parquet file.

    Raises:
        ResultError: It is none of these, or damaged.
        ScenarioError: A scenario in it cannot be loaded.
    """
    source = Path(path)
    if source.suffix in _ENDINGS and source.is_file():
        return _table(source)
    if not source.exists():
        raise ResultError(f"{path}: no such folder; expected what `dtocsim run` or `dtocsim compare` wrote")
    readers: dict[str, Callable[[Path], Result | Comparison | EnsembleResult | pd.DataFrame]] = {
        "comparison": read_comparison,
        "ensemble": read_ensemble_result,
        "sweep": read_sweep_table,
    }
    return readers.get(_holds(source), read_result)(source)


def reported(path: str | Path) -> Shown | ShownSweep:
    """Reads a result, a comparison or a sweep to report on.

    Raises:
        ResultError: It is none of these, or damaged.
        ScenarioError: A scenario in it cannot be loaded.
    """
    source = Path(path)
    if _holds(source) != "sweep":
        return shown(path)
    return ShownSweep(source.as_posix(), read_sweep(source))


def shown(path: str | Path) -> Shown:
    """Reads a result or a comparison to report on.

    Raises:
        ResultError: It is neither, or damaged.
        ScenarioError: A scenario in it cannot be loaded.
    """
    if _holds(Path(path)) == "sweep":
        raise ResultError(f"{path}: a sweep; `dtocsim report` and `dtocsim plot` show what it found")
    found = subject(path)
    if isinstance(found, pd.DataFrame):
        raise ResultError(f"{path}: a table; expected what `dtocsim run` or `dtocsim compare` wrote")
    if isinstance(found, EnsembleResult):
        raise ResultError(f"{path}: the run of an ensemble; its report is {Path(path) / 'report.html'}")
    return Shown(Path(path).as_posix(), found)


def _holds(folder: Path) -> str:
    try:
        header = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(header.get("holds", "")) if isinstance(header, dict) else ""


def _table(source: Path) -> pd.DataFrame:
    try:
        table = pd.read_csv(source) if source.suffix == ".csv" else pd.read_parquet(source)
    except (ValueError, OSError) as error:
        raise ResultError(f"{source}: not a table: {' '.join(str(error).split())}") from error
    table.attrs["source"] = f"Source: {source.name}."
    return table
