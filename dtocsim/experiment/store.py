"""The result folder: resolved.yaml, manifest.json, summary.json, monthly.parquet, daily.parquet."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dtocsim.experiment.folder import ResultError, read_manifest, write_folder, write_json
from dtocsim.experiment.precision import Look
from dtocsim.experiment.result import Manifest, MeasureSummary, Result
from dtocsim.scenario import load_resolved

_KIND = "result"
_LAYOUT = 1


def write_result(result: Result, folder: str | Path, also: Sequence[Callable[[Path], None]] = ()) -> Path:
    """Writes a result whole or not at all; an earlier result gives way in one step.

    Args:
        result: What `run` returned.
        folder: Where it shall stand; parents are made.
        also: Functions that add files, such as plots, to the folder they are given.

    Returns:
        The folder as an absolute path.

    Raises:
        ResultError: Something that is not a result stands there.
        OSError: The disk refuses.
    """

    from dtocsim.experiment.tables import DAILY, MONTHLY, PUBLISHED, write_table

    target = Path(folder).resolve()

    def fill(draft: Path) -> None:
        (draft / "resolved.yaml").write_text(result.scenario.to_yaml(target), encoding="utf-8")
        write_json(draft / "summary.json", {"measures": {m.name: asdict(m) for m in result.measures}})
        write_table(result.monthly, MONTHLY, draft / "monthly.parquet")
        write_table(result.daily, DAILY, draft / "daily.parquet")
        if result.published is not None:
            write_table(result.published, PUBLISHED, draft / "published.parquet")
        for write in also:
            write(draft)

    return write_folder(target, _KIND, _LAYOUT, asdict(result.manifest), fill)


def read_result(folder: str | Path) -> Result:
    """Reads what `write_result` wrote.

    Args:
        folder: A result folder.

    Raises:
        ResultError: The folder is no result of this layout, or is damaged.
        ScenarioError: Its scenario cannot be loaded, for instance because the tables it names are gone.
    """
    source = Path(folder)
    header = read_manifest(source, _KIND, _LAYOUT)
    # What is no result is refused before what reads tables is loaded.
    from dtocsim.experiment.tables import read_table

    try:
        return Result(
            scenario=load_resolved(source / "resolved.yaml"),
            manifest=_manifest(header),
            measures=_measures(source / "summary.json"),
            monthly=read_table(source / "monthly.parquet"),
            daily=read_table(source / "daily.parquet"),
            published=read_table(published) if (published := source / "published.parquet").exists() else None,
        )
    except (KeyError, TypeError, OSError, json.JSONDecodeError) as error:
        raise ResultError(f"{folder}: damaged result: {error}") from error


def _manifest(header: dict[str, Any]) -> Manifest:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in header.items()
    }
    return Manifest(**values | {"looks": tuple(Look(**look) for look in header["looks"])})


def _measures(path: Path) -> tuple[MeasureSummary, ...]:
    rows = json.loads(path.read_text(encoding="utf-8"))["measures"].values()
    return tuple(
        MeasureSummary(**row | {"mean": math.nan if row["mean"] is None else row["mean"]}) for row in rows
    )
