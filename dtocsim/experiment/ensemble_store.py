"""The folder of an ensemble's run: ensemble.json, ranges.parquet, values.parquet, the scenarios."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from dtocsim.experiment.ensemble_result import EnsembleResult, Range
from dtocsim.experiment.folder import ResultError, read_manifest, write_folder, write_json
from dtocsim.experiment.tables import PUBLISHED, read_table, write_table
from dtocsim.scenario import load

_KIND = "ensemble"
_LAYOUT = 1
_PLAIN = ("measure", "area", "source", "members", "replications", "seconds", "reused", "version")


def write_ensemble_result(
    result: EnsembleResult, folder: str | Path, also: Sequence[Callable[[Path], None]] = ()
) -> Path:
    """Writes the run of an ensemble whole or not at all; an earlier one gives way in one step.

    Args:
        result: What `run_ensemble` returned.
        folder: Where it shall stand; parents are made.
        also: Functions that add files to the folder they are given.

    Returns:
        The folder as an absolute path.

    Raises:
        ResultError: Something that dtocsim did not write stands there.
        OSError: The disk refuses.
    """
    target = Path(folder).resolve()
    files = [f"scenario-{number}.yaml" for number in range(1, len(result.names) + 1)]

    def fill(draft: Path) -> None:
        for scenario, name in zip(result.scenarios, files, strict=True):
            (draft / name).write_text(scenario.to_yaml(target), encoding="utf-8")
        write_json(draft / "ensemble.json", {"ranges": [asdict(each) for each in result.ranges]})
        for name, frame in (("ranges", result.table), ("values", result.values)):
            write_table(frame, None, draft / f"{name}.parquet")
        if result.published is not None:
            write_table(result.published, PUBLISHED, draft / "published.parquet")
        for write in also:
            write(draft)

    manifest = {key: getattr(result, key) for key in _PLAIN} | {"notes": list(result.notes)}
    pairs = zip(result.names, files, strict=True)
    manifest["scenarios"] = [{"name": name, "file": file} for name, file in pairs]
    return write_folder(target, _KIND, _LAYOUT, manifest, fill)


def read_ensemble_result(folder: str | Path) -> EnsembleResult:
    """Reads what `write_ensemble_result` wrote.

    Args:
        folder: Its folder.

    Raises:
        ResultError: The folder holds none of this layout, or is damaged.
        ScenarioError: A scenario cannot be loaded, for instance because the tables it names are gone.
    """
    source = Path(folder)
    header = read_manifest(source, _KIND, _LAYOUT)
    try:
        ranges = json.loads((source / "ensemble.json").read_text(encoding="utf-8"))["ranges"]
        published = source / "published.parquet"
        return EnsembleResult(
            scenarios=tuple(load(source / each["file"]) for each in header["scenarios"]),
            names=tuple(each["name"] for each in header["scenarios"]),
            ranges=tuple(Range(**each) for each in ranges),
            table=read_table(source / "ranges.parquet"),
            values=read_table(source / "values.parquet"),
            published=read_table(published) if published.exists() else None,
            notes=tuple(header["notes"]),
            **{key: header[key] for key in _PLAIN},
        )
    except (KeyError, TypeError, OSError, json.JSONDecodeError) as error:
        raise ResultError(f"{folder}: damaged result of an ensemble: {error}") from error
