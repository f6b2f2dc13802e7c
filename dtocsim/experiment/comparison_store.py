"""The folder of a comparison: comparison.json, differences.parquet, measures.parquet, the scenarios."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dtocsim.experiment.comparison import Comparison
from dtocsim.experiment.folder import write_folder, write_json

_KIND = "comparison"
_LAYOUT = 1


def write_comparison(
    comparison: Comparison, folder: str | Path, also: Sequence[Callable[[Path], None]] = ()
) -> Path:
    """Writes a comparison whole or not at all; an earlier one gives way in one step.

    Args:
        comparison: What `compare` returned.
        folder: Where it shall stand; parents are made.
        also: Functions that add files to the folder they are given.

    Returns:
        The folder as an absolute path.

    Raises:
        ResultError: Something that dtocsim did not write stands there.
        OSError: The disk refuses.
    """
    target = Path(folder).resolve()
    scenarios = (comparison.base, *comparison.what_ifs)
    files = ["baseline.yaml", *(f"what-if-{number}.yaml" for number in range(1, len(scenarios)))]

    def fill(draft: Path) -> None:
        for scenario, name in zip(scenarios, files, strict=True):
            (draft / name).write_text(scenario.to_yaml(target), encoding="utf-8")
        changes = [asdict(change) for change in comparison.changes]
        ranking = [asdict(rank) for rank in comparison.ranking]
        write_json(draft / "comparison.json", {"changes": changes, "ranking": ranking})
        for name in ("differences", "measures"):
            table = pa.Table.from_pandas(getattr(comparison, name), preserve_index=False)
            pq.write_table(table.replace_schema_metadata(None), draft / f"{name}.parquet", compression="zstd")
        for write in also:
            write(draft)

    return write_folder(target, _KIND, _LAYOUT, _manifest(comparison, files), fill)


def _manifest(comparison: Comparison, files: Sequence[str]) -> dict[str, object]:
    scenarios = (comparison.base, *comparison.what_ifs)
    return {
        "version": comparison.version,
        "scenarios": [
            {"name": name, "file": file, "hash": scenario.hash}
            for name, file, scenario in zip(comparison.names, files, scenarios, strict=True)
        ],
        "area": comparison.area,
        "seed": comparison.base.run.seed,
        "replications": comparison.replications,
        "level": comparison.level,
        "looks": [asdict(look) for look in comparison.looks],
        "notes": list(comparison.notes),
        "seconds": comparison.seconds,
        "reused": comparison.reused,
    }
