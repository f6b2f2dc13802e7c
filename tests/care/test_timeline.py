"""What changes on a date changes in the network on that date; what only seems to change changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest

from dtocsim.care.timeline import Periods, Timeline, alike
from dtocsim.flow import By, Constant, Network, SearchRule, compiled, reference
from dtocsim.flow.journey_steps import Scope, Step
from dtocsim.flow.lookup import Lookup, Period
from dtocsim.flow.paths import all_steps
from dtocsim.scenario import load_evidence
from dtocsim.scenario.catalogue import catalogue
from tests.care.small import BRIEF, CUMBRIA, model, run, scenario

FIRST = date(2017, 4, 1)
SUMMED = ("people.funder_share.", "_weekday_index.")
"""Groups of keys whose sum is given: one key can change only together with another."""
BINDING = {"hospital.usable_bed_share": 1.2, "hospital.least_spare_share": 1.0}
"""Keys that would not show if they were lower, because something else sets the beds; they change last."""
AT_WEEKENDS = "office_hours.weekend_share"
"""Its value shows on the Saturday that follows."""
DATED = [path for path, key in catalogue().items() if key.varies is not None and key.varies.dated]
ALONE = sorted(
    (key for key in DATED if key != AT_WEEKENDS and not any(word in key for word in SUMMED)),
    key=list(BINDING).__contains__,
)
LONG = (f"run.days={len(ALONE) + 10}", "run.warm_up_days=5")


def day_of(key: str) -> date:
    """Each key changes on a day of its own."""
    return FIRST + timedelta(1 + ALONE.index(key))


def steps(key: str, *values: float) -> str:
    """A setting by which a key takes its first value at the start, and the second on its day."""
    dates = (FIRST, day_of(key))
    return f"{key}={{by_date: {{{', '.join(f'{d}: {v!r}' for d, v in zip(dates, values, strict=True))}}}}}"


@lru_cache
def changing() -> Network:
    """The smallest system, in which every key that may change on a date does so once."""
    return model(*LONG, *(steps(key, load_evidence()[key].value, other(key)) for key in ALONE)).network


def other(key: str) -> float:
    value = load_evidence()[key].value
    if key.endswith("_added"):
        return 5
    return BINDING.get(key, value * 0.6 if value else 0.001)


@lru_cache
def days_of_change() -> set[date]:
    """The days on which a step, a pool or a stream changes that would not have without these keys."""
    network, without = changing(), model(*LONG).network
    start, days = network.start, network.all_days
    found = {
        start + timedelta(change.tick // 86400)
        for pool, plain in zip(network.pools, without.pools, strict=True)
        for change in pool.changes
        if change.tick not in {each.tick for each in plain.changes}
    }
    for stream, plain in zip(network.streams, without.streams, strict=True):
        ratio = stream.per_day / np.where(plain.per_day > 0, plain.per_day, 1.0)
        found |= {day for day, (a, b) in zip(days[1:], pairwise(ratio), strict=True) if abs(a - b) > 1e-9}
    return found | {day for journey in network.journeys for day in changes(all_steps(journey.root))}


def changes(journey: Iterable[Step]) -> Iterator[date]:
    """The first days of the periods on which a value of a step changes."""
    for step in journey:
        values = [getattr(step, each.name) for each in fields(step)]
        clocks = [clock.duration for clock in step.clocks] if isinstance(step, Scope) else []
        for lookup in (*values, *clocks):
            if isinstance(lookup, Lookup):
                yield from changes_of(lookup)


def changes_of(lookup: Lookup[object]) -> Iterator[date]:
    for source, stride in zip(lookup.sources, lookup.strides, strict=True):
        if isinstance(source, Period) and source.name.startswith("from "):
            size = len(source.values)
            for slot, value in enumerate(lookup.values):
                code = slot // stride % size
                if code and not alike(lookup.values[slot - stride], value):
                    yield date.fromisoformat(source.values[code])


def told(*changes: str) -> list[object]:
    """What everybody does in a short run of the smallest system."""
    return list(run(*BRIEF, *changes).log)


@pytest.mark.parametrize("key", ALONE)
def test_a_key_that_may_change_on_a_date_does(key: str) -> None:
    assert day_of(key) in days_of_change()


def test_hours_at_weekends_change_with_the_weekend_after_their_date() -> None:
    later = f"{AT_WEEKENDS}={{by_date: {{2017-04-01: 0.5, 2017-04-11: 0.75}}}}"
    network = model(*BRIEF, later).network
    office = next(each for each in network.calendars if each.name == f"office hours {CUMBRIA}")
    hours = dict(zip(network.all_days, (office.closes - office.opens) / 3600, strict=False))
    assert [hours[date(2017, 4, day)] for day in (8, 9, 11, 15, 16)] == [4, 4, 8, 6, 6]


def test_a_value_that_is_the_same_on_every_day_of_the_run_changes_nothing() -> None:
    search = load_evidence()["home_care.search_mean_days"].value
    assert told(f"home_care.search_mean_days={{by_date: {{2017-01-01: {search}, 2030-01-01: 1}}}}") == told()


def test_a_value_that_differs_elsewhere_changes_nothing_here() -> None:
    elsewhere = "by_area={Leeds: {home_care: {search_mean_days: 1}, reablement: {stay_mean_days: 20}}}"
    assert told(elsewhere) == told()


def test_a_value_here_is_the_same_as_everywhere_for_those_who_live_here() -> None:
    search = "home_care.search_mean_days"
    assert told(f"{search}={{by_area: {{{CUMBRIA}: 1}}}}") == told(f"{search}=1") != told()


def test_a_course_of_dates_of_an_area_is_that_course() -> None:
    length = "reablement.stay_mean_days"
    course = "{by_date: {2017-04-01: 34, 2017-04-10: 20}}"
    assert told(f"{length}={{by_area: {{{CUMBRIA}: {course}}}}}") == told(f"{length}={course}") != told()


def test_a_ramp_moves_on_mondays_along_its_line() -> None:
    ramp = scenario(*BRIEF, "home_care.search_mean_days={ramp: {2017-04-06: 4, 2017-04-20: 2}}")
    network = Network("ramp", days=28, start=FIRST)
    found, changes = Timeline(ramp, Periods(network)).steps(lambda now, day: now.home_care.search_mean_days)
    # Thursdays 30 March, 6, 13 and 20 April; the days of the run are counted from 1 April, a Saturday.
    assert (found, changes) == (4, [(9.0, 3.0), (16.0, 2)])


def test_a_value_changes_with_the_period_and_is_plain_where_it_never_does() -> None:
    steps = scenario(*BRIEF, "funding.mean_days={by_date: {2017-04-01: 4, 2017-04-03: 6}}")
    network = Network("steps", days=4, start=FIRST)
    timeline = Timeline(steps, Periods(network))
    value = timeline.value(lambda now: Constant(now.funding.mean_days))
    assert isinstance(value, By)
    assert value.values == {"2017-04-01": Constant(4), "2017-04-03": Constant(6)}
    assert list(network.periods[0].by_day) == [0, 0, 1, 1]
    assert timeline.value(lambda now: Constant(now.funding.sd_days)) == Constant(5)
    assert list(timeline.by_day(lambda now: now.funding.mean_days)) == [4, 4, 6, 6]


def test_search_rules_are_alike_when_they_say_the_same() -> None:
    assert alike(SearchRule(1.0), SearchRule(1.0))
    assert not alike(SearchRule(1.0), SearchRule(2.0))


def test_both_engines_follow_values_that_change() -> None:
    changing = (
        "home_care.search_mean_days={ramp: {2017-04-01: 3.4, 2017-04-15: 1}}",
        "home_care.capacity_share_used={by_date: {2017-04-01: 0.93, 2017-04-08: 0.8}}",
        "funding.mean_days={by_date: {2017-04-01: 4.5, 2017-04-05: 9}}",
        "demand.zero_day_share={by_date: {2017-04-01: 0.33, 2017-04-12: 0.2}}",
    )
    network = model(*BRIEF, *changing).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    readable = reference.run(network, seed=1, replication=1, log=True)
    assert fast.log == readable.log
    assert list(fast.log) != told()


def test_a_state_that_differs_elsewhere_moves_nobody_here() -> None:
    elsewhere = "by_area={Leeds: {care_homes: {occupancy: 0.8}, people: {living_alone_share: {85+: 0.7}}}}"
    assert told(elsewhere) == told()
    everywhere = told("care_homes.occupancy=0.8")
    assert everywhere != told()
