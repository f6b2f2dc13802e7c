"""Which program made a piece: its version, and a hash of the sources that decide a result."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import dtocsim

_DECIDING = ("flow", "scenario", "care")
"""Packages whose sources decide what a replication finds; the others only count, plot or write it."""


@cache
def engine_version() -> str:
    """Version of dtocsim and eight hexadecimal digits of its deciding sources, such as `0.1.0-3f2a9c01`.

    Two programs of one engine version find the same in every replication, to the last bit on one platform.
    """
    top = Path(dtocsim.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(path for name in _DECIDING for path in (top / name).rglob("*.py")):
        digest.update(path.relative_to(top).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{dtocsim.__version__}-{digest.hexdigest()[:8]}"
