"""What the flows of England settle to, and where that is kept, since it takes half a second to find.

It is named after everything that decides it: the scenario, the tables as they were read, the sources of the
model. So it is never out of date; the folder may be deleted at any time.
"""

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from dtocsim.flow.cache_base import cache_base

MOST_KEPT = 64
"""Older ones make room: a sweep over people or occupancy has new flows at every point."""


@dataclass(frozen=True)
class Settled:
    """Flows, delays and factors after the last round.

    Attributes:
        scale: emergency admissions of England, relative to what the hospitals' beds leave room for.
        scales, levels: national figures round by round; see `Expectations`.
        factors: how long delays last in each place, relative to England.
        supply: share of wishes for care that can be met, by place and need.
        own_share: share of emergency admissions of people who are not in care, by place and age band.
        community_factor: by system, how often people leave hospital for a community bed, relative to England.
        everywhere: emergency admissions a day in all of England.
    """

    scale: float
    scales: list[float]
    levels: list[float]
    factors: dict[str, float]
    supply: dict[str, dict[str, float]]
    own_share: dict[str, list[float]]
    community_factor: dict[str, float]
    everywhere: float


def kept(key: str) -> Settled | None:
    """Return what was kept under a key; None if there is nothing, or it is damaged."""
    try:
        digest, text = _file(key).read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    return Settled(**json.loads(text)) if digest == _digest(text) else None


def keep(key: str, settled: Settled) -> None:
    """Keep it for later programs, whole or not at all; where nothing can be written, nothing is kept."""
    text = json.dumps(asdict(settled))
    with suppress(OSError):
        file = _file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as target:
                target.write(f"{_digest(text)}\n{text}")
            os.replace(name, file)
        except OSError:
            os.unlink(name)
            raise
        _make_room(file.parent)


def _make_room(folder: Path) -> None:
    files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    for file in files[:-MOST_KEPT]:
        file.unlink(missing_ok=True)


def _file(key: str) -> Path:
    return cache_base() / "settled" / key


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
