"""Which part of England a run is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dtocsim.care.areas import UnknownArea
from dtocsim.care.geography import load_geography

if TYPE_CHECKING:
    from dtocsim.care.areas import Place
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Where:
    """A part of England.

    Attributes:
        kind: `nation`, `system` or `council`.
        code: ONS code of the council or system; None for the nation.
        name: Full name for reports: `England`, a council, or a system followed by the word.
        places: The councils, or parts of councils, that belong to it.
    """

    kind: str
    code: str | None
    name: str
    places: tuple[Place, ...]


def locate(scenario: Scenario, area: str | None, system: str | None) -> Where:
    """The part of England that a user named.

    Args:
        scenario: Names the folder of tables.
        area: A council or system by name or code; None for no such wish.
        system: A system by name or code; None for no such wish.

    Raises:
        UnknownArea: No such council or system, or both were given.
        DataError: A table is malformed.
    """
    if area is not None and system is not None:
        raise UnknownArea("give an area or a system, not both")
    if area == "" or system == "":
        raise UnknownArea("the name of the area is empty; give a council, a system (STP of 2017) or England")
    geography = load_geography(scenario.tables.folder)
    found = geography.find(area or system or "England")
    if system is not None and found.kind != "system":
        # A council and a system may share their name, and then the plain name is the council's.
        found = geography.find(f"{system} system")
    if found.kind == "system":
        return Where("system", found.systems[0].code, f"{found.name} system", found.places)
    code = found.places[0].council_code if found.kind == "council" else None
    return Where(found.kind, code, found.name, found.places)
