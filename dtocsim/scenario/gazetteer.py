"""The names of areas: England, the systems (STPs of 2017), the councils with social care.

A council and a system may share a name (Derbyshire): then the plain name is the council's, and "Derbyshire
system" or "Derbyshire STP" is the other.
"""

import csv
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from .varying import NATION

Level = Literal["nation", "system", "council"]

_IGNORED_WORDS = frozenset(("and", "the", "of", "council", "county", "city"))


def name_key(name: str) -> str:
    """What two spellings of a name have in common.

    Letter case, punctuation and the words "and", "the", "of", "council", "county", "city" do not matter.
    """
    words = re.findall(r"\w+", re.sub(r"['’]", "", name.casefold()))
    return " ".join(word for word in words if word not in _IGNORED_WORDS)


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its full name, which no other area has; a system's ends in the word."""

    level: Level
    code: str
    name: str


@dataclass(frozen=True)
class Gazetteer:
    """All areas of England.

    Attributes:
        areas: by code, the whole first.
        parts: system and council of each part of a council.
    """

    areas: Mapping[str, Area]
    parts: tuple[tuple[Area, Area], ...]

    def find(self, name: str) -> Area | None:
        """The area of a name or code, if there is one."""
        return self._index.get(name_key(name))

    def nearest(self, name: str) -> str:
        """Advice for a name that no area has."""
        near = difflib.get_close_matches(name_key(name), self._index, n=3, cutoff=0.5)
        names = list(dict.fromkeys(self._index[key].name for key in near))
        return f"did you mean {' or '.join(names)}?" if names else "expected England, a system or a council"

    @cached_property
    def _index(self) -> Mapping[str, Area]:
        index: dict[str, Area] = {}
        for level in ("nation", "council", "system"):
            for area in self.areas.values():
                if area.level == level:
                    for word in _names(area):
                        index.setdefault(name_key(word), area)
        return index


def _names(area: Area) -> Iterator[str]:
    yield from (area.code, area.name)
    if area.level == "system":
        plain = area.name.removesuffix(" system")
        yield from (plain, f"{plain} STP")


def system_name(name: str) -> str:
    """The full name of a system, given its name in the tables."""
    return f"{name} system"


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the names of all areas.

    Args:
        folder: holds councils.csv, systems.csv and council_systems.csv.

    Raises:
        KeyError: a table lacks a column, or names an area that is not in the others.
        OSError: a table cannot be read.
        ValueError: a table is no UTF-8 text.
    """
    areas = {"E92000001": Area("nation", "E92000001", NATION)}
    for row in _rows(folder / "systems.csv"):
        areas[row["code"]] = Area("system", row["code"], system_name(row["name"]))
    for row in _rows(folder / "councils.csv"):
        areas[row["code"]] = Area("council", row["code"], row["name"])
    pairs = _rows(folder / "council_systems.csv")
    return Gazetteer(areas, tuple((areas[row["system_code"]], areas[row["council_code"]]) for row in pairs))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
