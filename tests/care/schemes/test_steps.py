"""What holds for every scheme that writes steps: nothing before it starts, the same in both engines."""

from collections.abc import Mapping

import pandas as pd
import pytest

from dtocsim.care.sites import dated_units
from dtocsim.flow import compiled, reference
from dtocsim.flow.outcome import Run
from dtocsim.scenario.phase import Phase
from tests.care.small import BRIEF, model, run, simulated

SIZED = {
    "home_visits": "nurse_visits_per_day: {size}, care_visits_per_day: 30, called_first_share: 0.5",
    "discharge_to_assess": "bridging_packages: {size}",
    "housing_adaptations": "teams: {size}, admissions_prevented_share: 0.26, major_works_per_year: 500",
    "health_coaching": "places: {size}, referrals_per_year: 500, programme_days: 28",
    "social_prescribing": "link_worker_places: {size}, referrals_per_year: 500, programme_days: 28",
    "care_home_support": "homes_share: 0.{size}, admissions_prevented_share: 0.23",
    "community_programmes": "reached_share: 0.{size}, admissions_fall_share: 0.065",
    "information_sharing": "councils_share: 0.{size}, alerts_prevent_share: 0.06",
    "urgent_response": "responders: {size}, call_999_met_share: 0.2",
    "carer_support": "respite_places: {size}, respite_instead_share: 0.06, reached_share: 1",
}
"""Kinds with steps, and what sizes them."""


def scheme(kind: str, size: int, where: str = "Cumbria", name: str = "it") -> str:
    sized = SIZED[kind].format(size=size)
    return f"schemes.{name}={{kind: {kind}, where: [{where}], start: 2017-04-03, {sized}}}"


def followed_by_both(*changes: str) -> set[str]:
    """The kinds that do something in a run that is the same in both engines; schemes are named by kind."""
    network = model(*BRIEF, *changes).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log
    return {kind for kind in SIZED if any(f"{kind}:" in each.step for each in fast.log)}


def counted(*changes: str) -> Mapping[tuple[str, str], int]:
    """Events by scheme and event."""
    done: Run = run(*BRIEF, *changes)
    (place,) = model(*BRIEF, *changes).places
    return {
        (site.name, event): int(done.tally.counter(counter).sum())
        for site in place.sites
        for event, counter in site.counters.items()
    }


@pytest.mark.parametrize("kind", SIZED)
def test_before_it_starts_everybody_does_what_she_did(kind: str) -> None:
    start = 2 * 86_400
    before = [
        each for each in run(*BRIEF, scheme(kind, 20)).log if each.tick < start and "it:" not in each.step
    ]
    usual = [each for each in run(*BRIEF).log if each.tick < start]
    assert [(each.tick, each.key) for each in usual] == [
        (each.tick, each.key) for each in before if _usual(each.step)
    ]


def _usual(step: str) -> bool:
    """Whether a step is there without schemes too."""
    return not any(word in step for word in ("prevented", "bridge", "found or bridged", " next"))


def test_both_engines_follow_all_kinds_together() -> None:
    assert followed_by_both(*(scheme(kind, 20, name=kind) for kind in SIZED)) == set(SIZED)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("kind", SIZED)
def test_both_engines_follow_each_kind_alone(kind: str) -> None:
    assert followed_by_both(scheme(kind, 20, name=kind)) == {kind}


def test_a_scheme_of_one_district_reaches_only_people_who_live_there() -> None:
    changes = scheme("home_visits", 20, "Carlisle")
    (place,) = model(*BRIEF, changes).places
    (site,) = place.sites
    assert site.district is not None
    assert len(site.districts) == 1
    everywhere = counted(scheme("home_visits", 20))["it", "called first"]
    assert 0 < counted(changes)["it", "called first"] < everywhere / 2


def test_nobody_is_prevented_twice_and_the_second_scheme_meets_whom_the_first_left() -> None:
    one, both = scheme("home_visits", 40), scheme("home_visits", 40, name="second")
    alone, together = counted(one), counted(one, both)
    assert together["second", "called first"] > 0
    prevented = sum(n for (_, event), n in together.items() if event == "admission prevented")
    keys = [each.key for each in run(*BRIEF, one, both).log if "stays at home" in each.step]
    assert prevented == len(keys)
    # Who calls is drawn on the person: the same people call the first, with or without the second.
    assert (
        abs(together["it", "called first"] - alone["it", "called first"]) < alone["it", "called first"] / 10
    )


def test_the_tables_tell_what_schemes_did() -> None:
    measures = simulated(*BRIEF, scheme("home_visits", 20)).measures
    assert measures["admissions_prevented"] > 0
    assert measures["scheme_visits_per_day"] > 0
    assert simulated(*BRIEF).measures["admissions_prevented"] == 0


def test_units_follow_the_ramp_in_whole_numbers() -> None:
    (place,) = model(*BRIEF).places
    days = place.timeline.days
    start = days[10]
    found = dated_units(Phase(start, 0, days[20]), 3, days)
    assert [units for _, units in found] == [0, 3, 0]


def test_what_is_in_use_is_told_by_scheme_and_never_more_than_there_is() -> None:
    changes = (*BRIEF, scheme("home_visits", 20))
    table = pd.DataFrame(
        {name: simulated(*changes).monthly[name] for name in ("measure", "category", "value")}
    )
    sums = table.groupby(["measure", "category"], observed=True)["value"].sum()
    for resource in ("nurse visits", "care visits", "call takers"):
        used = sums["scheme_in_use_days"].get(resource, 0.0)
        assert used == sums["scheme_in_use_days_by_scheme"].get(f"it: {resource}", 0.0)
        assert used <= sums["scheme_capacity_days", resource]
    # Cumbria's part in this system has 61 % of the people, and so 12 of 20 visits, from the third day on.
    assert sums["scheme_capacity_days", "nurse visits"] == 12 * 18
