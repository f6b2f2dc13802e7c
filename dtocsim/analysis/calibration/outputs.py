"""What a calibration leaves behind: the best scenario, the ensemble, and tables."""

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from dtocsim.experiment.whole import write_text
from dtocsim.scenario.setting import written
from dtocsim.scenario.writer import as_yaml

from .calibration import Calibration
from .identification import identify
from .levers import Lever, changes
from .simulation import Simulation

BEST, ENSEMBLE, TARGETS, PARAMETERS = "best.yaml", "ensemble.csv", "targets.csv", "parameters.csv"


def write_outputs(
    folder: Path,
    source: Path,
    simulation: Simulation,
    levers: Sequence[Lever],
    found: Calibration,
) -> None:
    """Write all files of a calibration, each whole or not at all.

    Args:
        folder: where to.
        source: the scenario file that was calibrated.
        simulation: what was simulated.
        levers: what could move.
        found: the calibration.

    Raises:
        OSError: the disk refuses.
    """
    best = found.outcome.found.points[found.outcome.best]
    write_text(folder / BEST, _scenario(folder, source, simulation, changes(levers, best.tolist())))
    write_text(folder / ENSEMBLE, _ensemble(simulation, levers, found))
    write_text(folder / TARGETS, _targets(found))
    write_text(folder / PARAMETERS, _parameters(found))


def _scenario(folder: Path, source: Path, simulation: Simulation, values: Mapping[str, float]) -> str:
    above = Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
    content: dict[str, object] = {"extends": above, "base": True}
    content["name"] = f"{simulation.scenario.name}, calibrated"[:200]
    for key, value in written(simulation.scenario, values, simulation.local).items():
        _put(content, key, value)
    head = "# Only what was calibrated stands here; report.md says how, and what is not identified.\n"
    return head + as_yaml(content)


def _put(content: dict[str, object], key: str, value: object) -> None:
    *sections, last = key.split(".")
    for name in sections:
        inner = content.setdefault(name, {})
        assert isinstance(inner, dict)
        content = inner
    content[last] = value


def _ensemble(simulation: Simulation, levers: Sequence[Lever], found: Calibration) -> str:
    members = found.outcome.found.points[list(found.outcome.members)]
    rows = [changes(levers, point.tolist()) for point in members]
    keys = [key for lever in levers for key in lever.keys]
    area = simulation.local or "England"
    return _csv(
        ["member", "area", *keys],
        ([number, area, *(row[key] for key in keys)] for number, row in enumerate(rows, start=1)),
    )


def _targets(found: Calibration) -> str:
    columns = [
        "number",
        "label",
        "area",
        "from",
        "to",
        "role",
        "published",
        "before",
        "found",
        "tolerance",
        "met",
    ]
    before, after = found.start.mean(axis=0), found.final.mean(axis=0)
    rows = (
        [
            target.number,
            target.label,
            target.area,
            target.period.first,
            target.period.last,
            target.role,
            target.value,
            float(before[place]),
            float(after[place]),
            target.tolerance_text,
            "yes" if good else "no",
        ]
        for place, (target, good) in enumerate(zip(found.targets, found.met(), strict=True))
    )
    return _csv(columns, rows)


def _parameters(found: Calibration) -> str:
    columns = [
        "parameter",
        "before",
        "low_before",
        "high_before",
        "low_after",
        "high_after",
        "best",
        "identified",
        "by",
        "meaning",
    ]
    rows = (
        [
            each.parameter.name,
            each.parameter.value,
            each.parameter.low,
            each.parameter.high,
            each.low,
            each.high,
            each.best,
            "yes" if each.identified else "no",
            each.by or "",
            each.meaning,
        ]
        for each in identify(found.outcome)
    )
    return _csv(columns, rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [f"{cell:.7g}" if isinstance(cell, float | np.floating) else cell for cell in row] for row in rows
    )
    return text.getvalue()
