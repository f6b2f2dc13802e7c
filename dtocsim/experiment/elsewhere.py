"""Schemes that cannot change anything because they act outside the part of England that is simulated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dtocsim.care.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from dtocsim.experiment.where import Where
    from dtocsim.scenario import Scenario

_MOST_AREAS = 3


def schemes_elsewhere(scenarios: Sequence[Scenario], names: Sequence[str], where: Where) -> Iterator[str]:
    """Notes on schemes all of whose areas lie outside.

    Args:
        scenarios: Whose schemes are looked at.
        names: Their names, as many.
        where: The part of England that is simulated.

    Yields:
        A sentence for each such scheme.
    """
    for scenario, name in zip(scenarios, names, strict=True):
        for key, scheme in scenario.schemes.items():
            if scheme.is_there and not any(_touches(scenario, area, where) for area in scheme.where):
                areas = _listed(scheme.where)
                yield f"{name}: scheme {key} acts in {areas}, outside {where.name}, and does nothing here"


def _touches(scenario: Scenario, area: str, where: Where) -> bool:
    found = load_gazetteer(scenario.tables.folder).find(area, None)
    if found.kind == where.kind == "district":
        return found.code == where.code
    parts = {place.id for place in where.places}
    return any(place.id in parts for place in found.places)


def _listed(areas: Sequence[str]) -> str:
    more = len(areas) - _MOST_AREAS
    return ", ".join(areas[:_MOST_AREAS]) + (f" and {more} more" if more > 0 else "")
