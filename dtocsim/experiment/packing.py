"""What a piece found, as the bytes of its files: the same on disk, in memory and between machines."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dtocsim.experiment.surroundings import libraries, machine
from dtocsim.experiment.tables import DAILY, MONTHLY, arrow_table

if TYPE_CHECKING:
    from dtocsim.care import Replication

Files = Mapping[str, bytes]
RECORD = "piece.json"
LAYOUT = 1
"""Number of the layout of these files; another one is another piece."""

_MEASURES = pa.schema([("replication", pa.int32()), ("measure", pa.string()), ("value", pa.float64())])


@dataclass(frozen=True)
class Record:
    """How a piece came about.

    Attributes:
        seconds: Seconds it took.
        events: Events handled.
        notes: What the model found worth saying.
        started: When it began, seconds since 1970.
        machine: Operating system and processor.
        python: Version of Python.
        numpy: Version of NumPy.
        numba: Version of Numba.
        area: Full name of the part of England that was run.
        path: Its folder, relative to that of all pieces.
        version: Engine version.
        state: Hash of its scenario and tables.
    """

    seconds: float
    events: int
    notes: tuple[str, ...]
    started: float
    machine: str
    python: str
    numpy: str
    numba: str
    area: str
    path: str
    version: str
    state: str


class Found:
    """What a piece found; tables are read when somebody asks for them."""

    def __init__(self, files: Files) -> None:
        self._files = files

    @cached_property
    def record(self) -> Record:
        """How it came about."""
        content = json.loads(self._files[RECORD])["record"]
        return Record(**content | {"notes": tuple(content["notes"])})

    @cached_property
    def measures(self) -> dict[str, float]:
        """Every measure by name."""
        table = self.table("measures.parquet")
        return dict(zip(table["measure"].to_pylist(), table["value"].to_pylist(), strict=True))

    @property
    def monthly(self) -> pa.Table:
        """The monthly table, schema `tables.MONTHLY`."""
        return self.table("monthly.parquet")

    @property
    def daily(self) -> pa.Table:
        """The daily table, schema `tables.DAILY`."""
        return self.table("daily.parquet")

    def table(self, name: str) -> pa.Table:
        """One of its tables by the name of its file."""
        return pq.read_table(pa.BufferReader(self._files[name]))


def pack(found: Replication, replication: int, about: Mapping[str, Any]) -> Files:
    """The files of a piece.

    Args:
        found: What the care system returned.
        replication: Its number, from 1.
        about: Where and by what it was made: path, version, state, area, started.
    """
    measures = {
        "replication": [replication] * len(found.measures),
        "measure": list(found.measures),
        "value": list(found.measures.values()),
    }
    files = {
        "measures.parquet": _parquet(pa.table(measures, schema=_MEASURES)),
        "monthly.parquet": _parquet(arrow_table(found.monthly, MONTHLY, replication)),
        "daily.parquet": _parquet(arrow_table(found.daily, DAILY, replication)),
    }
    record = {"seconds": found.seconds, "events": found.events, "notes": found.notes, "machine": machine()}
    content: dict[str, Any] = {
        "program": "dtocsim",
        "layout": LAYOUT,
        "record": {**record, **libraries(), **about},
        "files": _sums(files),
    }
    return files | {RECORD: json.dumps(content, indent=1).encode()}


def is_whole(files: Files) -> bool:
    """Whether these are all the files of a piece of this layout, undamaged."""
    try:
        content = json.loads(files[RECORD])
        if content["layout"] != LAYOUT:
            return False
        return bool(content["files"] == _sums({name: files[name] for name in content["files"]}))
    except (KeyError, TypeError, ValueError):
        return False


def _sums(files: Files) -> dict[str, list[int]]:
    """Length and checksum of each file."""
    return {name: [len(data), zlib.crc32(data)] for name, data in files.items()}


def _parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()
