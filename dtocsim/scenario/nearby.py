"""A scenario file by a name that is not there: which one was meant."""

import difflib
import os
from pathlib import Path

_ELSEWHERE = (".", "..", "../..", "scenarios", "scenarios/what-if", "../what-if", "what-if")
"""Folders, from that of the name, in which files are mistaken for being."""


def meant(path: Path, start: Path) -> str:
    """Advice for a file that is not there.

    Args:
        path: of the file.
        start: what the advice's path is relative to.

    Returns:
        The file of the same name in a folder close by, or that of the nearest name, or what to do.
    """
    found = next((path.parent / each / path.name for each in _ELSEWHERE if _is_file(path, each)), None)
    if found is None and os.path.isdir(path.parent):
        names = [name for name in os.listdir(path.parent) if name.endswith((".yaml", ".yml"))]
        close = difflib.get_close_matches(path.name, sorted(names), n=1, cutoff=0.8)
        found = path.parent / close[0] if close else None
    if found is None:
        return "name a scenario file"
    return f"did you mean {Path(os.path.relpath(found, start)).as_posix()}?"


def _is_file(path: Path, folder: str) -> bool:
    return os.path.isfile(path.parent / folder / path.name)
