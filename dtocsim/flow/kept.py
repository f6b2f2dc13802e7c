"""What takes long to work out and comes out the same every time, kept on disk for later programs.

A key has to name everything that decides the content. Sources, versions and the processor are part of every
key, because the last bit of a logarithm depends on them. So nothing is ever out of date, and the folder may
be deleted at any time.
"""

import hashlib
import os
import platform
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from llvmlite import binding

from dtocsim.flow._jit import source_hash
from dtocsim.flow.cache_base import cache_base

_WRITES_BETWEEN_LOOKS = 200


@cache
def surroundings() -> str:
    """Name what decides the last bit besides what is worked out."""
    return f"{source_hash()} {platform.platform()} {binding.get_host_cpu_name()}"


class Kept:
    """A folder of files, each written whole or not at all; damaged ones are as good as absent.

    Args:
        name: of the folder.
        most: files that are left when older ones make room, 1 or more.
    """

    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most
        self._writes = 0

    def read(self, key: str) -> bytes | None:
        """Return what was kept under a key, if it is there and undamaged."""
        try:
            digest, content = self._file(key).read_bytes().split(b"\n", 1)
        except (OSError, ValueError):
            return None
        return content if digest == _digest(content) else None

    def write(self, key: str, content: bytes) -> None:
        """Keep something; where nothing can be written, nothing is kept."""
        with suppress(OSError):
            file = self._file(key)
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=file.parent)
            try:
                with os.fdopen(handle, "wb") as target:
                    target.write(_digest(content) + b"\n" + content)
                os.replace(name, file)
            except OSError:
                os.unlink(name)
                raise
            self._make_room(file.parent)

    def _file(self, key: str) -> Path:
        name = hashlib.sha256(f"{surroundings()}\n{key}".encode()).hexdigest()
        return cache_base() / self.name / name

    def _make_room(self, folder: Path) -> None:
        """Remove the oldest files, now and then: to look at them all takes longer than to write one."""
        if self._writes % _WRITES_BETWEEN_LOOKS == 0:
            files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
            for file in files[: -self.most]:
                file.unlink(missing_ok=True)
        self._writes += 1


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
