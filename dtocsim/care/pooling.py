"""At which level a resource is shared (S11): the same units for few people or for many.

What a system's places have is one pool where it is shared by the system, one of several systems where it is
shared by the nation, and a pool of each district or neighbourhood where it is divided further. What a place
brings into a pool of several is counted for it in proportion to its units.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.areas import Place, System
from dtocsim.care.counts import capacity_by_day
from dtocsim.care.expectations import Expectations
from dtocsim.care.residence import Fineness, Residence
from dtocsim.care.schemes.pooling_level import PoolingLevel
from dtocsim.care.supply import Supply, declared, divided, together
from dtocsim.care.users import ages_of_older_people, ages_of_users, users_by_part
from dtocsim.flow import By, Network, Pool
from dtocsim.flow.lookup import Attribute
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name
from dtocsim.scenario.varying import NATION

PoolOf: TypeAlias = "Pool | By[Pool | None]"
"""The pool that serves people of a place: one, or one by where in it they live."""


@dataclass(frozen=True)
class Resource:
    """One resource in a network.

    Attributes:
        own: what each owner brings, a place by its id or, of community beds, a system by its code.
        pools: who serves the people of a place, by its id.
        held: the pools that hold an owner's units: one, alone or with others, or parts of its own.
    """

    own: dict[str, Supply] = field(default_factory=dict)
    pools: dict[str, PoolOf] = field(default_factory=dict)
    held: dict[str, Sequence[Pool]] = field(default_factory=dict)

    def parts(self, owner: str, days: int) -> list[tuple[Pool, NDArray[Any] | float]]:
        """The pools that hold an owner's units, each with the part of it, 0 to 1, that is the owner's."""
        pools = self.held[owner]
        if len(pools) > 1:
            return [(pool, 1.0) for pool in pools]
        all_units, own = capacity_by_day(pools[0], days), capacity_by_day(self.own[owner], days)
        return [(pools[0], 1.0 if np.array_equal(all_units, own) else own / np.maximum(all_units, 1))]

    def where(self, owner: str, near: Collection[str], days: int) -> NDArray[np.float64]:
        """Where the units stand that serve people of an owner: with it, with owners near it, and elsewhere.

        Args:
            near: owners that are near, of whom it may be one.

        Returns:
            Shares of the units, shape (3, days).
        """
        (pool, own), *others = self.parts(owner, days)
        with_it = np.ones(days) if others else np.ones(days) * own
        sharing = [each for each, pools in self.held.items() if pool in pools and each in near]
        units = np.sum([capacity_by_day(self.own[each], days) for each in sharing], axis=0)
        within = np.ones(days) if others else units / np.maximum(capacity_by_day(pool, days), 1)
        return np.stack([with_it, within - with_it, 1 - within])


@dataclass(frozen=True)
class Pooling:
    """Declares resources at the levels that the scenario says.

    Args:
        network: what pools are declared in.
        scenario: the whole scenario, with its schemes.
        systems: whose network it is.
        expectations: what is expected of their places.
        residence: where people live, where the network knows it.
    """

    network: Network
    scenario: Scenario
    systems: Sequence[System]
    expectations: Expectations
    residence: Residence | None

    def of_places(self, resource: str, title: str, own: Mapping[str, Supply]) -> Resource:
        """Declare what places have, by their id.

        Args:
            resource: as schemes call it; title: begins the names of its pools.
        """
        found, shared = Resource(), dict[str, list[Place]]()
        found.own.update(own)
        for place in (place for system in self.systems for place in system.places):
            name, scheme = self._scheme(resource, place.system_code)
            level = scheme.level if scheme else "council"
            where = self._attribute(level)
            parts = self._parts(resource, place, scheme) if scheme and where else {}
            if where and len(parts) > 1:
                self._divide(found, title, place, parts, where)
            else:
                group = {"system": place.system_code, "nation": f"schemes.{name}"}.get(level, place.id)
                shared.setdefault(group, []).append(place)
        for group, places in shared.items():
            pool = declared(self.network, f"{title} {group}", together([own[each.id] for each in places]))
            for place in places:
                found.pools[place.id], found.held[place.id] = pool, (pool,)
        return found

    def of_systems(self, resource: str, title: str, own: Mapping[str, Supply]) -> Resource:
        """Declare what systems have, by their code; see `of_places`."""
        found, shared = Resource(), dict[str, list[System]]()
        found.own.update(own)
        for system in self.systems:
            name, scheme = self._scheme(resource, system.code)
            level = scheme.level if scheme else "system"
            if scheme and level == "council" and len(system.places) > 1:
                self._among_councils(found, title, system, scheme)
            else:
                shared.setdefault(f"schemes.{name}" if level == "nation" else system.code, []).append(system)
        for group, systems in shared.items():
            pool = declared(self.network, f"{title} {group}", together([own[each.code] for each in systems]))
            for system in systems:
                found.held[system.code] = (pool,)
                found.pools.update({place.id: pool for place in system.places})
        return found

    def _scheme(self, resource: str, system_code: str) -> tuple[str, PoolingLevel | None]:
        """The scheme that says at which level a resource of a system is; the last in the file."""
        system = next(each for each in self.systems if each.code == system_code)
        told = [
            (name, scheme)
            for name, scheme in pooling_levels(self.scenario)
            if scheme.resource == resource and is_for(scheme, system)
        ]
        return told[-1] if told else ("", None)

    def _attribute(self, level: str) -> Attribute | None:
        """Where people live, as finely as a level that divides places asks for; None for all others."""
        if self.residence is None or level not in ("district", "neighbourhood"):
            return None
        return self.residence.district if level == "district" else self.residence.neighbourhood

    def _parts(self, resource: str, place: Place, scheme: PoolingLevel) -> Mapping[str, float]:
        """The parts of a place that have a pool each, by code, with their weights."""
        by_users = scheme.shared_by == "users"
        ages = ages_of_users(self.expectations, place, resource) if by_users else ages_of_older_people(place)
        parts_of = self.residence if scheme.level == "neighbourhood" else None
        return users_by_part(self.expectations, place, ages, parts_of)

    def _divide(
        self, found: Resource, title: str, place: Place, parts: Mapping[str, float], where: Attribute
    ) -> None:
        pools = self._declare_parts(title, found.own[place.id], parts, f" {place.id}")
        found.pools[place.id] = By(where, {code: pools.get(code) for code in where.values})
        found.held[place.id] = tuple(dict.fromkeys(pools.values()))

    def _among_councils(self, found: Resource, title: str, system: System, scheme: PoolingLevel) -> None:
        weights = {place.id: fsum(place.population[1:]) for place in system.places}
        if scheme.shared_by == "users":
            leaving = self.expectations.by_place
            weights = {place: leaving[place].leaving_with("community_bed") for place in weights}
        pools = self._declare_parts(title, found.own[system.code], weights)
        found.pools.update(pools)
        found.held[system.code] = tuple(dict.fromkeys(pools.values()))

    def _declare_parts(
        self, title: str, supply: Supply, weights: Mapping[str, float], of: str = ""
    ) -> dict[str, Pool]:
        """The pool of each part; the smallest share one where there are fewer units than parts."""
        return {
            part: pool
            for parts, each in divided(supply, weights).items()
            for pool in [declared(self.network, f"{title} {' and '.join(parts)}{of}", each)]
            for part in parts
        }


def pooling_levels(scenario: Scenario) -> list[tuple[str, PoolingLevel]]:
    """The schemes that say at which level a resource is, in the order of the file."""
    told = scenario.schemes.items()
    return [(name, each) for name, each in told if isinstance(each, PoolingLevel) and each.enabled]


def is_for(scheme: PoolingLevel, system: System) -> bool:
    """Whether a scheme is for a system."""
    return not {NATION, system_name(system.name)}.isdisjoint(scheme.where)


def finest_of(scenario: Scenario, systems: Iterable[System]) -> Fineness:
    """How finely it must be known where people live: council, district or neighbourhood."""
    there, told = list(systems), pooling_levels(scenario)
    levels = {each.level for _, each in told if any(is_for(each, system) for system in there)}
    if "neighbourhood" in levels:
        return "neighbourhood"
    return "district" if "district" in levels else "council"
