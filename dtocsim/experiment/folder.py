"""Folders that commands write (results, comparisons, sweeps): whole or not at all, only over their like."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dtocsim.experiment.whole import try_writing, write_whole

_PROGRAM = "dtocsim"
_HEADER = ("program", "holds", "layout", "files")


class ResultError(ValueError):
    """A folder cannot be read as a result, or must not be replaced by one; one line."""


def check_target(folder: str | Path) -> Path:
    """Says before a long run whether its result may be written there.

    Args:
        folder: Where the result shall stand: absent, empty, or an earlier result of dtocsim.

    Returns:
        The same folder as an absolute path, links followed.

    Raises:
        ResultError: Something else stands there, or files that dtocsim did not write, or the disk refuses.
    """
    target = Path(folder).resolve()
    if target.is_file():
        raise ResultError(f"{folder}: a file, not a folder; name another folder with --out")
    try:
        try_writing(target)
    except OSError as error:
        raise ResultError(f"{folder}: cannot be written: {error.strerror or error}") from error
    if not target.exists():
        return target
    strangers = sorted({path.name for path in target.iterdir()} - _written_files(target))
    if strangers:
        raise ResultError(
            f"{folder}: holds {strangers[0]}, which dtocsim did not write; name another folder with --out"
        )
    return target


def write_folder(
    folder: str | Path, kind: str, layout: int, manifest: Mapping[str, Any], fill: Callable[[Path], None]
) -> Path:
    """Writes a folder with a manifest; an earlier one gives way in one step.

    Args:
        folder: Where it shall stand; parents are made.
        kind: What it holds, such as `result`.
        layout: Number of the layout of its files.
        manifest: What `manifest.json` says besides.
        fill: Writes the other files into the empty folder it is given.

    Returns:
        The folder as an absolute path.

    Raises:
        ResultError: Something that dtocsim did not write stands there.
        OSError: The disk refuses.
    """
    target = check_target(folder)

    def write(draft: Path) -> None:
        fill(draft)
        files = sorted(path.name for path in draft.iterdir())
        header = {
            "program": _PROGRAM,
            "holds": kind,
            "layout": layout,
            "files": [*files, "manifest.json"],
        }
        write_json(draft / "manifest.json", {**header, **manifest})

    write_whole(target, write)
    return target


def read_manifest(folder: str | Path, kind: str, layout: int) -> dict[str, Any]:
    """What the manifest of a folder says, as it was given to `write_folder`.

    Raises:
        ResultError: The folder holds something else, or another layout of it.
    """
    header = _header(Path(folder))
    if header is None or header["holds"] != kind:
        raise ResultError(f"{folder}: not a dtocsim {kind} (no manifest.json that says so)")
    if header["layout"] != layout:
        raise ResultError(f"{folder}: {kind} layout {header['layout']}; this dtocsim reads layout {layout}")
    return {key: value for key, value in header.items() if key not in _HEADER}


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Writes JSON that any program reads: what is not a number is null."""
    text = json.dumps(_plain(content), indent=2, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _written_files(folder: Path) -> set[str]:
    header = _header(folder)
    return set() if header is None else set(header["files"])


def _header(folder: Path) -> dict[str, Any] | None:
    try:
        header = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(header, dict) and header.get("program") == _PROGRAM and set(_HEADER) <= header.keys()
    return header if ours else None
