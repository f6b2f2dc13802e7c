"""The folder of a sweep: measures.parquet, baseline.yaml, manifest.json."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dtocsim.analysis.sweep.plan import Plan, Programme, Varied
from dtocsim.analysis.sweep.run import Sweep
from dtocsim.care.engine_version import engine_version
from dtocsim.experiment import ResultError, write_folder
from dtocsim.experiment.folder import read_manifest
from dtocsim.experiment.tables import read_table, write_table
from dtocsim.scenario import load
from dtocsim.scenario.problems import Place

_KIND = "sweep"
_LAYOUT = 1
# Of sweeps that were written before their level was.
_LEVEL = 0.95


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
        "level": sweep.level,
        "points": [dict(point) for point in sweep.points],
    }
    return write_folder(target, _KIND, _LAYOUT, manifest, fill)


def read_sweep(folder: str | Path) -> Sweep:
    """Reads what `write_sweep` wrote; of the keys that varied, the points alone say which values they took.

    Args:
        folder: The folder of a sweep.

    Raises:
        ResultError: The folder is no sweep of this layout, or is damaged.
        ScenarioError: Its base cannot be loaded.
    """
    source = Path(folder)
    header = read_manifest(source, _KIND, _LAYOUT)
    try:
        return Sweep(
            plan=_plan(header["plan"], source),
            area=header["area"],
            base=load(source / "baseline.yaml"),
            points=tuple(header["points"]),
            values=_values(read_table(source / "measures.parquet")),
            reused=0,
            level=header.get("level", _LEVEL),
        )
    except (KeyError, TypeError, OSError) as error:
        raise ResultError(f"{folder}: damaged sweep: {error}") from error


def _plan(told: Mapping[str, Any], source: Path) -> Plan:
    place = Place(str(source / "manifest.json"))
    known = dict(told) | {"base": Path(told["base"])}
    known["varied"] = tuple(Varied(key, (), place) for key in told["varied"])
    known["programmes"] = tuple(
        Programme(each["name"], tuple(each["schemes"]), each["nothing_share"], place)
        for each in told.get("programmes", ())
    )
    return Plan(**known)


def _values(table: pd.DataFrame) -> dict[str, np.ndarray]:
    return {
        str(measure): rows.pivot(index="replication", columns="point", values="value").to_numpy(np.float64)
        for measure, rows in table.groupby("measure", observed=True, sort=False)
    }
