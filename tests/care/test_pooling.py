"""Teams of a system: as many staff as its councils have together, for all their patients."""

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd
import pytest

from dtocsim.care.expectations import expectations
from dtocsim.care.journey import build_system
from dtocsim.care.model import SystemModel
from dtocsim.care.simulation import simulate
from dtocsim.flow import compiled, reference
from tests.care.small import BRIEF, scenario

POOLED = ("areas.assessors_of=system", "areas.equipment_fitters_of=system")
BOUGHT = "schemes.more={kind: capacity_purchase, where: [Derby], start: 2017-04-08, assessors: 5}"


@lru_cache
def derbyshire(*changes: str) -> SystemModel:
    expected = expectations(scenario(*BRIEF, *changes))
    system = next(each for each in expected.geography.systems if "Derbyshire" in each.name)
    return build_system(scenario(*BRIEF, *changes), system, expected)


def assessors(*changes: str) -> Mapping[str, tuple[int, list[tuple[float, int]]]]:
    pools = {place.pools.assessment for place in derbyshire(*changes).places}
    return {pool.name: (pool.capacity, list(pool.steps)) for pool in pools}


def test_a_team_of_the_system_is_as_large_as_those_of_its_councils() -> None:
    own, pooled = assessors(), assessors(*POOLED)
    assert len(own) > 1
    ((capacity, steps),) = pooled.values()
    assert capacity == sum(units for units, _ in own.values())
    assert steps == []


def test_staff_added_in_one_council_join_the_team_of_the_system_on_their_day() -> None:
    ((before, _),) = assessors(*POOLED).values()
    ((capacity, steps),) = assessors(*POOLED, BOUGHT).values()
    assert (capacity, steps) == (before, [(7.0, before + 5)])


def test_both_engines_follow_teams_of_the_system() -> None:
    network = derbyshire("run.days=6", "run.warm_up_days=2", *POOLED).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log


@pytest.mark.parametrize("resource", ["assessment team", "equipment team"])
def test_capacity_counted_for_councils_is_the_same_and_adds_up_to_the_team(resource: str) -> None:
    found = []
    for changes in ((), POOLED):
        system = derbyshire().system.code
        table = pd.DataFrame(simulate(scenario(*BRIEF, *changes), system=system, seed=1).monthly)
        rows = table[(table.measure == "care_capacity_days") & (table.category == resource)]
        found.append(rows.groupby("area", observed=True).value.sum().to_dict())
    assert len(found[0]) > 1
    assert found[1] == pytest.approx(found[0])


def test_teams_of_the_system_are_compared_with_those_of_councils() -> None:
    assert scenario(*BRIEF, *POOLED).base == scenario(*BRIEF).base
    assert scenario(*BRIEF, *POOLED) != scenario(*BRIEF)
