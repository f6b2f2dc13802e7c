"""What is counted, at the edges: midnights, thresholds, marks, the warm-up, the end of the run."""

import numpy as np

from dtocsim.flow import Census, Constant, Network
from dtocsim.flow.tally import Tally
from tests.flow.stories import Engine


def stay(engine: Engine, start: float, days: float, *, warm_up_days: int = 2) -> tuple[Tally, Census]:
    """Return the tally of four days; one person enters `start` days after the warm-up began, for `days`."""
    network = Network("stay", days=4, warm_up_days=warm_up_days)
    gate, bed = network.stock("gate"), network.pool("bed", 1)
    ward = network.census("ward", marks=("assessment", "transport"), at_least_days=(0.0, 1.0))
    journey = network.journey("ann")
    journey.consume(gate, name="begin").hold("home", Constant(start))
    journey.seize(bed).enter(ward).hold("stay", Constant(days)).exit(ward).release(bed)
    network.standing("ann", journey, "begin", 1)
    return engine(network).tally, ward


def midnights(engine: Engine, start: float, days: float) -> list[int]:
    """Return at which of the four midnights the person is counted."""
    tally, ward = stay(engine, start, days)
    return [int(count) for count in tally.census(ward)[0].sum(axis=0)]


def test_a_stay_counts_at_midnight_d_if_it_begins_by_d_and_ends_after_d(engine: Engine) -> None:
    assert midnights(engine, start=3.0, days=1.0) == [0, 1, 0, 0]
    assert midnights(engine, start=3.00002, days=1.0) == [0, 0, 1, 0]
    assert midnights(engine, start=2.5, days=0.4) == [0, 0, 0, 0]
    assert midnights(engine, start=2.5, days=1.50002) == [0, 1, 1, 0]
    assert midnights(engine, start=2.5, days=1.5) == [0, 1, 0, 0]


def test_the_warm_up_and_what_comes_after_the_end_are_cut_off(engine: Engine) -> None:
    assert midnights(engine, start=0.0, days=1.0) == [0, 0, 0, 0]
    assert midnights(engine, start=0.0, days=2.0) == [0, 0, 0, 0]
    assert midnights(engine, start=1.0, days=99.0) == [1, 1, 1, 1]
    assert midnights(engine, start=5.0, days=99.0) == [0, 0, 0, 1]


def test_who_has_been_in_for_a_day_passes_the_threshold_of_a_day(engine: Engine) -> None:
    tally, ward = stay(engine, start=2.0, days=3.0)
    assert tally.census(ward).sum(axis=1).tolist() == [[1, 1, 1, 0], [0, 1, 1, 0]]


def test_counts_may_be_about_only_some_people(engine: Engine) -> None:
    network = Network("two", days=2)
    home = network.attribute("home", "here", "there")
    network.count_only(home, "there")
    ward, seen, bed = network.census("ward"), network.counter("seen"), network.pool("bed", 2)
    journey = network.journey("stay")
    journey.hold("before", Constant(0.5)).seize(bed).enter(ward).count(seen)
    journey.hold("stay", Constant(1.0)).exit(ward).release(bed)
    for value, people in (("here", 1), ("there", 1)):
        network.standing(value, journey, "before", people, {home: value})
    tally = engine(network).tally
    assert tally.census(ward).tolist() == [[[0, 1]]]
    assert tally.counter(seen).sum() == 1
    assert tally.stays(ward).sum() == 1
    assert tally.pool(bed).grants == 2


def test_occupied_ticks_are_clipped_to_the_recorded_days(engine: Engine) -> None:
    tally, _ = stay(engine, start=1.0, days=2.25)
    bed = tally.pool(tally.network.pools[1])
    assert bed.occupied_ticks == bed.held_ticks == 1.25 * 86400
    assert bed.occupied_at_midnight.tolist() == [1, 1, 0, 0]
    assert bed.mean_occupied == 1.25 / 4


def test_a_person_counts_under_her_first_mark_and_under_none_in_the_last_row(engine: Engine) -> None:
    network = Network("marks", days=5)
    gate = network.stock("gate")
    ward = network.census("ward", marks=("assessment", "transport"))
    ann = network.journey("ann").consume(gate, name="begin").enter(ward).hold("treated", Constant(1.0))
    ann.mark(ward, "transport").hold("one", Constant(1.0)).mark(ward, "assessment").hold(
        "both", Constant(1.0)
    )
    ann.unmark(ward, "assessment").hold("transport left", Constant(1.0)).unmark(ward, "transport")
    ann.hold("none left", Constant(1.0)).exit(ward)
    network.standing("ann", ann, "begin", 1)
    found = engine(network).tally.census(ward)[0]
    assert found.tolist() == [[0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [1, 0, 0, 0, 1]]


def test_counts_and_censuses_split_by_the_attributes_at_the_time(engine: Engine) -> None:
    network = Network("ages", days=2)
    gate, age = network.stock("gate"), network.attribute("age", "young", "old")
    born, ward = network.counter("born", age), network.census("ward", age)
    ann = (
        network.journey("ann")
        .consume(gate, name="begin")
        .count(born)
        .enter(ward)
        .hold("youth", Constant(1.0))
    )
    ann.set(age, "old").count(born).hold("later", Constant(9.0)).exit(ward)
    network.standing("ann", ann, "begin", 1)
    tally = engine(network).tally
    assert tally.counter(born).tolist() == [[1, 0], [0, 1]]
    assert tally.census(ward)[0, :, 0].tolist() == [[1, 1], [0, 0]]


def test_waits_and_stays_fall_into_bins_by_hours(engine: Engine) -> None:
    """Stays of 0, 1 and 300 hours end in the bins "under 1", "1 to under 4" and "168 to under 336"."""
    network = Network("bins", days=30)
    gate, ward = network.stock("gate"), network.census("ward")
    bed = network.pool("bed", 0, steps=[(4 / 24, 9)])
    for name, hours in (("ann", 0.0), ("bob", 1.0), ("cat", 300.0)):
        journey = network.journey(name).consume(gate, name="begin").enter(ward)
        journey.hold("stay", Constant(hours / 24)).exit(ward).seize(bed).release(bed)
        network.standing(name, journey, "begin", 1)
    tally = engine(network).tally
    assert np.flatnonzero(tally.stays(ward)).tolist() == [0, 1, 7]
    assert tally.pool(bed).waits[0, 0].tolist() == [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]


def test_waits_and_stays_are_told_apart_by_the_day_on_which_they_end(engine: Engine) -> None:
    """The report changes at the second midnight; who came in the warm-up counts with her whole stay."""
    network = Network("reports", days=4, warm_up_days=1)
    report = network.period("month", ("May", "June"), [0, 0, 0, 1, 1])
    network.report_by(report)
    gate, kind = network.stock("gate"), network.attribute("kind", "short", "long")
    ward, bed = network.census("ward", kind), network.pool("bed", 0, steps=[(2.5, 9)])
    for name, days in (("short", 1.5), ("long", 3.5)):
        journey = network.journey(name).consume(gate, name="begin").set(kind, name).enter(ward)
        journey.hold("stay", Constant(days)).exit(ward).seize(bed).release(bed)
        network.standing(name, journey, "begin", 1)
    tally = engine(network).tally
    assert tally.stays(ward).sum(axis=-1).tolist() == [[1, 0], [0, 1]]
    assert tally.stay_ticks(ward).tolist() == [[1.5 * 86400, 0], [0, 3.5 * 86400]]
    waited = tally.pool(bed)
    assert waited.waits.sum(axis=(1, 2)).tolist() == [0, 2]
    assert waited.wait_ticks.sum(axis=1).tolist() == [0, 2.0 * 86400]
