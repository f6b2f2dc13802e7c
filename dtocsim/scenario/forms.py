"""The forms of values that vary, as files write them: handed down to the single keys, and merged.

`varying` says what may be written, `corners` checks it. From here on a form stands in the place of one value.
"""

from .gazetteer import name_key
from .problems import Problem
from .tree import Branch, Node
from .varying import BY_AREA, FORMS, NATION

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
    down = _settled(Branch(rest, tree.place), "", problems)
    assert isinstance(down, Branch)
    return Branch({**down.entries, **kept}, tree.place), problems


def _settled(node: Node, key: str, problems: list[Problem]) -> Node:
    if not isinstance(node, Branch):
        return node
    entries = {
        name: _settled(inner, f"{key}.{name}" if key else name, problems)
        for name, inner in node.entries.items()
    }
    section = Branch({name: inner for name, inner in entries.items() if name not in FORMS}, node.place)
    forms = {name: inner for name, inner in entries.items() if name in FORMS}
    if not section.entries and not any(_is_section(part) for form in forms.values() for part in _parts(form)):
        return Branch(entries, node.place)
    whole: Node = section
    for kind, form in forms.items():
        for name, part in form.entries.items() if isinstance(form, Branch) else ():
            whole = _together(whole, _wrapped(part, kind, name), key, problems)
    return whole


def _parts(form: Node) -> list[Node]:
    return list(form.entries.values()) if isinstance(form, Branch) else []


def _is_section(node: Node) -> bool:
    return isinstance(node, Branch) and not is_form(node)


def _wrapped(node: Node, kind: str, name: str) -> Branch:
    """Every single value below a node, under a form."""
    if isinstance(node, Branch) and not is_form(node):
        return Branch({key: _wrapped(inner, kind, name) for key, inner in node.entries.items()}, node.place)
    return Branch({kind: Branch({name: node}, node.place)}, node.place)


def _together(one: Node, other: Node, key: str, problems: list[Problem]) -> Node:
    """Two things that one layer says of the same key; values may be said once only."""
    if isinstance(other, Branch) and BY_AREA in other.entries and not _is_section(one):
        one = _everywhere(one)
    if isinstance(one, Branch) and isinstance(other, Branch) and _alike(one, other):
        entries = dict(one.entries)
        for name, node in other.entries.items():
            path = f"{key}.{name}" if key else name
            entries[name] = _together(entries[name], node, path, problems) if name in entries else node
        return Branch(entries, one.place)
    place = other.place
    problems.append(Problem(place.file, place.line, key, "said twice in this file", "keep one of them"))
    return one


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
    if not isinstance(old, Branch) or not isinstance(new, Branch):
        return over
    said = {name_key(name) for name in new.entries}
    kept = {name: node for name, node in old.entries.items() if name_key(name) not in said}
    return Branch({BY_AREA: Branch({**kept, **new.entries}, new.place)}, over.place)
