"""The names of areas: England, the systems (STPs of 2017), the councils with social care, the districts.

Letter case, punctuation and the words "and", "the", "of", "council", "county", "city", "borough" do not
matter. Of areas that share a name the council is meant before the system (Derbyshire) and the district;
"Derbyshire system", "Derbyshire STP" and "Cornwall district" are the others. A district that is a council of
its own counts as the council.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from .names import IGNORED_WORDS, name_key
from .tables import read_rows
from .trusts import advice_for_trust
from .varying import NATION

Level = Literal["nation", "system", "council", "district"]

LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {"system": ("system", "STP"), "district": ("district",)}
"""Words that follow a name to say which level is meant; the first one makes it a full name."""
_NOT_A_NAME = frozenset(("london",))
"""Short names that must not find anything: London is more than its City."""
_ORDER: tuple[Level, ...] = ("nation", "council", "system", "district")
"""The order in which a name that several areas share is understood."""
_MOST_NAMES = 3


def name_keys(names: Iterable[str]) -> list[str]:
    """The keys under which names are found: whole, and without the words that do not matter."""
    keys = (key for name in names for key in (name_key(name), name_key(name, IGNORED_WORDS)))
    return [key for key in keys if key not in _NOT_A_NAME]


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its full name, which no other has; a system's and a district's end in the word."""

    level: Level
    code: str
    name: str


@dataclass(frozen=True)
class Gazetteer:
    """All areas of England.

    Attributes:
        areas: by code, the whole first.
        parts: system and council of each part of a council.
        councils: the council of each district, by the district's code.
        folder: the tables they are from.
    """

    areas: Mapping[str, Area]
    parts: tuple[tuple[Area, Area], ...]
    councils: Mapping[str, Area]
    folder: Path

    def find(self, name: str) -> Area | None:
        """The area of a name or code, if there is one."""
        keys = (name_key(name), name_key(name, IGNORED_WORDS))
        return next((self._index[key] for key in keys if key in self._index), None)

    def around(self, area: Area, level: Literal["system", "council"]) -> list[str]:
        """The names of the systems or the council in which a council or a district lies."""
        council = self.councils.get(area.code, area)
        if level == "council":
            return [council.name]
        return [system.name for system, part in self.parts if part == council]

    def nearest(self, name: str) -> str:
        """Advice for a name that no area has."""
        if trust := advice_for_trust(self.folder, name):
            return trust
        wanted = name_key(name, IGNORED_WORDS)
        # Part of a name is nearer than any likeness: Newcastle is no Lancaster.
        near = sorted(key for key in self._index if f" {wanted} " in f" {key} ") if wanted else []
        near += difflib.get_close_matches(wanted, self._index, n=_MOST_NAMES, cutoff=0.5)
        names = list(dict.fromkeys(self._index[key].name for key in near))[:_MOST_NAMES]
        other = "expected England, a system, a council or a district"
        return f"did you mean {' or '.join(names)}?" if names else other

    @cached_property
    def _index(self) -> Mapping[str, Area]:
        index: dict[str, Area] = {}
        for area in sorted(self.areas.values(), key=lambda area: _ORDER.index(area.level)):
            for key in name_keys(_names(area)):
                index.setdefault(key, area)
        return index


def _names(area: Area) -> Iterator[str]:
    yield from (area.code, area.name)
    words = LEVEL_WORDS.get(area.level, ())
    for word in words:
        plain = area.name.removesuffix(f" {words[0]}")
        yield from (plain, f"{plain} {word}")


def system_name(name: str) -> str:
    """The full name of a system, given its name in the tables."""
    return f"{name} system"


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the names of all areas.

    Args:
        folder: holds councils.csv, systems.csv, council_systems.csv and districts.csv.

    Raises:
        KeyError: a table lacks a column, or names an area that is not in the others.
        OSError: a table cannot be read.
        ValueError: a table is no UTF-8 text.
    """
    areas = {"E92000001": Area("nation", "E92000001", NATION)}
    for row in read_rows(folder / "systems.csv"):
        areas[row["code"]] = Area("system", row["code"], system_name(row["name"]))
    for row in read_rows(folder / "councils.csv"):
        areas[row["code"]] = Area("council", row["code"], row["name"])
    councils: dict[str, Area] = {}
    for row in read_rows(folder / "districts.csv"):
        areas.setdefault(row["code"], Area("district", row["code"], f"{row['name']} district"))
        councils[row["code"]] = areas[row["council_code"]]
    pairs = read_rows(folder / "council_systems.csv")
    parts = tuple((areas[row["system_code"]], areas[row["council_code"]]) for row in pairs)
    return Gazetteer(areas, parts, councils, folder)
