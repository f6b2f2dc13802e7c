"""A system's network keeps its books: people, places and time are conserved, in both engines alike."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dtocsim.care.words import REASONS, SETTINGS
from dtocsim.flow import Census, Pool, compiled, reference
from dtocsim.flow.quantiles import DAY
from tests.care.small import SHORT, TIGHT, model, run

YEAR = ("run.days=365", "run.warm_up_days=20")


def test_engines_agree_event_for_event_on_a_system_for_sixty_days() -> None:
    fast, network = run(*SHORT), model(*SHORT).network
    readable = reference.run(network, seed=1, replication=1, log=True, ledger=True)
    assert len(fast.log) > 100_000
    assert fast.log == readable.log
    for name in ("events", "arrived", "left", "present"):
        assert getattr(fast.tally, name) == getattr(readable.tally, name), name
    for name in type(fast.tally.arrays).__annotations__:
        ours, theirs = getattr(fast.tally.arrays, name), getattr(readable.tally.arrays, name)
        assert np.array_equal(ours, theirs), name


def test_everybody_who_came_has_left_or_is_there() -> None:
    tally = run(*SHORT).tally
    assert tally.arrived == tally.left + tally.present
    assert min(tally.left, tally.present) > 0


def capacity(pool: Pool, tick: int) -> int:
    """Units of a pool at a tick; a change counts from its own tick on."""
    begun = [units for day, units in pool.steps if day * DAY <= tick]
    return begun[-1] if begun else pool.capacity


def test_whoever_waited_or_searched_was_given_a_free_place() -> None:
    pools = {pool.name: pool for pool in model(*TIGHT).network.pools}
    given = [entry for entry in run(*TIGHT).log if entry.step.endswith((": granted", ": found"))]
    assert len(given) > 300
    assert not [entry for entry in given if entry.occupied > capacity(pools[entry.pool], entry.tick)]


def test_no_pool_is_above_capacity_but_where_a_cut_waits_for_leavers() -> None:
    full = 0
    for pool in model(*TIGHT).network.pools:
        occupied = run(*TIGHT).tally.pool(pool).occupied_at_midnight
        units = np.asarray([capacity(pool, day * DAY) for day in range(len(occupied))])
        above = np.flatnonzero(occupied > units)
        assert all(occupied[day] <= occupied[day - 1] for day in above), pool.name
        assert len(above) == 0 or min(units) < pool.capacity, pool.name
        full += int((occupied == units).sum())
    assert full > 5


def test_little_holds_in_every_pool_to_the_tick() -> None:
    waited = 0
    for pool in model(*TIGHT).network.pools:
        tally = run(*TIGHT).tally.pool(pool)
        assert (tally.occupied_ticks, tally.queue_ticks) == (tally.held_ticks, tally.waited_ticks), pool.name
        waited += tally.waited_ticks
    assert waited > DAY


def test_a_run_of_twenty_days_is_the_first_twenty_of_forty() -> None:
    short = compiled.run(model("run.days=20", "run.warm_up_days=20").network, seed=1, replication=1).tally
    (here,), (there,) = model("run.days=20", "run.warm_up_days=20").places, model(*SHORT).places
    for setting in SETTINGS:
        first = run(*SHORT).tally.census(there.records.delayed[setting])[..., :20]
        assert np.array_equal(short.census(here.records.delayed[setting]), first)


@pytest.fixture(scope="module")
def year() -> compiled.Run:
    return compiled.run(model(*YEAR).network, seed=1, replication=1)


def test_every_reason_occurs_in_a_year(year: compiled.Run) -> None:
    (place,) = model(*YEAR).places
    counts = sum(by_reason(year, place.records.delayed[setting]) for setting in SETTINGS)
    assert dict(zip(REASONS, np.asarray(counts)[: len(REASONS)] > 0, strict=True)) == dict.fromkeys(
        REASONS, True
    )


def by_reason(year: compiled.Run, census: Census) -> NDArray[np.int64]:
    """Delayed days by reason, those without one last."""
    counts = year.tally.census(census)
    return np.asarray(counts.sum(axis=(*range(counts.ndim - 2), -1)))


def test_a_delayed_patient_has_a_reason_at_every_midnight(year: compiled.Run) -> None:
    (place,) = model(*YEAR).places
    for setting in SETTINGS:
        without = year.tally.census(place.records.delayed[setting])[..., len(REASONS), :]
        assert without.sum() == 0, setting


def test_acute_beds_are_delayed_for_any_reason_but_other(year: compiled.Run) -> None:
    (place,) = model(*YEAR).places
    assert by_reason(year, place.records.delayed["acute"])[REASONS.index("O")] == 0


def test_beds_follow_the_published_quarters() -> None:
    for pool in (ward.acute for ward in model(*YEAR).wards):
        assert {day for day, _ in pool.steps} <= {0.0, 91.0, 183.0, 275.0}
        assert pool.steps


def test_residents_and_clients_start_at_their_expected_number() -> None:
    network, (place,) = model(*SHORT).network, model(*SHORT).places
    pools = {pool.name: pool for pool in network.pools}
    expectations = model(*SHORT).ground.expectations
    standing = {each.name: each.number for each in network.standings}
    for kind in ("residential", "nursing"):
        name = f"{kind} places {place.place.id}"
        assert standing[f"residents {kind} {place.place.id}"] == round(
            expectations.residents(place.place, kind)
        )
        assert pools[name].capacity == round(expectations.care_home_places(place.place, kind))
    assert standing[f"clients {place.place.id}"] == round(expectations.clients(place.place))
