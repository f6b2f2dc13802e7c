"""The forms of values that vary, as files write them: handed down to the single keys, and merged.

`varying` says what may be written, `corners` checks it. From here on a form stands in the place of one value.
"""

from dataclasses import replace

from .catalogue import catalogue, in_catalogue
from .names import name_key
from .problems import Place, Problem
from .tree import Branch, Node
from .varying import BY_AREA, FORMS, NATION

Path = tuple[str, ...]

RECORDS = ("baseline", "overrides")
"""Keys that a resolved file carries as a record of others; they are kept as they are."""


def is_form(node: Node | None) -> bool:
    """Whether a node is a value that varies, and not a section."""
    return isinstance(node, Branch) and len(node.entries) == 1 and next(iter(node.entries)) in FORMS


def handed_down(tree: Branch) -> tuple[Branch, list[Problem]]:
    """Bring the forms that stand above several keys to each of these keys.

    Args:
        tree: what one file or `--set` says.

    Returns:
        The same with every form in the place of a single value, and the problems of values said twice.
    """
    problems: list[Problem] = []
    kept = {name: tree.entries[name] for name in RECORDS if name in tree.entries}
    rest = {name: node for name, node in tree.entries.items() if name not in RECORDS}
    down = _settled(Branch(rest, tree.place), (), problems)
    return Branch({**down.entries, **kept}, tree.place), problems


def _settled(section: Branch, path: Path, problems: list[Problem]) -> Branch:
    """A section whose forms are handed down to the values below it."""
    settled = Branch({}, section.place)
    for name, node in section.entries.items():
        if name not in FORMS:
            if isinstance(node, Branch) and not _is_value((*path, name)):
                node = _settled(node, (*path, name), problems)
            settled = _both(settled, Branch({name: node}, section.place), path, problems)
            continue
        for part, below in node.entries.items() if isinstance(node, Branch) else ():
            if isinstance(below, Branch):
                above = replace(below.place, key=".".join((*path, name, part)))
                down = _wrapped(_settled(below, path, problems), path, name, part, above)
                settled = _both(settled, down, path, problems)
            else:
                place, key = below.place, ".".join((*path, name, part))
                expected = "expected keys and their values, or write it below a single key"
                problems.append(Problem(place.file, place.line, key, "a single value", expected))
    return settled


def _is_value(path: Path) -> bool:
    known = catalogue().get(in_catalogue(path))
    return known is not None and known.kind is not None


def _wrapped(section: Branch, path: Path, kind: str, name: str, above: Place) -> Branch:
    """A section in which every value stands under a form, which was named at a place above it."""
    entries: dict[str, Node] = {}
    for each, node in section.entries.items():
        if isinstance(node, Branch) and not _is_value((*path, each)):
            deeper = replace(above, key=f"{above.key}.{each}", part=above.part or above)
            entries[each] = _wrapped(node, (*path, each), kind, name, deeper)
        else:
            place = replace(node.place, key=f"{above.key}.{each}", part=above.part or above)
            inside = replace(node, place=place)
            entries[each] = Branch({kind: Branch({name: inside}, place)}, place)
    return Branch(entries, replace(section.place, key=above.key, part=above.part or above))


def _both(one: Branch, other: Branch, path: Path, problems: list[Problem]) -> Branch:
    """Two sections that one layer says of the same key."""
    entries = dict(one.entries)
    for name, node in other.entries.items():
        told = entries.get(name)
        entries[name] = node if told is None else _together(told, node, (*path, name), problems)
    return Branch(entries, one.place)


def _together(one: Node, other: Node, path: Path, problems: list[Problem]) -> Node:
    """Two things that one layer says of the same key; values may be said once only."""
    if isinstance(other, Branch) and BY_AREA in other.entries and not _is_section(one):
        one = _everywhere(one)
    if isinstance(one, Branch) and BY_AREA in one.entries and not _is_section(other):
        other = _everywhere(other)
    if isinstance(one, Branch) and isinstance(other, Branch) and _alike(one, other):
        return _both(one, other, path, problems)
    place, key = other.place, ".".join(path)
    problems.append(Problem(place.file, place.line, key, "said twice in this file", "keep one of them"))
    return one


def _is_section(node: Node) -> bool:
    return isinstance(node, Branch) and not is_form(node)


def _alike(one: Branch, other: Branch) -> bool:
    return is_form(one) == is_form(other) and (not is_form(one) or one.entries.keys() == other.entries.keys())


def _everywhere(node: Node) -> Branch:
    """A value as one by area, which so far names England only."""
    if isinstance(node, Branch) and BY_AREA in node.entries:
        return node
    return Branch({BY_AREA: Branch({NATION: node}, node.place)}, node.place)


def merge(base: Branch, over: Branch) -> Branch:
    """One mapping laid over another.

    Args:
        base: the lower layer.
        over: the higher layer; it wins where both speak.

    Returns:
        A new mapping with the keys of both, those of `base` first, placed where `over` stands. What `over`
        says of an area leaves other areas as they were.
    """
    entries = dict(base.entries)
    for name, node in over.entries.items():
        below = entries.get(name)
        if isinstance(node, Branch) and below is not None:
            if _is_section(node) and isinstance(below, Branch) and _is_section(below):
                node = merge(below, node)
            elif is_form(node) and BY_AREA in node.entries and not _is_section(below):
                node = _areas(_everywhere(below), node)
        entries[name] = node
    return Branch(entries, over.place)


def _areas(below: Branch, over: Branch) -> Branch:
    old, new = below.entries[BY_AREA], over.entries[BY_AREA]
    if not isinstance(old, Branch) or not isinstance(new, Branch) or not new.entries:
        return over
    said = {name_key(name) for name in new.entries}
    kept = {name: node for name, node in old.entries.items() if name_key(name) not in said}
    return Branch({BY_AREA: Branch({**kept, **new.entries}, new.place)}, over.place)
