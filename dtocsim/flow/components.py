"""Parts of a network that exchange nobody: journeys that share no pool, directly or through others."""

from dataclasses import dataclass

from dtocsim.flow import journey_steps as j
from dtocsim.flow.journey import Journey
from dtocsim.flow.network import Network
from dtocsim.flow.parts import Pool
from dtocsim.flow.paths import all_steps


@dataclass(frozen=True)
class Component:
    """One independent part: positions of its streams and standings in the network's lists, and its pools."""

    name: str
    streams: tuple[int, ...]
    standings: tuple[str, ...]
    pools: tuple[int, ...]


def pools_of(journey: Journey) -> set[Pool]:
    """Return every pool that a step of the journey may use."""
    found: set[Pool] = set()
    for step in all_steps(journey.root):
        lookups = (
            step.pools if isinstance(step, j.Seize) else (step.pool,) if isinstance(step, j.Search) else ()
        )
        found.update(pool for lookup in lookups for pool in lookup.values if pool is not None)
    return found


def components(network: Network) -> tuple[Component, ...]:
    """Return the independent parts of a network, in the order of their first journey."""
    leader: dict[int, int] = {}

    def find(node: int) -> int:
        while leader.setdefault(node, node) != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    pools = {journey: sorted(pool.index for pool in pools_of(journey)) for journey in network.journeys}
    home: dict[Journey, int] = {}
    for number, journey in enumerate(network.journeys):
        home[journey] = -1 - number
        for pool in pools[journey]:
            leader[find(pool)] = find(home[journey])
    parts: dict[int, list[Journey]] = {}
    for journey in network.journeys:
        parts.setdefault(find(home[journey]), []).append(journey)
    return tuple(
        Component(
            name=journeys[0].name,
            streams=tuple(n for n, stream in enumerate(network.streams) if stream.journey in journeys),
            standings=tuple(standing.name for standing in network.standings if standing.journey in journeys),
            pools=tuple(sorted({pool for journey in journeys for pool in pools[journey]})),
        )
        for journeys in parts.values()
    )
