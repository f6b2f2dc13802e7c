"""What groups of a store say, without simulating anything."""

from __future__ import annotations

from collections.abc import Sequence

from dtocsim.experiment.comparing import compare
from dtocsim.experiment.comparison import Comparison
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.listing import Holding, chosen
from dtocsim.experiment.piece_store import FolderStore
from dtocsim.experiment.resources import Resources
from dtocsim.scenario import load


def values_of(holding: Holding) -> dict[str, list[float]]:
    """Every measure by name, one figure a replication.

    Raises:
        ResultError: The group holds no replication.
    """
    if not holding.replications:
        raise ResultError(f"{holding.id}: holds no replication")
    rows = [holding.found(replication).measures for replication in holding.replications]
    return {name: [row[name] for row in rows] for name in rows[0]}


def compare_holdings(store: FolderStore, ids: Sequence[str], measure: str, level: float) -> Comparison:
    """Compares groups of a store, the baseline first, by the replications they have in common.

    Raises:
        ResultError: They were run by another version, in different areas, with different seeds or engines, or
            have no replications in common.
    """
    groups = chosen(store, ids)
    for group in groups:
        if not group.current:
            raise ResultError(f"{group.id}: run by version {group.keys['version']}; run it again to compare")
        for key in ("selection", "seed", "engine"):
            if group.keys[key] != groups[0].keys[key]:
                raise ResultError(
                    f"{group.id}: {key} {group.keys[key]}, the baseline's is {groups[0].keys[key]}; they "
                    "cannot be paired"
                )
    common = _common(groups)
    seed = f"run.seed={groups[0].keys['seed']}"
    scenarios = [load(group.scenario_file, set_=(seed,)) for group in groups]
    kind, _, code = groups[0].keys["selection"].partition("-")
    return compare(
        scenarios[0],
        scenarios[1:],
        area=code if code and kind != "system" else None,
        system=code if kind == "system" else None,
        replications=common,
        measure=measure,
        level=level,
        engine="reference" if groups[0].keys["engine"] == "reference" else "compiled",
        resources=Resources(store=store),
    )


def _common(groups: Sequence[Holding]) -> int:
    """How many replications from the first on all groups have."""
    shared = set.intersection(*(set(group.replications) for group in groups))
    count = next(number for number in range(1, len(shared) + 2) if number not in shared) - 1
    if count == 0:
        raise ResultError("no replications in common; run the scenarios first")
    return count
