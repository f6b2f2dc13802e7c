"""What a store holds by group: the replications of one scenario, area, engine and seed by one version."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from dtocsim.care.engine_version import engine_version
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.packing import RECORD, Found
from dtocsim.experiment.piece_store import FolderStore

_DIGITS = 8
_LEAST_DIGITS = 4


@dataclass(frozen=True)
class Holding:
    """One group of pieces.

    Attributes:
        root: The store.
        folder: Its folder.
        keys: Its columns: version, scenario, selection, engine, seed.
    """

    root: Path
    folder: Path
    keys: dict[str, str]

    @property
    def id(self) -> str:
        """Eight hexadecimal digits that name it; any beginning of them of four or more will do."""
        return sha256(self.folder.relative_to(self.root).as_posix().encode()).hexdigest()[:_DIGITS]

    @property
    def current(self) -> bool:
        """Whether this version of dtocsim made it and can use it."""
        return self.keys["version"] == engine_version()

    @property
    def scenario_file(self) -> Path:
        """The resolved scenario."""
        return self.root / "scenarios" / f"{self.keys['scenario']}.yaml"

    @cached_property
    def name(self) -> str:
        """Name of the scenario; its hash if the store no longer knows it."""
        try:
            content = json.loads(self.scenario_file.with_suffix(".json").read_text(encoding="utf-8"))
            return str(content["name"])
        except (OSError, ValueError, KeyError):
            return self.keys["scenario"]

    @cached_property
    def area(self) -> str:
        """Full name of the part simulated, `England` for the whole."""
        return self.found(self.replications[0]).record.area if self.replications else self.keys["selection"]

    @cached_property
    def replications(self) -> tuple[int, ...]:
        """Numbers of the finished replications, ascending."""
        return tuple(sorted(int(path.parent.name) for path in self.folder.glob(f"*/{RECORD}")))

    @cached_property
    def bytes(self) -> int:
        """Bytes of all its files."""
        return sum(path.stat().st_size for path in self.folder.glob("*/*"))

    @cached_property
    def finished(self) -> float:
        """When its last piece was finished, seconds since 1970."""
        return max((path.stat().st_mtime for path in self.folder.glob(f"*/{RECORD}")), default=0.0)

    def found(self, replication: int) -> Found:
        """What one replication found."""
        folder = self.folder / f"{replication:05d}"
        return Found({path.name: path.read_bytes() for path in folder.iterdir()})

    def remove(self) -> None:
        """Removes it; whoever reads it meanwhile sees it whole or not at all."""
        aside = self.root / "drafts" / uuid4().hex
        aside.parent.mkdir(exist_ok=True)
        self.folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)
        for parent in self.folder.parents[:4]:
            # An empty folder of a scenario or version tells nothing; one that is not empty stays.
            try:
                parent.rmdir()
            except OSError:
                break


def holdings(store: FolderStore) -> list[Holding]:
    """Everything in a store, the last finished first."""
    return sorted(_all(store.root), key=lambda holding: -holding.finished)


def _all(root: Path) -> Iterator[Holding]:
    for folder in (root / "pieces").glob("version=*/scenario=*/selection=*/engine=*/seed=*"):
        parts = folder.relative_to(root / "pieces").parts
        yield Holding(root, folder, dict(part.split("=", 1) for part in parts))


def chosen(store: FolderStore, ids: Sequence[str]) -> list[Holding]:
    """The groups that some ids name.

    Raises:
        ResultError: An id names none or several.
    """
    known = holdings(store)
    found = []
    for id_ in ids:
        matches = [each for each in known if len(id_) >= _LEAST_DIGITS and each.id.startswith(id_.lower())]
        if len(matches) != 1:
            what = "nothing" if not matches else f"{len(matches)} groups"
            raise ResultError(f"{store.root}: {id_} names {what} there; `dtocsim results list` shows the ids")
        found += matches
    return found
