"""Whether the forms of values that vary make sense, each by itself: areas, dates, numbers."""

import difflib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .catalogue import FORM_WORDS, Key, accepted, catalogue, fits, in_catalogue, shown, wanted
from .evidence import load_evidence
from .forms import RECORDS, is_form
from .gazetteer import Area, Gazetteer, load_gazetteer
from .kinds import Finest
from .problems import Place, Problem
from .tree import Branch, Leaf, Node
from .varying import BY_AREA, BY_DATE, FORMS, RAMP

_EXAMPLES = {
    BY_AREA: "areas and their values, such as {England: 3.4, Leeds: 3.0}",
    BY_DATE: "dates and the values from then on, such as {2017-04-01: 3.4, 2017-10-01: 3.0}",
    RAMP: "two dates or more and the values on them, such as {2017-04-01: 3.4, 2018-03-31: 3.0}",
}
_LEVELS = ("nation", "system", "council", "district")
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass
class FormChecker:
    """Checks the forms of a merged tree and spells areas in one way.

    Args:
        folder: where the tables of areas stand; without them areas are taken as they are named.
        problems: what was found wrong.
    """

    folder: Path | None
    problems: list[Problem] = field(default_factory=list)
    _gazetteer: Gazetteer | None = None

    def canonical(self, tree: Branch, *path: str) -> Branch:
        """The same tree with full names of areas; a form with a problem gives way to the default."""
        entries: dict[str, Node] = {}
        for name, node in tree.entries.items():
            key = in_catalogue((*path, name))
            if isinstance(node, Branch) and is_form(node):
                # At an unknown key only the key is a problem.
                known = key in catalogue()
                node = self._checked(node, ".".join((*path, name)), key) if known else Leaf(0, node.place)
            elif isinstance(node, Branch) and key in catalogue() and catalogue()[key].varies:
                node = self._no_form(node, catalogue()[key])
            elif isinstance(node, Branch) and key not in RECORDS:
                node = self.canonical(node, *path, name)
            entries[name] = node
        return Branch(entries, tree.place)

    def _note(self, place: Place, path: str, found: str, expected: str) -> None:
        self.problems.append(Problem(place.file, place.line, place.key or path, found, expected))

    def _checked(self, form: Branch, path: str, name: str) -> Node:
        before, key = len(self.problems), catalogue()[name]
        check = self._by_area if BY_AREA in form.entries else self._timed
        checked = check(form, path, key)
        if len(self.problems) == before:
            return checked
        default = load_evidence().get(key.path)
        return Leaf(default.value if default else 0, form.place)

    def _no_form(self, node: Branch, key: Key) -> Node:
        expected = f"expected {accepted(key.path)}, or by_area, by_date or ramp alone below it"
        for name, inner in list(node.entries.items())[:1]:
            near = difflib.get_close_matches(name, FORMS, n=1)
            hint = f"did you mean {near[0]}?" if near and len(node.entries) == 1 else expected
            self._note(inner.place, f"{key.path}.{name}", "unknown key", hint)
        default = load_evidence()[key.path]
        return Leaf(default.value, node.place)

    def _parts(self, form: Branch, path: str) -> tuple[str, dict[str, Node]]:
        """The kind of a form and what stands below it, which must be something."""
        ((kind, below),) = form.entries.items()
        parts = below.entries if isinstance(below, Branch) else {}
        if not parts:
            self._note(below.place, f"{path}.{kind}", "no values", f"expected {_EXAMPLES[kind]}")
        return kind, parts

    def _by_area(self, form: Branch, path: str, key: Key) -> Node:
        if key.varies is None or key.varies.finest == "nation":
            found, one = (
                ("found a value", "")
                if key.kind is None
                else ("found a value by area", "one for all of England: ")
            )
            self._note(form.place, path, found, f"expected {one}{accepted(key.path)}")
            return form
        _, parts = self._parts(form, path)
        areas: dict[Area, Node] = {}
        for name, node in parts.items():
            inside = f"{path}.{BY_AREA}.{name}"
            area = self._area(name, node.place, inside, key.varies.finest)
            if area is None:
                continue
            told = areas.get(area)
            if told is not None and told.place.file == node.place.file:
                self._note(node.place, inside, f"{area.name} a second time", "keep one of them")
            areas[area] = self._timed(node, inside, key)
        order = sorted(areas, key=_rank)
        return Branch({BY_AREA: Branch({area.name: areas[area] for area in order}, form.place)}, form.place)

    def _area(self, name: str, place: Place, path: str, finest: Finest) -> Area | None:
        gazetteer = self.gazetteer()
        if gazetteer is None:
            return Area("nation", name, name)
        area = gazetteer.find(name)
        if area is None:
            # A form above several keys names its areas above them, once.
            self._note(place.part or place, path, "unknown area", gazetteer.nearest(name))
        elif _LEVELS.index(area.level) > _LEVELS.index(finest) and finest != "nation":
            larger = " or ".join(gazetteer.around(area, finest))
            whose = (
                "whose places and teams its people share" if finest == "council" else "whose beds it shares"
            )
            found, expected = (
                f"found a value of a {area.level}",
                f"expected one of its {finest}, {larger}, {whose}",
            )
            self._note(place.part or place, path, found, expected)
        else:
            return area
        return None

    def gazetteer(self) -> Gazetteer | None:
        """The areas there are; None where the tables cannot be read."""
        if self._gazetteer is None and self.folder is not None:
            try:
                self._gazetteer = load_gazetteer(self.folder)
            except (KeyError, OSError, ValueError):
                # A folder without its tables is a problem of its own, and reported where it is named.
                self.folder = None
        return self._gazetteer

    def _timed(self, node: Node, path: str, key: Key) -> Node:
        if isinstance(node, Branch) and is_form(node) and BY_AREA not in node.entries:
            return self._course(node, path, key)
        if isinstance(node, Branch) and is_form(node):
            self._note(node.place, path, "by_area inside another form", "write by_area outside, once")
        elif not isinstance(node, Leaf) or not fits(key, node.value):
            told = node.value if isinstance(node, Leaf) else None
            found = "no number" if told is None else f"found {shown(told)}"
            self._note(node.place, path, found, wanted(key.path, told))
        return node

    def _course(self, form: Branch, path: str, key: Key) -> Node:
        kind, parts = self._parts(form, path)
        if key.varies is None or not key.varies.dated:
            found = f"found a value {FORM_WORDS[kind]}"
            self._note(form.place, path, found, f"expected one for the whole run: {accepted(key.path)}")
            return form
        if kind == RAMP and len(parts) == 1:
            self._note(form.place, f"{path}.{kind}", "a single date", f"expected {_EXAMPLES[kind]}")
        if len(parts) > key.varies.most_dates:
            most = f"expected at most {key.varies.most_dates}"
            self._note(form.place, f"{path}.{kind}", f"{len(parts)} dates", most)
        for name, node in parts.items():
            inside = f"{path}.{kind}.{name}"
            if not _is_date(name):
                self._note(node.place, inside, f"found '{name}'", "expected a date like 2017-04-01")
            if isinstance(node, Branch):
                self._note(node.place, inside, "found a mapping", "expected a number; by_area goes outside")
            else:
                self._timed(node, inside, key)
        return Branch({kind: Branch(dict(sorted(parts.items())), form.place)}, form.place)


def _rank(area: Area) -> tuple[int, str]:
    return _LEVELS.index(area.level), area.name


def _is_date(name: str) -> bool:
    try:
        return _FIRST <= date.fromisoformat(name) <= _LAST and len(name) == len("2017-04-01")
    except ValueError:
        return False
