"""Scenario files on disk: reading one, and following `extends` from one to the next.

A file may extend what lies in or below the folder above its own, the folder in which the command was started,
or any folder that a `scenario.schema.json` marks as one of scenarios; a path that leads elsewhere is refused.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from .nearby import meant
from .problems import Problem, ScenarioError
from .tree import Branch, Leaf, Node, read_tree

LARGEST_BYTES = 100_000
"""A larger file is refused; the complete England scenario has about 6,000 bytes."""
MARK = "scenario.schema.json"
"""A file beside scenarios, by which editors check them; it marks a folder of scenarios."""
LONGEST_CHAIN = 16
"""Files that extend one another, at most."""

Layer = tuple[Branch, list[Problem]]


def read_chain(path: Path) -> list[Layer]:
    """Read a scenario file and all that it extends.

    Args:
        path: the file asked for; `extends` is relative to the folder of the file that says it.

    Returns:
        The tree of each file with the problems of its single values, the base file first.

    Raises:
        ScenarioError: when a file of the chain cannot be read, is not a mapping, or extends itself.
    """
    layers: list[Layer] = []
    seen: list[str] = []
    within = [os.path.realpath(folder) for folder in (path.parent / os.pardir, os.curdir)]
    asked_by = Problem(str(path), None, "", "", "")
    following: Path | None = path
    while following is not None:
        seen.append(os.path.realpath(following))
        tree, problems = read_file(following, asked_by)
        if any(problem.key == "extends" for problem in problems):
            raise ScenarioError(problems)
        extends = tree.entries.pop("extends", None)
        layers.insert(0, (rooted(tree, following.parent), problems))
        if extends is not None:
            asked_by = Problem(extends.place.file, extends.place.line, "extends", "", "")
        following = _extended(following, extends, asked_by, seen)
        if following is not None and not _is_within(following, within):
            found = f"{following} lies outside the folders of this scenario"
            raise _at(asked_by, found, "name a file in or below the folder above this one, or start there")
    return layers


def read_file(path: Path, asked_by: Problem) -> Layer:
    """Read one scenario file.

    Args:
        path: the file.
        asked_by: where the file is named; a missing file is reported there.

    Returns:
        Its tree and the problems of single values.

    Raises:
        ScenarioError: when it cannot be read or is not a mapping.
    """
    node, problems = read_tree(_text(path, asked_by), str(path))
    if not isinstance(node, Branch):
        found = "an empty file" if node is None else "no mapping"
        empty = Problem(str(path), 1, "", found, "expected keys and values, such as name: ...")
        raise ScenarioError(problems or [empty])
    return node, problems


def _text(path: Path, asked_by: Problem) -> str:
    which = f"{path} " if asked_by.key else ""
    try:
        if not os.path.isfile(path):
            if os.path.isdir(path):
                raise _at(asked_by, f"{which}is a folder", "name a scenario file")
            start = Path(asked_by.file).parent if asked_by.key else Path()
            raise _at(asked_by, f"{which}not found", meant(path, start))
        with path.open("rb") as stream:
            content = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _at(asked_by, f"{which}cannot be read, {error.strerror}", "name a readable file") from None
    if len(content) > LARGEST_BYTES:
        raise _file_error(path, None, f"larger than {LARGEST_BYTES:,} bytes", "put tables into CSV files")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _file_error(path, line, "not UTF-8 text", "save the file as UTF-8") from None


def _extended(path: Path, extends: Node | None, asked_by: Problem, seen: list[str]) -> Path | None:
    """The next file of the chain, None at its end."""
    if extends is None:
        return None
    name = extends.value if isinstance(extends, Leaf) else None
    if not isinstance(name, str) or not name or not name.isprintable():
        raise _at(asked_by, "no file name", "name one file, relative to this one")
    following = Path(os.path.normpath(path.parent / name))
    if os.path.realpath(following) in seen:
        raise _at(asked_by, f"{name} leads back to a file that extends this one", "end the circle")
    if len(seen) == LONGEST_CHAIN:
        raise _at(asked_by, f"more than {LONGEST_CHAIN} files in a chain", "extend fewer files")
    return following


def _is_within(path: Path, folders: Sequence[str]) -> bool:
    """Whether a file lies in or below one of some folders, or of one marked as a folder of scenarios."""
    file = Path(os.path.realpath(path))
    return any(str(above) in folders or os.path.isfile(above / MARK) for above in file.parents)


def rooted(tree: Branch, folder: Path) -> Branch:
    """A tree in which `tables.folder`, where it is set, no longer depends on who set it.

    Args:
        tree: what one file or `--set` says.
        folder: what its paths are relative to.

    Returns:
        The same tree with an absolute `tables.folder`.
    """
    match tree.entries.get("tables"):
        case Branch(entries={"folder": Leaf(value=str(name), place=place)} as inner, place=tables):
            absolute = os.path.abspath(folder / name)
            entries = {**inner, "folder": Leaf(absolute, place)}
            return Branch({**tree.entries, "tables": Branch(entries, tables)}, tree.place)
    return tree


def _at(asked_by: Problem, found: str, expected: str) -> ScenarioError:
    return ScenarioError([Problem(asked_by.file, asked_by.line, asked_by.key, found, expected)])


def _file_error(path: Path, line: int | None, found: str, expected: str) -> ScenarioError:
    return ScenarioError([Problem(str(path), line, "", found, expected)])
