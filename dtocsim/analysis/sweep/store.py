"""The folder of a sweep: points.parquet, measures.parquet, baseline.yaml, manifest.json."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from dtocsim.care.engine_version import engine_version
from dtocsim.experiment import write_folder
from dtocsim.experiment.tables import write_table

if TYPE_CHECKING:
    from dtocsim.analysis.sweep.run import Sweep

_KIND = "sweep"
_LAYOUT = 1


def write_sweep(sweep: Sweep, folder: str | Path, also: Sequence[Callable[[Path], None]] = ()) -> Path:
    """Writes a sweep whole or not at all; an earlier one gives way in one step.

    Args:
        sweep: What `sweep` returned.
        folder: Where it shall stand; parents are made.
        also: Functions that add files to the folder they are given.

    Returns:
        The folder as an absolute path.

    Raises:
        ResultError: Something that dtocsim did not write stands there.
        OSError: The disk refuses.
    """
    target = Path(folder).resolve()

    def fill(draft: Path) -> None:
        (draft / "baseline.yaml").write_text(sweep.base.to_yaml(target), encoding="utf-8")
        write_table(sweep.table, None, draft / "measures.parquet")
        for write in also:
            write(draft)

    plan = asdict(sweep.plan) | {"base": str(sweep.plan.base)}
    plan["varied"] = [varied.key for varied in sweep.plan.varied]
    plan["programmes"] = [
        {"name": each.name, "schemes": list(each.schemes), "nothing_share": each.nothing_share}
        for each in sweep.plan.programmes
    ]
    manifest = {
        "version": engine_version(),
        "plan": plan,
        "area": sweep.area,
        "seed": sweep.base.run.seed,
        "points": [dict(point) for point in sweep.points],
    }
    return write_folder(target, _KIND, _LAYOUT, manifest, fill)
