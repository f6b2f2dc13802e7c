"""Folders that appear whole or not at all, whatever kills the program and whenever."""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

_HERE = -100  # AT_FDCWD of fcntl.h: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h and RENAME_SWAP of sys/stdio.h on macOS
_LEFTOVER_SECONDS = 3600.0  # assumed: no result takes an hour to write


def write_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Makes a folder by filling a hidden sibling and renaming it.

    Args:
        target: The folder to make; if it exists, it is replaced.
        fill: Writes the content into the empty folder it is given.

    Raises:
        OSError: The disk refuses; what stood at the target stands there still.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(target)
    draft = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    try:
        fill(draft)
        draft.chmod(0o777 & ~_umask())
        _flush(draft)
        _move(draft, target)
        _flush_folder(target.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def try_writing(target: Path) -> None:
    """Finds out, and leaves no trace, whether a folder could be made beside the target.

    Args:
        target: The folder to make later; parents that are missing stay missing.

    Raises:
        OSError: The disk refuses.
    """
    parent = next(path for path in target.parents if path.exists())
    os.rmdir(tempfile.mkdtemp(prefix=_prefix(target), dir=parent))


def _prefix(target: Path) -> str:
    return f".{target.name}.part-"


def _remove_leftovers(target: Path) -> None:
    for path in target.parent.glob(glob.escape(_prefix(target)) + "*"):
        if time.time() - path.stat().st_mtime > _LEFTOVER_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    # Windows cannot open a folder to flush it.
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _move(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
    elif not _exchanged(draft, target):
        # Where the system cannot exchange two folders, the old one steps aside for an instant.
        aside = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        target.rename(aside / "old")
        draft.rename(target)
        shutil.rmtree(aside, ignore_errors=True)


def _exchanged(draft: Path, target: Path) -> bool:
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None)
    old, new = os.fsencode(draft), os.fsencode(target)
    if hasattr(library, "renameat2"):
        return bool(library.renameat2(_HERE, old, _HERE, new, _EXCHANGE) == 0)
    if hasattr(library, "renamex_np"):
        return bool(library.renamex_np(old, new, _EXCHANGE) == 0)
    return False
