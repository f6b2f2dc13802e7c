"""Areas by the names people use: one is found, many are listed, a wrong name is answered with the nearest.

Levels, the highest first: nation, system (STP of 2017), council, district, neighbourhood. A council that
consists of one district (a unitary authority, a borough of London) is that district too, and counts as a
council.
"""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import fsum
from pathlib import Path
from typing import Literal

from dtocsim.care.areas import District, Geography, Neighbourhood, Place, System
from dtocsim.care.geography import load_geography, load_neighbourhoods
from dtocsim.scenario.gazetteer import LEVEL_WORDS, name_keys
from dtocsim.scenario.names import IGNORED_WORDS, name_key
from dtocsim.scenario.trusts import advice_for_trust

Level = Literal["nation", "system", "council", "district", "neighbourhood"]

NATION = "England"
BEDS_YEAR = "2017/18"
"""Financial year of the beds that lists show."""

_MOST_HINTS = 3


class UnknownArea(ValueError):
    """No area has this name; the message is one line and gives the nearest valid names."""


@dataclass(frozen=True)
class Selection:
    """A part of England that can be run: its places, the systems that hold them, and the district if one.

    Attributes:
        kind: the level.
        code: ONS code; None for the nation.
        name: the area's name.
        places: the councils, or parts of councils, that belong to it; of a district, those it lies in.
        systems: the systems that hold them.
        district: the parts of the district, if it is one; otherwise empty.
    """

    kind: Literal["nation", "system", "council", "district"]
    code: str | None
    name: str
    places: tuple[Place, ...]
    systems: tuple[System, ...]
    district: tuple[District, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One line of a list of areas.

    Attributes:
        level, code, name: which area.
        parents: what it lies in, one level up; several where it spans systems.
        people_65_plus: people aged 65 and over, mid-2017.
        beds: general and acute beds available for its people in `BEDS_YEAR`: of each hospital in proportion
            to their use of it, community beds in proportion to people aged 65 and over; None for a
            neighbourhood.
    """

    level: Level
    code: str
    name: str
    parents: tuple[str, ...]
    people_65_plus: float
    beds: float | None


@lru_cache(maxsize=8)
def load_gazetteer(folder: Path) -> "Gazetteer":
    """Returns the names of all areas in a folder of tables; kept for the next call.

    Raises:
        DataError: a table is missing or malformed.
    """
    return Gazetteer(load_geography(folder), folder)


class Gazetteer:
    """The names and codes of all areas."""

    def __init__(self, geography: Geography, folder: Path) -> None:
        self.geography, self._folder = geography, folder
        self._systems = {system.code: system for system in geography.systems}

    # --- one area -----------------------------------------------------------------------------------

    def find(self, name: str, level: Level | None = None) -> Selection:
        """Finds an area by name or code.

        Letter case, punctuation and the words "and", "the", "of", "council", "county", "city", "borough" do
        not matter. Of areas that share a name the council is meant before the system (Derbyshire) and the
        district; "Derbyshire system", "Derbyshire STP" and "Cornwall district" are the others.

        Args:
            level: the only level to look at; None for all.

        Raises:
            UnknownArea: no area that can be run has this name or code.
        """
        for key in (name_key(name), name_key(name, IGNORED_WORDS)):
            found = self._index.get((level, key))
            if found is not None:
                return found
        raise UnknownArea(self._miss(name, level))

    @cached_property
    def _levels(self) -> Mapping[Level, tuple[Selection, ...]]:
        """The areas that can be run, in the order in which a name that several share is understood."""
        places, systems = self.geography.places, self.geography.systems
        parts: dict[str, list[tuple[Place, District]]] = {}
        for place in places:
            for district in place.districts:
                parts.setdefault(district.code, []).append((place, district))
        return {
            "nation": (Selection("nation", None, NATION, places, systems),),
            "council": tuple(map(self._council, dict.fromkeys(place.council_code for place in places))),
            "system": tuple(
                Selection("system", each.code, each.name, each.places, (each,)) for each in systems
            ),
            "district": tuple(map(self._district, parts.values())),
        }

    def _council(self, code: str) -> Selection:
        places = tuple(place for place in self.geography.places if place.council_code == code)
        return Selection("council", code, places[0].council, places, self._systems_of(places))

    def _district(self, parts: list[tuple[Place, District]]) -> Selection:
        """A district, or the council that consists of it."""
        first, council = parts[0][1], self._council(parts[0][1].council_code)
        if {each.code for place in council.places for each in place.districts} == {first.code}:
            return council
        places = tuple(place for place, _ in parts)
        systems = self._systems_of(places)
        return Selection(
            "district", first.code, first.name, places, systems, tuple(part for _, part in parts)
        )

    def _systems_of(self, places: Iterable[Place]) -> tuple[System, ...]:
        return tuple(self._systems[code] for code in sorted({place.system_code for place in places}))

    @cached_property
    def _index(self) -> Mapping[tuple[Level | None, str], Selection]:
        index: dict[tuple[Level | None, str], Selection] = {}
        for level, areas in self._levels.items():
            for found in areas:
                names = [found.name, *(f"{found.name} {word}" for word in LEVEL_WORDS.get(level, ()))]
                for key in name_keys([*names, found.code or NATION]):
                    index.setdefault((None, key), found)
                    index.setdefault((level, key), found)
        return index

    def _miss(self, name: str, level: Level | None) -> str:
        elsewhere = self._index.get((None, name_key(name, IGNORED_WORDS)))
        if elsewhere is not None:
            systems = ", ".join(system.name for system in elsewhere.systems)
            return f"unknown {level} {name!r}; {elsewhere.name} is a {elsewhere.kind} in {systems}"
        if trust := advice_for_trust(self._folder, name):
            return f"unknown area {name!r}; {trust}"
        known = {key: found for (each, key), found in self._index.items() if each == level}
        near = difflib.get_close_matches(name_key(name, IGNORED_WORDS), known, n=2 * _MOST_HINTS, cutoff=0.5)
        names = list(dict.fromkeys(_described(known[key], level) for key in near))[:_MOST_HINTS]
        what = f"a {level}" if level else "a council, a district, a system (STP of 2017)"
        hint = f"did you mean {' or '.join(names)}?" if names else f"give {what} or England"
        return f"unknown {level or 'area'} {name!r}; {hint}"

    # --- lists --------------------------------------------------------------------------------------

    def search(self, text: str = "", level: Level | None = None) -> list[Entry]:
        """Lists the areas whose name or code contains a text, level by level, in the order of their names.

        Args:
            text: part of a name or a code, in any case and punctuation; empty for all.
            level: the only level to list; None for all but neighbourhoods, and each area once.

        Raises:
            UnknownArea: nothing is called so.
        """
        key = name_key(text)
        found = [
            entry
            for entry in self._entries(level)
            if key in name_key(entry.name) or key in entry.code.casefold()
        ]
        if not found:
            raise UnknownArea(self._miss(text, level))
        return found

    def _entries(self, level: Level | None) -> Iterable[Entry]:
        if level == "neighbourhood":
            return sorted(map(self._neighbourhood, load_neighbourhoods(self._folder)), key=_name)
        levels: tuple[Level, ...] = ("nation", "system", "council", "district") if level is None else (level,)
        return [
            self._entry(each, found)
            for each in levels
            for found in sorted(self._levels[each], key=_name)
            # A council that is its own district is listed as a council.
            if level or found.kind == each
        ]

    def _entry(self, level: Level, found: Selection) -> Entry:
        parents = {
            "nation": (),
            "system": (NATION,),
            "council": tuple(system.name for system in found.systems),
            "district": (found.places[0].council,),
        }[level]
        shares = [(place, 1.0) for place in found.places]
        if found.district:
            shares = [
                (
                    place,
                    _over_65(part.population) / sum(_over_65(each.population) for each in place.districts),
                )
                for place, part in zip(found.places, found.district, strict=True)
            ]
        return Entry(
            level,
            found.code or "",
            found.name,
            parents,
            fsum(share * _over_65(place.population) for place, share in shares),
            fsum(share * self._beds[place.id] for place, share in shares),
        )

    @cached_property
    def _district_names(self) -> Mapping[str, str]:
        return {each.code: each.name for place in self.geography.places for each in place.districts}

    def _neighbourhood(self, found: Neighbourhood) -> Entry:
        parents = (self._district_names[found.district_code],)
        return Entry("neighbourhood", found.code, found.name, parents, _over_65(found.population), None)

    @cached_property
    def _beds(self) -> Mapping[str, float]:
        """General and acute beds available for the residents of each place, mean of the year."""
        beds: dict[str, float] = {}
        for system in self.geography.systems:
            elderly = fsum(_over_65(place.population) for place in system.places)
            community = _mean(system.community_available)
            for place in system.places:
                beds[place.id] = community * _over_65(place.population) / elderly
            divisions = {hospital.id: _mean(hospital.available) for hospital in system.hospitals}
            for use in system.uses:
                beds[use.place_id] += divisions[use.hospital_id] * use.occupied_share
        return beds


def _name(area: Selection | Entry) -> str:
    return area.name


def _over_65(population: Sequence[float]) -> float:
    return fsum(population[1:])


def _mean(by_quarter: Mapping[str, float]) -> float:
    known = [beds for quarter, beds in by_quarter.items() if quarter.startswith(BEDS_YEAR)]
    return fsum(known) / max(1, len(known))


def _described(found: Selection, level: Level | None) -> str:
    plain = level is not None or found.kind in ("nation", "council")
    return found.name if plain else f"{found.name} {found.kind}"
