"""Folders that appear whole or not at all, whatever kills the program and whenever."""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

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


def write_once(target: Path, files: Mapping[str, bytes], drafts: Path) -> bool:
    """Makes a folder of files, unless it is there already.

    Nothing waits for the disk: after a power cut a file may be cut short, so whoever reads it must be able to
    tell (`packing.is_whole`).

    Args:
        target: The folder to make; parents are made.
        files: Content by name.
        drafts: Folder on the same disk in which the files are written before they appear.

    Returns:
        False if the folder was there, or somebody else made it meanwhile; it is left as it is.

    Raises:
        OSError: The disk refuses; nothing appears.
    """
    drafts.mkdir(parents=True, exist_ok=True)
    _remove_old(drafts.iterdir())
    draft = drafts / uuid4().hex
    try:
        draft.mkdir()
        for name, data in files.items():
            (draft / name).write_bytes(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.rename(target)
    except OSError:
        # A folder that holds files cannot be renamed over: the other one stays.
        if target.exists():
            return False
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return True


def write_text(path: Path, text: str) -> None:
    """Makes or replaces a file whole or not at all; parents are made.

    Raises:
        OSError: The disk refuses; what stood there stands there still.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(_prefix(path) + uuid4().hex)
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


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
    _remove_old(target.parent.glob(glob.escape(_prefix(target)) + "*"))


def _remove_old(drafts: Iterable[Path]) -> None:
    for path in drafts:
        # Another process may remove the same draft first.
        with suppress(FileNotFoundError):
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
