"""A YAML text as a tree in which every value knows where it was written.

The text is read event by event, so an alias is seen, and refused, before it is followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from .commas import rejoined
from .problems import Place, Problem, ScenarioError
from .scalars import Refused, Value, meaning

DEEPEST = 10
"""Levels of nesting at most; the model itself has five."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value and where it was written."""

    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A list and where it was written."""

    elements: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Branch:
    """A mapping and where its key was written."""

    entries: dict[str, "Node"]
    place: Place


Node = Leaf | Items | Branch
Content = yaml.ScalarEvent | yaml.CollectionStartEvent


def plain(node: Node) -> object:
    """The values of a tree without their places."""
    if isinstance(node, Branch):
        return {name: plain(inner) for name, inner in node.entries.items()}
    return tuple(map(plain, node.elements)) if isinstance(node, Items) else node.value


class _Reader:
    """Builds the tree of one text, noting problems as it goes; a problem leaves its value out."""

    def __init__(self, text: str, file: str, lines: bool) -> None:
        self.events: Iterator[yaml.Event] = rejoined(yaml.parse(text, Loader=yaml.SafeLoader))
        self.file, self.lines = file, lines
        self.problems: list[Problem] = []

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark if self.lines else None
        return Place(self.file, mark.line + 1 if mark else None)

    def note(self, place: Place, key: str, found: str, expected: str) -> None:
        self.problems.append(Problem(place.file, place.line, key, found, expected))

    def document(self) -> Node | None:
        """The tree of the only document, None when the text is empty."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        event = next(self.events)
        node = self.node(event, self.place(event), "", 0)
        next(self.events)
        if not isinstance(event := next(self.events), yaml.StreamEndEvent):
            self.note(self.place(event), "", "a second document", "write one document a file")
        return node

    def node(self, event: yaml.Event, place: Place, key: str, depth: int) -> Node | None:
        """The tree that starts with an event; None when it must be left out."""
        if depth > DEEPEST:
            self.note(place, key, f"more than {DEEPEST} levels of nesting", "use fewer levels")
            raise ScenarioError(self.problems)
        if isinstance(event, yaml.AliasEvent):
            self.note(place, key, f"an alias (*{event.anchor})", "write the value itself")
            return None
        assert isinstance(event, Content)
        accepted = self.undecorated(event, place, key)
        node = self.content(event, place, key, depth)
        return node if accepted else None

    def content(self, event: Content, place: Place, key: str, depth: int) -> Node | None:
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(place, key, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place, key)
        return self.sequence(place, key, depth)

    def undecorated(self, event: Content, place: Place, key: str) -> bool:
        if event.anchor is not None:
            self.note(place, key, f"an anchor (&{event.anchor})", "write the value without it")
        if event.tag is not None:
            self.note(place, key, f"a tag ({event.tag[:60]})", "write the value without it")
        return event.anchor is None and event.tag is None

    def scalar(self, event: yaml.ScalarEvent, place: Place, key: str) -> Leaf | None:
        if event.style is not None:
            return Leaf(event.value, place)
        try:
            return Leaf(meaning(event.value), place)
        except Refused as refused:
            self.note(place, key, refused.found, refused.expected)
            return None

    def sequence(self, place: Place, key: str, depth: int) -> Items | None:
        elements: list[Node | None] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            elements.append(self.node(event, self.place(event), f"{key}[{len(elements)}]", depth + 1))
        kept = tuple(element for element in elements if element is not None)
        # Without a refused element the others would stand in the wrong places, so all are left out.
        return Items(kept, place) if len(kept) == len(elements) else None

    def mapping(self, place: Place, key: str, depth: int) -> Branch:
        entries: dict[str, Node] = {}
        seen: dict[str, Place] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name, at = self.name(event, key), self.place(event)
            path = f"{key}.{name}" if key else name
            node = self.node(next(self.events), at, path, depth + 1)
            if name in seen:
                first = f", first set on line {seen[name].line}" if self.lines else ""
                self.note(at, path, f"duplicate key{first}", "keep one of them")
            elif node is not None:
                entries[name] = node
            seen.setdefault(name, at)
        return Branch(entries, place)

    def name(self, event: yaml.Event, key: str) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self.note(self.place(event), key, "a key that is not a word", "write a word as the key")
            raise ScenarioError(self.problems)
        if event.value == "<<" and event.style is None:
            self.note(self.place(event), key, "a merge key (<<)", "write the keys out, or use extends")
            raise ScenarioError(self.problems)
        self.undecorated(event, self.place(event), key)
        return str(event.value)


def read_tree(text: str, file: str, lines: bool = True) -> tuple[Node | None, list[Problem]]:
    """Read a YAML text.

    Args:
        text: the text of one file, or the value of one `--set`.
        file: the name that problems and places carry.
        lines: False when the text has no lines that a user could look up.

    Returns:
        The tree without the values that were refused (None when nothing is left), and the problems.

    Raises:
        ScenarioError: when the text is not YAML, or is so odd that reading on makes no sense.
    """
    reader = _Reader(text, file, lines)
    try:
        return reader.document(), reader.problems
    except yaml.reader.ReaderError as error:
        place = Place(file, text.count("\n", 0, error.position) + 1 if lines else None)
        reader.note(place, "", f"a character that YAML does not allow (U+{error.character:04X})", "remove it")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if lines and error.problem_mark else None
        found = f"not valid YAML, {error.problem}"
        reader.note(Place(file, line), "", found, "check colons, quotes, brackets and indentation")
    except ScenarioError:
        raise
    except (ValueError, OverflowError):  # PyYAML lets these through for an escape such as "\\U99999999"
        reader.note(Place(file), "", "not valid YAML, an escape that is no character", "write the character")
    raise ScenarioError(reader.problems)
