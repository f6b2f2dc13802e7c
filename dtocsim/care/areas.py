"""The areas of England: systems, the parts of councils in them, and the hospitals that serve them.

A *system* is one of the 44 STPs of 2017. A *place* is the part of a council that lies in one system, so that
systems are independent of one another. A *division* is the beds of one acute trust that are set aside for the
residents of one system, in proportion to their use of the trust.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

AGE_BANDS = ("0-64", "65-74", "75-84", "85+")
NATION = "England"

_IGNORED_WORDS = frozenset(("and", "the", "of", "council", "county", "city"))

Bands = tuple[float, float, float, float]
Fifths = tuple[float, float, float, float, float]


class UnknownArea(ValueError):
    """No area has this name; the message is one line and gives the nearest valid names."""


@dataclass(frozen=True)
class Place:
    """The part of a council that lies in one system.

    Attributes:
        id: the council's name, followed by the system's in brackets where the council spans systems; unique.
        council_code: ONS code of 2017.
        council: the council's name.
        system_code: ONS code of the STP of April 2017.
        share: share of the council's people who live here, 0 to 1.
        population: people by age band, mid-2017, in the order of `AGE_BANDS`.
        deprivation_65plus: shares of the council's people aged 65+ by deprivation fifth, most deprived first.
        deprivation_all: the same for people of all ages.
        residential_places: registered places in homes without nursing, 2021; this part of the council.
        nursing_places: registered places in homes with nursing, 2021; this part of the council.
        delayed_days: published delayed days by financial year; this part of the council.
    """

    id: str
    council_code: str
    council: str
    system_code: str
    share: float
    population: Bands
    deprivation_65plus: Fifths
    deprivation_all: Fifths
    residential_places: float
    nursing_places: float
    delayed_days: Mapping[str, float]


@dataclass(frozen=True)
class Hospital:
    """One division: general and acute beds of one acute trust set aside for one system.

    Attributes:
        id: trust code, a stroke and system code.
        trust_code: code of the trust, or of the trust it became part of during 2016/17 to 2018/19.
        name: the trust's name.
        system_code: the system whose residents use these beds.
        available: beds available by quarter, written as `2017/18 Q1`.
        occupied: beds occupied at midnight by quarter.
    """

    id: str
    trust_code: str
    name: str
    system_code: str
    available: Mapping[str, float]
    occupied: Mapping[str, float]


@dataclass(frozen=True)
class Use:
    """The share of a division's occupied beds used by residents of one place; sums to 1 over a division."""

    hospital_id: str
    place_id: str
    occupied_share: float


@dataclass(frozen=True)
class System:
    """One STP of 2017 with its places, divisions, and community and mental-health beds by quarter."""

    code: str
    name: str
    places: tuple[Place, ...]
    hospitals: tuple[Hospital, ...]
    uses: tuple[Use, ...]
    community_available: Mapping[str, float]
    community_occupied: Mapping[str, float]
    mental_health_available: Mapping[str, float]
    mental_health_occupied: Mapping[str, float]


@dataclass(frozen=True)
class Selection:
    """What a name stands for: its places, and the systems that hold them."""

    kind: Literal["council", "system", "nation"]
    name: str
    places: tuple[Place, ...]
    systems: tuple[System, ...]


@dataclass(frozen=True)
class Geography:
    """England: its systems in the order of their codes."""

    systems: tuple[System, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of all systems."""
        return tuple(place for system in self.systems for place in system.places)

    @property
    def councils(self) -> tuple[str, ...]:
        """The names of the councils in alphabetical order."""
        return tuple(sorted({place.council for place in self.places}))

    def find(self, name: str) -> Selection:
        """Finds an area by name or code.

        Letter case, punctuation and the words "and", "the", "of", "council", "county", "city" do not matter.
        Where a council and a system share a name (Derbyshire) the council is meant; "Derbyshire system" or
        "Derbyshire STP" is the other.

        Args:
            name: a council, a system or England.

        Raises:
            UnknownArea: no area has this name or code.
        """
        found = self._index.get(_key(name))
        if found is None:
            raise UnknownArea(self._miss(name))
        return found

    @cached_property
    def _index(self) -> dict[str, Selection]:
        index = {_key(NATION): Selection("nation", NATION, self.places, self.systems)}
        for code in {place.council_code: None for place in self.places}:
            selection = self._council(code)
            index |= {_key(code): selection, _key(selection.name): selection}
        for system in self.systems:
            selection = Selection("system", system.name, system.places, (system,))
            index |= {
                _key(text): selection for text in (system.code, f"{system.name} system", f"{system.name} STP")
            }
            index.setdefault(_key(system.name), selection)
        return index

    def _council(self, code: str) -> Selection:
        places = tuple(place for place in self.places if place.council_code == code)
        codes = {place.system_code for place in places}
        systems = tuple(system for system in self.systems if system.code in codes)
        return Selection("council", places[0].council, places, systems)

    def _miss(self, name: str) -> str:
        near = difflib.get_close_matches(_key(name), self._index, n=6, cutoff=0.5)
        names = list(dict.fromkeys(self._index[key].name for key in near))[:3]
        hint = (
            f"did you mean {' or '.join(names)}?"
            if names
            else "give a council, a system (STP of 2017) or England"
        )
        return f"unknown area {name!r}; {hint}"


def _key(name: str) -> str:
    words = re.findall(r"\w+", re.sub(r"['’]", "", name.casefold()))
    return " ".join(word for word in words if word not in _IGNORED_WORDS)
