"""The folder of a comparison: comparison.json, differences, measures and money as Parquet, the scenarios."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from dtocsim.experiment.accounts import Accounts
from dtocsim.experiment.comparison import Change, Comparison, Rank
from dtocsim.experiment.folder import ResultError, read_manifest, write_folder, write_json
from dtocsim.experiment.precision import Look
from dtocsim.experiment.tables import read_table, write_table
from dtocsim.scenario import load

_KIND = "comparison"
_LAYOUT = 2
_ACCOUNTS = ("lines", "days", "areas")
_PLAIN = ("measure", "area", "replications", "level", "seconds", "reused", "version")


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
            write_table(getattr(comparison, name), None, draft / f"{name}.parquet")
        for name in _ACCOUNTS:
            write_table(getattr(comparison.accounts, name), None, draft / f"money_{name}.parquet")
        for write in also:
            write(draft)

    return write_folder(target, _KIND, _LAYOUT, _manifest(comparison, files), fill)


def read_comparison(folder: str | Path) -> Comparison:
    """Reads what `write_comparison` wrote.

    Args:
        folder: A comparison folder.

    Raises:
        ResultError: The folder is no comparison of this layout, or is damaged.
        ScenarioError: A scenario cannot be loaded, for instance because the tables it names are gone.
    """
    source = Path(folder)
    header = read_manifest(source, _KIND, _LAYOUT)
    try:
        found = json.loads((source / "comparison.json").read_text(encoding="utf-8"))
        base, *what_ifs = [load(source / each["file"]) for each in header["scenarios"]]
        return Comparison(
            base=base,
            what_ifs=tuple(what_ifs),
            names=tuple(each["name"] for each in header["scenarios"]),
            changes=tuple(Change(**change) for change in found["changes"]),
            ranking=tuple(Rank(**rank) for rank in found["ranking"]),
            differences=read_table(source / "differences.parquet"),
            measures=read_table(source / "measures.parquet"),
            accounts=Accounts(*(read_table(source / f"money_{name}.parquet") for name in _ACCOUNTS)),
            looks=tuple(Look(**look) for look in header["looks"]),
            notes=tuple(header["notes"]),
            **{key: header[key] for key in _PLAIN},
        )
    except (KeyError, TypeError, OSError, json.JSONDecodeError) as error:
        raise ResultError(f"{folder}: damaged comparison: {error}") from error


def _manifest(comparison: Comparison, files: Sequence[str]) -> dict[str, object]:
    scenarios = (comparison.base, *comparison.what_ifs)
    return {
        "version": comparison.version,
        "scenarios": [
            {"name": name, "file": file, "hash": scenario.hash}
            for name, file, scenario in zip(comparison.names, files, scenarios, strict=True)
        ],
        "measure": comparison.measure,
        "area": comparison.area,
        "seed": comparison.base.run.seed,
        "replications": comparison.replications,
        "level": comparison.level,
        "looks": [asdict(look) for look in comparison.looks],
        "notes": list(comparison.notes),
        "seconds": comparison.seconds,
        "reused": comparison.reused,
    }
