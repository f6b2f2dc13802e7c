"""Where finished pieces are kept: a folder that any number of processes may use at the same time, or memory.

```
store.json                                    which program, which layout
scenarios/<hash>.yaml, <hash>.json            each scenario, resolved; its name and what it changes
pieces/version=<engine>/scenario=<hash>/selection=<area>/engine=<engine>/seed=<seed>/<replication>/
    measures.parquet, monthly.parquet, daily.parquet, piece.json
drafts/                                       pieces being written
```
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Protocol

from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.packing import RECORD, Files, Found, is_whole
from dtocsim.experiment.piece import Piece
from dtocsim.experiment.whole import try_writing, write_once, write_text

LAYOUT = 1
_HEADER = "store.json"


class Store(Protocol):
    """Keeps pieces."""

    def find(self, piece: Piece) -> Found | None:
        """The piece, if it is here and whole."""

    def keep(self, piece: Piece, files: Files) -> None:
        """Keeps a finished piece; one that is here already stays as it is."""

    def by_other_versions(self, piece: Piece) -> int:
        """Replications of a scenario of this name, same area and seed, that other versions left here."""


class MemoryStore:
    """Keeps pieces as long as the program runs."""

    def __init__(self) -> None:
        self._files: dict[str, Files] = {}

    def find(self, piece: Piece) -> Found | None:
        """The piece, if it is here."""
        files = self._files.get(str(piece.path))
        return None if files is None else Found(files)

    def keep(self, piece: Piece, files: Files) -> None:
        """Keeps a finished piece."""
        self._files.setdefault(str(piece.path), files)

    def by_other_versions(self, piece: Piece) -> int:
        """None: the program has one version."""
        return 0


class FolderStore:
    """Keeps pieces in a folder, each whole or not at all.

    Args:
        root: The folder; it is made when the first piece is kept.

    Raises:
        ResultError: Something else stands there, a store of another layout, or the disk refuses.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            try_writing(root / _HEADER)
            self._check()
        except OSError as error:
            raise ResultError(f"{root}: cannot be used as a store: {error.strerror or error}") from error

    def _check(self) -> None:
        if self.root.is_dir() and any(self.root.iterdir()):
            try:
                header = json.loads((self.root / _HEADER).read_text(encoding="utf-8"))
                layout = header["layout"] if header["program"] == "dtocsim" else None
            except (OSError, ValueError, KeyError, TypeError):
                layout = None
            if layout is None:
                raise ResultError(f"{self.root}: not a store of dtocsim; name another folder with --store")
            if layout != LAYOUT:
                raise ResultError(f"{self.root}: store layout {layout}; this dtocsim keeps layout {LAYOUT}")

    def find(self, piece: Piece) -> Found | None:
        """The piece, if it is here and whole; a damaged one is removed, so that it is run again."""
        folder = self.root / "pieces" / piece.path
        try:
            files = {path.name: path.read_bytes() for path in folder.iterdir()}
        except FileNotFoundError:
            return None
        if is_whole(files) and Found(files).record.state == piece.state:
            return Found(files)
        shutil.rmtree(folder, ignore_errors=True)
        return None

    def keep(self, piece: Piece, files: Files) -> None:
        """Keeps a finished piece; one that another process finished first stays as it is.

        Raises:
            OSError: The disk refuses; no part of the piece appears.
        """
        self._describe(piece)
        write_once(self.root / "pieces" / piece.path, files, self.root / "drafts")

    def _describe(self, piece: Piece) -> None:
        about = self.root / "scenarios" / f"{piece.scenario_id}.json"
        if about.exists():
            return
        header = {"program": "dtocsim", "layout": LAYOUT}
        write_text(self.root / _HEADER, json.dumps(header) + "\n")
        scenario = piece.scenario
        write_text(about.with_suffix(".yaml"), scenario.to_yaml(about.parent.resolve()))
        content = {
            "scenario": about.stem,
            "state": piece.state,
            "name": scenario.name,
            "question": scenario.question,
        }
        write_text(about, json.dumps(content, indent=1, ensure_ascii=False) + "\n")

    def by_other_versions(self, piece: Piece) -> int:
        """Replications of a scenario of this name, of the same area and seed, that other versions left here.

        Another version often knows more keys, so that the same file is another scenario to it.
        """
        version, _, *same = piece.group.parts
        groups = (self.root / "pieces").glob("/".join(("version=*", "scenario=*", *same)))
        depth = len(same) + 1
        records = (
            one / RECORD
            for group in groups
            if group.parents[depth - 1].name != version
            and self._name(group.parents[depth - 2].name) == piece.scenario.name
            for one in group.iterdir()
        )
        return sum(record.exists() for record in records)

    def _name(self, scenario: str) -> str:
        """Name of a scenario, given the folder of its pieces; empty where the store no longer knows it."""
        about = self.root / "scenarios" / f"{scenario.removeprefix('scenario=')}.json"
        try:
            return str(json.loads(about.read_text(encoding="utf-8"))["name"])
        except (OSError, ValueError, KeyError):
            return ""
