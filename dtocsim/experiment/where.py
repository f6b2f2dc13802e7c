"""Which part of England a run is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dtocsim.care.gazetteer import UnknownArea, load_gazetteer

if TYPE_CHECKING:
    from dtocsim.care.areas import Place
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Where:
    """A part of England.

    Attributes:
        kind: `nation`, `system`, `council` or `district`.
        code: ONS code of the area; None for the nation.
        name: Full name for reports: `England`, a council, or a system or district followed by that word.
        places: The councils, or parts of councils, that belong to it; of a district, those it lies in.
    """

    kind: str
    code: str | None
    name: str
    places: tuple[Place, ...]


def locate(scenario: Scenario, area: str | None, system: str | None) -> Where:
    """The part of England that a user named.

    Args:
        scenario: Names the folder of tables, and the area where nobody names another.
        area: A council, district or system by name or code; None for no such wish.
        system: A system by name or code; None for no such wish.

    Raises:
        UnknownArea: No such area, or both were given.
        DataError: A table is malformed.
    """
    if area is not None and system is not None:
        raise UnknownArea("give an area or a system, not both")
    if area == "" or system == "":
        raise UnknownArea("the name of the area is empty; give a council, a system (STP of 2017) or England")
    gazetteer = load_gazetteer(scenario.tables.folder)
    # A council and a system may share their name, and then the plain name is the council's.
    found = gazetteer.find(system or area or scenario.run.area, "system" if system is not None else None)
    plain = found.kind in ("nation", "council")
    return Where(found.kind, found.code, found.name if plain else f"{found.name} {found.kind}", found.places)
