"""Teams at the level of councils or of a system (S11): the same staff, for few people or for many.

A system's team is as large as those of its places together. What it has and does is counted for each place in
proportion to the staff that the place brings.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from dtocsim.care.counts import capacity_by_day
from dtocsim.care.services import Team
from dtocsim.flow import Network, Pool


@dataclass(frozen=True)
class Teams:
    """One kind of team in one system.

    Attributes:
        pools: by id of the place.
        own: the staff that a place brings into a pool of several; empty where each has its own.
    """

    pools: Mapping[str, Pool]
    own: Mapping[str, Team] = field(default_factory=dict)

    def part(self, place: str, days: int) -> NDArray[Any] | float:
        """The part of its pool, 0 to 1, that a place brings, on each day; 1 where the pool is its own."""
        if place not in self.own:
            return 1
        return capacity_by_day(self.own[place], days) / capacity_by_day(self.pools[place], days)


def teams(network: Network, name: str, system: str, by_place: Mapping[str, Team], level: str) -> Teams:
    """Declare the pools of a kind of team.

    Args:
        name: of the kind.
        system: code of the system.
        by_place: the staff of each place, by its id.
        level: council or system.
    """
    if level == "council":
        return Teams({place: _pool(network, f"{name} {place}", team) for place, team in by_place.items()})
    pool = _pool(network, f"{name} {system}", _together(by_place))
    return Teams(dict.fromkeys(by_place, pool), by_place)


def _pool(network: Network, name: str, team: Team) -> Pool:
    return network.pool(name, team.capacity, steps=list(team.steps))


def _together(by_place: Mapping[str, Team]) -> Team:
    days = sorted({day for team in by_place.values() for day, _ in team.steps})
    return Team(sum(team.capacity for team in by_place.values()), list(_steps(by_place, days)))


def _steps(by_place: Mapping[str, Team], days: list[float]) -> Iterator[tuple[float, int]]:
    for day in days:
        yield day, sum(_on(team, day) for team in by_place.values())


def _on(team: Team, day: float) -> int:
    return next((units for start, units in reversed(team.steps) if start <= day), team.capacity)
