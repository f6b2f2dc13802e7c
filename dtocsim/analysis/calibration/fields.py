"""Reads the entries of a calibration's files, and notes all that is wrong with them by file and line."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from dtocsim.scenario import Problem, ScenarioError
from dtocsim.scenario.chain import read_file
from dtocsim.scenario.tree import Branch, Items, Leaf, Node


class Fields:
    """One mapping of a file; what is not asked for is unknown.

    Args:
        branch: the mapping.
        path: its key path, for messages.
        problems: where problems are noted.
    """

    def __init__(self, branch: Branch, path: str, problems: list[Problem]) -> None:
        self.branch, self.path, self.problems = branch, path, problems
        self._asked: list[str] = []

    def problem(self, name: str, found: str, expected: str) -> None:
        """Note what is wrong with a field, or with the mapping where the name is empty."""
        node = self.branch.entries.get(name)
        place = node.place if node is not None else self.branch.place
        key = ".".join(part for part in (self.path, name) if part)
        self.problems.append(Problem(place.file, place.line, key, found, expected))

    def node(self, name: str) -> Node | None:
        """What stands in a field, None where it is left out."""
        self._asked.append(name)
        return self.branch.entries.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        """A word or a text; without a default it must be there."""
        node = self.node(name)
        if node is None and default is not None:
            return default
        if isinstance(node, Leaf) and not isinstance(node.value, bool):
            return str(node.value)
        self.problem(name, "missing" if node is None else "no text", "expected text")
        return ""

    def number(self, name: str) -> float | None:
        """A number; None where it is left out or wrong."""
        node = self.node(name)
        if node is None:
            return None
        if (
            isinstance(node, Leaf)
            and isinstance(node.value, int | float)
            and not isinstance(node.value, bool)
        ):
            return float(node.value)
        self.problem(name, "no number", "expected a number")
        return None

    def needed(self, name: str) -> float:
        """A number that must be there; 0 where it is not."""
        found = self.number(name)
        if found is None and name not in self.branch.entries:
            self.problem(name, "missing", "expected a number")
        return found or 0.0

    def words(self, name: str) -> tuple[str, ...]:
        """One word or a list of them; none where it is left out."""
        node = self.node(name)
        nodes = node.elements if isinstance(node, Items) else () if node is None else (node,)
        if not all(isinstance(each, Leaf) for each in nodes):
            self.problem(name, "no list of words", "expected a word or a list such as [a, b]")
            return ()
        return tuple(str(each.value) for each in nodes if isinstance(each, Leaf))

    def choice(self, name: str, choices: Iterable[str], default: str | None = None) -> str:
        """One of some words."""
        known, found = list(choices), self.text(name, default)
        if found and found != default and found not in known:
            self.problem(name, found, _nearest(found, known))
        return found

    def done(self) -> None:
        """Note the fields that nobody asked for."""
        for name in self.branch.entries:
            if name not in self._asked:
                self.problem(name, "unknown key", _nearest(name, self._asked))


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"expected one of {', '.join(known[:12])}{', ...' if len(known) > 12 else ''}"


def sections(path: Path, name: str, problems: list[Problem]) -> list[tuple[str, Fields]]:
    """The mappings below the only key of a file, such as `targets:`.

    Args:
        path: the file, YAML.
        name: the key.
        problems: where problems are noted.

    Raises:
        ScenarioError: the file cannot be read, or says nothing below the key.
    """
    tree, found = read_file(path, Problem(str(path), None, "", "", ""))
    problems += found
    whole = Fields(tree, "", problems)
    node = whole.node(name)
    whole.done()
    if not isinstance(node, Branch) or not node.entries:
        place = node.place if node is not None else tree.place
        nothing = Problem(
            place.file, place.line or 1, name, "nothing below it", "expected names and what they mean"
        )
        raise ScenarioError([*problems, nothing])
    inner: list[tuple[str, Fields]] = []
    for label, below in node.entries.items():
        if isinstance(below, Branch):
            inner.append((label, Fields(below, f"{name}.{label}", problems)))
        else:
            problems.append(
                Problem(
                    below.place.file, below.place.line, f"{name}.{label}", "a value", "expected a mapping"
                )
            )
    return inner
