"""P17: tasks, deaths and reasons in single runs, and working hours against counting minute by minute."""

from datetime import date, timedelta

import numpy as np
import pytest

from dtocsim.flow import Constant, Exponential, Network
from dtocsim.flow.compiled import run
from dtocsim.flow.quantiles import DAY

HOUR = 1 / 24


def _end(task_hours: float, death_hours: float) -> tuple[float, str]:
    """When and how the journey of one person with one task and a clock of death goes on."""
    network = Network("one person", days=2)
    journey = network.journey("person")
    journey.hold("ready", Constant(0))
    with journey.scope("alive") as alive:
        with journey.background("task"):
            journey.hold("work", Constant(task_hours * HOUR))
        journey.join("task").hold("done", Constant(0))
        with alive.clock("death", Constant(death_hours * HOUR)):
            journey.hold("dead", Constant(0))
    network.standing("her", journey, "ready", 1)
    log = run(network, log=True).log
    last = [entry for entry in log if entry.step in ("person: done", "person: dead")][-1]
    return last.tick / 3600, last.step


def test_a_task_that_ends_first_is_joined() -> None:
    assert _end(3, 4) == (3, "person: done")


def test_a_parent_who_dies_first_takes_the_task_with_her() -> None:
    assert _end(4, 3) == (3, "person: dead")


def test_a_task_that_ends_in_the_tick_of_death_is_done() -> None:
    assert _end(3, 3) == (3, "person: done")


def test_reasons_add_up_to_delayed_midnights_open_delays_included() -> None:
    network = Network("reasons", days=40)
    beds = network.pool("beds")
    delayed = network.census("delayed", marks=("assessment", "package"))
    journey = network.journey("delay")
    journey.seize(beds).enter(delayed).mark(delayed, "assessment").mark(delayed, "package")
    with journey.scope("alive") as alive:
        for reason, days in (("assessment", 2.0), ("package", 6.0)):
            with journey.background(reason):
                journey.hold(f"{reason} work", Exponential(days)).unmark(delayed, reason)
        journey.join("assessment", "package")
        with alive.clock("death", Exponential(20)):
            pass
    journey.exit(delayed).release(beds)
    network.stream("fit", journey, 10.0)
    tally = run(network).tally
    by_reason = tally.census(delayed)[0]
    present = tally.pool(beds).occupied_at_midnight
    assert present[-1] > 0
    assert by_reason[:2].sum(axis=0).tolist() == present.tolist()
    assert by_reason[2].tolist() == [0] * 40


@pytest.mark.parametrize("work_minutes", [0, 1, 240, 480, 3_000])
def test_working_hours_agree_with_counting_minutes(work_minutes: int) -> None:
    start, days = date(2023, 1, 1), 730
    holidays = {date(2023, 4, 7), date(2023, 12, 25), date(2023, 12, 26), date(2024, 1, 1), date(2024, 3, 29)}
    week = {0: (9.0, 17.0), 1: (9.0, 17.0), 2: (9.0, 12.5), 3: (8.0, 17.0), 4: (9.0, 16.5), 5: (10.0, 12.0)}
    network = Network("office", days=days, start=start)
    office = network.calendar("office", week, dict.fromkeys(holidays, (0.0, 0.0)))
    journey = network.journey("case")
    journey.hold("work", Constant(work_minutes / 1440), office).hold("done", Constant(0))
    network.stream("cases", journey, 3.0)
    log = run(network, log=True).log
    began = {entry.key: entry.tick for entry in log if entry.step == "case: work"}
    ended = {entry.key: entry.tick for entry in log if entry.step == "case: done"}

    is_open = np.zeros(days * 1440, dtype=bool)
    for day in range(days):
        today = start + timedelta(days=day)
        opens, closes = (0.0, 0.0) if today in holidays else week.get(today.weekday(), (0.0, 0.0))
        is_open[day * 1440 + round(opens * 60) : day * 1440 + round(closes * 60)] = True
    open_minutes = np.flatnonzero(is_open)
    assert len(ended) > 2_000
    assert {key: ended[key] for key in ended} == {
        key: _counted_end(began[key], work_minutes, is_open, open_minutes) for key in ended
    }


def _counted_end(tick: int, work_minutes: int, is_open: np.ndarray, open_minutes: np.ndarray) -> int:
    """Count open minutes one by one; the first may be begun part-way, and what is left of it comes last."""
    minute, into = divmod(tick, 60)
    if not is_open[minute]:
        into = 0
    first = int(np.searchsorted(open_minutes, minute))
    if work_minutes == 0:
        return int(open_minutes[first]) * 60 + into
    if into == 0:
        return (int(open_minutes[first + work_minutes - 1]) + 1) * 60
    return int(open_minutes[first + work_minutes]) * 60 + into


def test_a_day_of_work_is_a_day_without_calendar() -> None:
    network = Network("plain", days=3)
    journey = network.journey("case")
    journey.hold("ready", Constant(0)).hold("work", Constant(1.0)).hold("done", Constant(0))
    network.standing("one", journey, "ready", 1)
    assert [entry.tick for entry in run(network, log=True).log if entry.step == "case: done"] == [DAY]
