"""The result folder: resolved.yaml, manifest.json, summary.json, monthly.parquet, daily.parquet."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dtocsim.experiment.result import Manifest, MeasureSummary, Result
from dtocsim.experiment.tables import DAILY, MONTHLY, PUBLISHED, read_table, write_table
from dtocsim.experiment.whole import try_writing, write_whole
from dtocsim.scenario import load

_PROGRAM = "dtocsim"
_LAYOUT = 1


class ResultError(ValueError):
    """A folder cannot be read as a result, or must not be replaced by one; one line."""


def check_target(folder: str | Path) -> Path:
    """Says before a long run whether its result may be written there.

    Args:
        folder: Where the result shall stand: absent, empty, or an earlier result of dtocsim.

    Returns:
        The same folder as an absolute path, links followed.

    Raises:
        ResultError: Something else stands there, or files that dtocsim did not write, or the disk refuses.
    """
    target = Path(folder).resolve()
    if target.is_file():
        raise ResultError(f"{folder}: a file, not a folder; name another folder with --out")
    try:
        try_writing(target)
    except OSError as error:
        raise ResultError(f"{folder}: cannot be written: {error.strerror or error}") from error
    if not target.exists():
        return target
    strangers = sorted({path.name for path in target.iterdir()} - _written_files(target))
    if strangers:
        raise ResultError(
            f"{folder}: holds {strangers[0]}, which dtocsim did not write; name another folder with --out"
        )
    return target


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
    target = check_target(folder)

    def fill(draft: Path) -> None:
        (draft / "resolved.yaml").write_text(result.scenario.to_yaml(target), encoding="utf-8")
        _write_json(
            draft / "summary.json", {"measures": {m.name: _plain(asdict(m)) for m in result.measures}}
        )
        write_table(result.monthly, MONTHLY, draft / "monthly.parquet")
        write_table(result.daily, DAILY, draft / "daily.parquet")
        if result.published is not None:
            write_table(result.published, PUBLISHED, draft / "published.parquet")
        for write in also:
            write(draft)
        files = sorted(path.name for path in draft.iterdir())
        header = {"program": _PROGRAM, "layout": _LAYOUT, "files": [*files, "manifest.json"]}
        _write_json(draft / "manifest.json", header | asdict(result.manifest))

    write_whole(target, fill)
    return target


def read_result(folder: str | Path) -> Result:
    """Reads what `write_result` wrote.

    Args:
        folder: A result folder.

    Raises:
        ResultError: The folder is no result of this layout, or is damaged.
        ScenarioError: Its scenario cannot be loaded, for instance because the tables it names are gone.
    """
    source = Path(folder)
    header = _header(source)
    if header is None:
        raise ResultError(f"{folder}: not a dtocsim result (no manifest.json written by dtocsim)")
    if header["layout"] != _LAYOUT:
        raise ResultError(f"{folder}: result layout {header['layout']}; this dtocsim reads layout {_LAYOUT}")
    try:
        return Result(
            scenario=load(source / "resolved.yaml"),
            manifest=_manifest(header),
            measures=_measures(source / "summary.json"),
            monthly=read_table(source / "monthly.parquet"),
            daily=read_table(source / "daily.parquet"),
            published=_published(source / "published.parquet"),
        )
    except (KeyError, TypeError, OSError, json.JSONDecodeError) as error:
        raise ResultError(f"{folder}: damaged result: {error}") from error


def _written_files(folder: Path) -> set[str]:
    header = _header(folder)
    return set() if header is None else set(header["files"])


def _header(folder: Path) -> dict[str, Any] | None:
    try:
        header = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = (
        isinstance(header, dict)
        and header.get("program") == _PROGRAM
        and {"layout", "files"} <= header.keys()
    )
    return header if ours else None


def _manifest(header: dict[str, Any]) -> Manifest:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in header.items()
        if key not in ("program", "layout", "files")
    }
    return Manifest(**values)


def _measures(path: Path) -> tuple[MeasureSummary, ...]:
    rows = json.loads(path.read_text(encoding="utf-8"))["measures"].values()
    return tuple(
        MeasureSummary(**row | {"mean": math.nan if row["mean"] is None else row["mean"]}) for row in rows
    )


def _published(path: Path) -> Any:
    return read_table(path) if path.exists() else None


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    # JSON has no NaN, and readers outside Python refuse a file that holds one.
    return {
        key: None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
