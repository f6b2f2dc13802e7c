"""Which moves of which schemes are at work in a place, and with which part of their strength.

People of 65 and over count: of a place, the part of them that lives in the areas of a scheme says how
strongly a move that lowers or raises is felt there; what a scheme adds is divided among its areas in
proportion to them.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, fsum
from pathlib import Path

from .courses import Weakened
from .gazetteer import load_gazetteer
from .scheme import Move, Scheme
from .varying import NATION, Changing

_OLDER = ("people_65_74_", "people_75_84_", "people_85_plus_")


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a district in one place: the full names of the areas that hold it, and its older people."""

    areas: frozenset[str]
    people: float


@lru_cache(maxsize=4)
def parts(folder: Path) -> tuple[Part, ...]:
    """All parts of England, from the table of districts."""
    areas = load_gazetteer(folder).areas
    found = []
    with (folder / "districts.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            codes = (row["code"], row["council_code"], row["system_code"])
            people = fsum(float(number) for name, number in row.items() if name.startswith(_OLDER))
            found.append(Part(frozenset({NATION, *(areas[code].name for code in codes)}), people))
    return tuple(found)


def covered(folder: Path, place: Sequence[str], where: Sequence[str]) -> float:
    """How much of a place lies in some areas, 0 to 1.

    Args:
        folder: of the tables.
        place: full names of areas that all hold the place.
        where: full names of areas.
    """
    inside = [part for part in parts(folder) if part.areas.issuperset(place)]
    total = fsum(part.people for part in inside)
    both = fsum(part.people for part in inside if not part.areas.isdisjoint(where))
    return both / total if total else 0.0


def held(folder: Path, place: Sequence[str], where: Sequence[str]) -> float:
    """How much of some areas lies in a place, 0 to 1; see `covered`."""
    meant = [part for part in parts(folder) if not part.areas.isdisjoint(where)]
    inside = fsum(part.people for part in meant if part.areas.issuperset(place))
    return inside / fsum(part.people for part in meant) if inside else 0.0


@lru_cache(maxsize=256)
def allotted(folder: Path, where: tuple[str, ...], units: float) -> tuple[tuple[Part, float], ...]:
    """Divide units among the parts of areas by people, whole ones as far as they go (largest remainders)."""
    meant = [part for part in parts(folder) if not part.areas.isdisjoint(where)]
    total = fsum(part.people for part in meant)
    due = [units * part.people / total for part in meant]
    given = [float(floor(each)) for each in due]
    rest = units - fsum(given)
    for position in sorted(range(len(due)), key=lambda each: given[each] - due[each]):
        given[position] += (more := min(1.0, max(0.0, rest)))
        rest -= more
    return tuple(zip(meant, given, strict=True))


def moves_in(
    schemes: Mapping[str, Scheme], folder: Path, place: Sequence[str]
) -> dict[str, list[tuple[Move, float, Changing]]]:
    """The moves at work in a place, by the key of the value that they move.

    Returns:
        Each move with its strength there, above 0 to 1 (of `adds`, the part of the units), and its course.
    """
    found: dict[str, list[tuple[Move, float, Changing]]] = {}
    for scheme in schemes.values():
        weakening = tuple(_weakening(scheme, schemes, folder, place))
        for move in scheme.effective_moves:
            if (strength := _strength(scheme, move, folder, place)) > 0:
                course = move.course or scheme.course
                if weakening:
                    course = Weakened(course, weakening)
                found.setdefault(move.key, []).append((move, strength, course))
    return found


def courses_in(
    schemes: Mapping[str, Scheme], folder: Path, place: Sequence[str]
) -> dict[tuple[str, str], Changing]:
    """The courses of the schemes that write steps in a place, by the scheme's name and the course's."""
    there = {name: scheme for name, scheme in schemes.items() if scheme.writes_steps and scheme.is_there}
    return {
        (name, course): values
        for name, scheme in there.items()
        if covered(folder, place, scheme.where) > 0
        for course, values in scheme.courses().items()
    }


def _weakening(
    scheme: Scheme, schemes: Mapping[str, Scheme], folder: Path, place: Sequence[str]
) -> Iterator[tuple[float, Changing]]:
    for other in schemes.values():
        if other.enabled and other is not scheme and (share := other.weakens(scheme)):
            share *= covered(folder, place, other.where)
            if share > 0:
                yield share, other.course


def _strength(scheme: Scheme, move: Move, folder: Path, place: Sequence[str]) -> float:
    if move.rule != "adds":
        return covered(folder, place, scheme.where)
    units = allotted(folder, scheme.where, move.amount)
    return fsum(given for part, given in units if part.areas.issuperset(place)) / move.amount
