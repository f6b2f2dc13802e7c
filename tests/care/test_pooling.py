"""At which level resources are shared: as many units everywhere, and only for whom they are differs."""

from functools import lru_cache

import pandas as pd
import pytest

from dtocsim.analysis.proof.theory import erlang_c
from dtocsim.care.expectations import expectations
from dtocsim.care.ground import run_together
from dtocsim.care.journey import build_systems
from dtocsim.care.model import SystemModel
from dtocsim.care.resources import COMMUNITY_BEDS, TITLES
from dtocsim.care.simulation import simulate
from dtocsim.care.supply import Supply, declared, divided, shared_out
from dtocsim.flow import By, Exponential, Network, Pool, compiled, reference
from dtocsim.flow.quantiles import DAY
from dtocsim.scenario import Scenario, ScenarioError
from tests.care.small import BRIEF, scenario

SHORT = ("run.days=5", "run.warm_up_days=2")
BOUGHT = "schemes.more={kind: capacity_purchase, where: [Derby], start: 2017-04-08, assessors: 5}"
TWO = "[Derbyshire system, Nottinghamshire system]"


def at(level: str, *resources: str, where: str = "[England]", of: str = "") -> tuple[str, ...]:
    """Changes that put resources at a level."""
    told = f"kind: pooling_level, level: {level}, where: {where}{of}"
    return tuple(f"schemes.{resource}={{resource: {resource}, {told}}}" for resource in resources)


@lru_cache
def built(*changes: str, systems: tuple[str, ...] = ("Derbyshire",)) -> list[SystemModel]:
    chosen: Scenario = scenario(*changes)
    expected = expectations(chosen)
    return build_systems(chosen, [s for s in expected.geography.systems if s.name in systems], expected)


SMALL = "West, North and East Cumbria"


def derbyshire(*changes: str) -> SystemModel:
    return built(*changes)[0]


def mean_wait_days(*supplies: Supply) -> float:
    """How long 24 people a day wait for work of half a day, each with one of some teams of equal size."""
    network = Network("queue", days=400, warm_up_days=20)
    names = tuple(str(number) for number in range(len(supplies)))
    team = network.attribute("team", *names)
    pools = {
        name: declared(network, f"team {name}", each) for name, each in zip(names, supplies, strict=True)
    }
    journey = network.journey("ann")
    journey.draw("team", team, {name: 1 / len(names) for name in names})
    journey.seize(By(team, pools), label="team", name="wait").hold("work", Exponential(0.5)).release("team")
    network.stream("people", journey, 24.0, band_per_day=24.0)
    tally = compiled.run(network, seed=1, replication=1).tally
    ticks = sum(int(tally.pool(pool).wait_ticks.sum()) for pool in pools.values())
    return ticks / DAY / sum(int(tally.pool(pool).waits.sum()) for pool in pools.values())


@pytest.mark.parametrize("resource", TITLES)
@pytest.mark.parametrize("level", ["system", "district"])
def test_there_are_as_many_units_at_every_level(resource: str, level: str) -> None:
    own = derbyshire(*SHORT).ground.resources[resource].own
    moved = derbyshire(*SHORT, *at(level, *TITLES)).ground.resources[resource]
    pools = {pool for each in moved.held.values() for pool in each}
    assert sum(pool.capacity for pool in pools) == sum(each.capacity for each in own.values())
    assert len(pools) == 1 if level == "system" else 1 < len(pools) <= 9


def test_staff_added_in_one_council_join_the_team_of_the_system_on_their_day() -> None:
    before = sum(each.capacity for each in derbyshire(*BRIEF).ground.resources["assessors"].own.values())
    (pool,) = (
        derbyshire(*BRIEF, *at("system", "assessors"), BOUGHT).ground.resources["assessors"].held["Derby"]
    )
    assert (pool.capacity, list(pool.steps)) == (before, [(7.0, before + 5)])


def test_care_found_at_different_speeds_is_found_at_their_mean_once_it_is_shared() -> None:
    local = "home_care.search_mean_days={by_area: {England: 3, Derby: 6}}"
    own = derbyshire(*SHORT, local).ground.resources["packages_of_care"].own
    pool = derbyshire(*SHORT, local, *at("system", "packages_of_care")).places[0].pools.home_care
    rules = [each.search for each in own.values()]
    assert isinstance(pool, Pool)
    assert pool.search is not None
    speeds = [rule.mean_days for rule in rules if rule is not None]
    assert min(speeds) < pool.search.mean_days < max(speeds)


@pytest.mark.parametrize(("level", "resources"), [("council", tuple(TITLES)), ("system", (COMMUNITY_BEDS,))])
def test_at_todays_level_nothing_changes_for_anybody(level: str, resources: tuple[str, ...]) -> None:
    run = [
        compiled.run(derbyshire(*SHORT, *changes).network, seed=1, replication=1, log=True)
        for changes in ((), at(level, *resources))
    ]
    assert run[0].log == run[1].log


@pytest.mark.slow
def test_both_engines_follow_every_level() -> None:
    told = zip(("system", "district", "neighbourhood") * 2, TITLES, strict=True)
    changes = [change for level, resource in told for change in at(level, resource)]
    network = built("run.days=1", "run.warm_up_days=0", *changes, systems=(SMALL,))[0].network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log


def test_who_lives_in_a_district_is_served_by_its_pool() -> None:
    (derby, county) = derbyshire(*SHORT, *at("district", "reablement_places")).places
    assert isinstance(derby.pools.reablement, Pool)
    assert isinstance(county.pools.reablement, By)
    served = county.pools.reablement.values
    assert {code for code, pool in served.items() if pool} == {each.code for each in county.place.districts}


def test_the_nation_is_all_systems_of_the_scheme_run_as_one_network() -> None:
    changes = at("nation", "assessors", COMMUNITY_BEDS, where=TWO)
    systems = expectations(scenario(*SHORT)).geography.systems
    groups = run_together(systems, scenario(*SHORT, *changes))
    assert [len(group) for group in groups if len(group) > 1] == [2]
    models = built(*SHORT, *changes, systems=("Derbyshire", "Nottinghamshire"))
    for resource in ("assessors", COMMUNITY_BEDS):
        told = models[0].ground.resources[resource]
        ((pool,),) = {tuple(pools) for pools in told.held.values()}
        assert pool.capacity == sum(each.capacity for each in told.own.values())


def test_systems_that_are_run_together_and_share_nothing_in_use_do_as_they_do_alone() -> None:
    """What the nation pools here nobody asks for: joining systems changes nothing for anybody."""
    nothing = ("assessment.done_before_fit_share=1",)
    joined = built(
        *SHORT, *nothing, *at("nation", "assessors", where=TWO), systems=("Derbyshire", "Nottinghamshire")
    )
    alone = built(*SHORT, *nothing)
    both = compiled.run(joined[0].network, seed=1, replication=1, log=True).log
    ours = {place.place.id for place in alone[0].places}
    journeys = tuple(f"{name}:" for name in ours)
    one = compiled.run(alone[0].network, seed=1, replication=1, log=True).log
    assert [(each.tick, each.key) for each in both if each.step.startswith(journeys)] == [
        (each.tick, each.key) for each in one if each.step.startswith(journeys)
    ]


@pytest.mark.parametrize("teams", [1, 3, 5])
def test_one_team_beats_several_as_queueing_theory_says(teams: int) -> None:
    """M/M/c at a load of 0.8: the mean wait of each is Erlang C / (staff - load) x the length of work.

    Waits are alike for as long as a busy spell lasts, about 1 / (1 - load)^2 = 25 works of a team: of 9,600
    people some 400 such stretches, each as uneven as an exponential, leave a standard error of 5 %.
    """
    staff, load = 15 // teams, 12 / teams
    theory = erlang_c(load, staff) * 0.5 / (staff - load)
    parts = divided(Supply(15), dict.fromkeys(map(str, range(teams)), 1.0))
    assert mean_wait_days(*parts.values()) == pytest.approx(theory, rel=0.2)


def test_who_holds_a_unit_at_the_start_holds_one_of_where_she_lives() -> None:
    network = derbyshire(*SHORT, *at("district", "packages_of_care")).network
    tally = compiled.run(network, seed=1, replication=1).tally
    pools = [pool for pool in network.pools if pool.name.startswith("home care E07")]
    in_use = [tally.pool(pool).occupied_at_midnight[0] / pool.capacity for pool in pools]
    assert len(in_use) == 8
    assert 0.85 < min(in_use) < max(in_use) < 1.02


def test_where_units_are_fewer_than_parts_the_smallest_parts_share() -> None:
    found = divided(Supply(3, [(4.0, 5)]), {"a": 10, "b": 60, "c": 20, "d": 90, "e": 5})
    units = {names: each.capacity for names, each in found.items()}
    assert units == {("b",): 1, ("d",): 1, ("e", "a", "c"): 1}
    assert list(found["d",].steps) == [(4.0, 2)]
    assert list(divided(Supply(1), {"a": 1, "b": 2})) == [("a", "b")]


def test_units_are_shared_out_by_people_one_each_at_least() -> None:
    found = shared_out(100, {("a",): 60.0, ("b",): 39.9, ("c",): 0.1})
    assert found == {("a",): 59, ("b",): 40, ("c",): 1}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (at("district", COMMUNITY_BEDS), "expected nation, system or council"),
        (at("system", "assessors", of=", start: 2017-05-01"), "it holds for a whole run"),
        (at("system", "assessors", where="[Leeds]"), "expected a system or a larger area"),
    ],
)
def test_what_cannot_be_is_refused(said: tuple[str, ...], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        scenario(*SHORT, *said)


@pytest.mark.parametrize("level", ["system", "district"])
def test_capacity_counted_for_councils_is_the_same_at_every_level(level: str) -> None:
    found = []
    for changes in ((), at(level, *TITLES)):
        system = derbyshire(*SHORT).system.code
        table = pd.DataFrame(simulate(scenario(*SHORT, *changes), system=system, seed=1).monthly)
        rows = table[table.measure == "care_capacity_days"]
        found.append(rows.groupby(["area", "category"], observed=True).value.sum().to_dict())
    assert len(found[0]) == 2 * len(TITLES)
    assert found[1] == pytest.approx(found[0])


def test_levels_are_compared_with_those_of_today() -> None:
    pooled = scenario(*SHORT, *at("system", "assessors"))
    assert pooled.base == scenario(*SHORT).base
    assert pooled != scenario(*SHORT)


def test_places_shared_by_a_system_are_farther_from_home() -> None:
    def closeness(level: str) -> list[float]:
        told = scenario(*SHORT, *at(level, "residential_places", "nursing_places"))
        measures = simulate(told, system=derbyshire(*SHORT).system.code, seed=1).measures
        return [
            measures[f"placed_{where}_percent"] for where in ("in_own_place", "in_own_system", "elsewhere")
        ]

    own, system = closeness("council"), closeness("system")
    assert own == pytest.approx([85, 8, 7])
    assert system[0] < 75 < 93 == pytest.approx(system[0] + system[1])
    assert system[2] == pytest.approx(7)
