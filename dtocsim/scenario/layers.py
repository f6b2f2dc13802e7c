"""How a scenario is put together from several places.

Precedence, lowest first; what comes later replaces what came before, key by key:

1. the package defaults, which are the values of the evidence registry;
2. the base file, the one that extends nothing;
3. each file that extends it, up to the one that was asked for;
4. each `--set`, in the order given.

A what-if meets the demand and the capacities of its base file, so that both can be compared. A file that
extends another and says `base: true` is a base itself: its demand and capacities follow from its own values,
as those of a calibrated scenario must.

Mappings are merged key by key; a list or a single value is replaced whole, and a value that differs by area
is replaced area by area (see `varying`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .chain import read_chain, rooted
from .evidence import FILE, load_evidence
from .forms import handed_down, merge
from .history import KEY, Setting
from .problems import Place, Problem, ScenarioError
from .settings import read_record, settings
from .tree import Branch, Items, Leaf, Node, read_tree

SET, BASE = "--set", "base"

_SET = re.compile(r"(?P<key>[^=\s]+)=(?P<value>.*)", re.DOTALL)
_ELEMENT = re.compile(r"(?P<key>.+)\[[0-9]+\]")


@dataclass(slots=True)
class Merged:
    """What all layers say together, before it is checked against the model."""

    tree: Branch
    problems: list[Problem] = field(default_factory=list)
    base: Branch | None = None
    """What everything up to the base file says, before anything extends it."""
    history: dict[str, list[Setting]] = field(default_factory=dict)
    """All that was said of each key, the oldest first."""

    def add(self, layer: Node | None, problems: Iterable[Problem]) -> None:
        """Lay one layer over those before it."""
        self.problems.extend(problems)
        if not isinstance(layer, Branch):
            return
        told, wrong = read_record(layer.entries.get(KEY))
        rest = {name: node for name, node in layer.entries.items() if name != KEY}
        down, twice = handed_down(Branch(rest, layer.place))
        self.problems.extend([*wrong, *twice])
        before, self.tree = self.tree, merge(self.tree, down)
        # What a resolved file records took the place of the defaults.
        self.history.update(told)
        for key, setting in settings(down, before, self.tree):
            self.history.setdefault(key, []).append(setting)


def merge_layers(path: Path, set_: Iterable[str]) -> Merged:
    """Read and merge everything that makes a scenario.

    Args:
        path: the scenario file asked for.
        set_: `a.b=c` each, as given to `--set`.

    Returns:
        The merged tree, and the problems of single values, which are left out of it.

    Raises:
        ScenarioError: when a file cannot be read or is not a mapping, or `extends` leads nowhere.
    """
    merged = Merged(Branch({}, Place(FILE)))
    merged.add(defaults(), [])
    for layer, problems in read_chain(path):
        base = layer.entries.pop(BASE, None)
        if base is not None:
            # It follows from its own values, whatever the ones below were compared with.
            merged.tree.entries.pop("baseline", None)
        merged.add(layer, [*problems, *_not_true(base)])
        if base is not None or merged.base is None:
            merged.base = merged.tree
    for setting in set_:
        merged.add(*read_setting(setting))
    return merged


def _not_true(base: Node | None) -> list[Problem]:
    """What is wrong with a file's word that it is a base."""
    if base is None or (isinstance(base, Leaf) and base.value is True):
        return []
    place = base.place
    return [Problem(place.file, place.line, BASE, "not true", "write true, or leave the key out")]


def defaults() -> Branch:
    """The lowest layer: every number of the evidence registry, placed at its line there."""
    tree = Branch({}, Place(FILE))
    lists: dict[str, list[Leaf]] = {}
    for key, evidence in load_evidence().items():
        leaf = Leaf(evidence.value, Place(FILE, evidence.line))
        if element := _ELEMENT.fullmatch(key):
            lists.setdefault(element["key"], []).append(leaf)
        else:
            _put(tree, key, leaf)
    for key, leaves in lists.items():
        _put(tree, key, Items(tuple(leaves), leaves[0].place))
    return tree


def _put(tree: Branch, key: str, node: Node) -> None:
    *sections, last = key.split(".")
    for name in sections:
        inner = tree.entries.setdefault(name, Branch({}, node.place))
        assert isinstance(inner, Branch)
        tree = inner
    tree.entries[last] = node


def nest(key: str, node: Node) -> Branch:
    """The tree in which only one key has a value.

    Args:
        key: key path such as `a.b`.
        node: its value.
    """
    for name in reversed(key.split(".")):
        node = Branch({name: node}, node.place)
    assert isinstance(node, Branch)
    return node


def read_setting(setting: str) -> tuple[Branch | None, list[Problem]]:
    """Read one `--set`.

    Args:
        setting: `a.b=c`, where c is written as in a file.

    Returns:
        The tree in which only that key has a value, or None, and the problems.
    """
    match = _SET.fullmatch(setting)
    if not match or "" in match["key"].split("."):
        return None, [Problem(SET, None, "", f"'{setting[:60]}'", "expected key=value, such as run.days=30")]
    key = match["key"]
    if key == "extends":
        return None, [Problem(SET, None, key, "extends outside a file", "write it in the scenario file")]
    try:
        node, problems = read_tree(match["value"], SET, lines=False)
    except ScenarioError as error:
        node, problems = None, list(error.problems)
    problems = [Problem(SET, None, f"{key}{p.key and '.'}{p.key}", p.found, p.expected) for p in problems]
    if node is None and not problems:
        problems = [Problem(SET, None, key, "no value", "write a value after the =")]
    return (None, problems) if node is None else (rooted(nest(key, node), Path()), problems)
