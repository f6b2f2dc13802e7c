"""Whoever stands somewhere at the start may have been there before: stays and waits count from then."""

import math

import numpy as np
import pytest

from dtocsim.flow import Constant, Exponential, Lognormal, Mixture, Network, Weibull
from dtocsim.flow.durations import Duration, draw_quantiles
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.quantiles import DAY, remaining_ticks
from tests.flow.stories import Engine


def remains(duration: Duration, elapsed_days: float, u: float) -> float:
    """Days that remain, at a draw."""
    row = duration.row()
    table = np.asarray([*row.table, 0.0])
    return (
        remaining_ticks(row.kind, row.a, row.b, 0, len(row.table), table, u, round(elapsed_days * DAY)) / DAY
    )


@pytest.mark.parametrize(
    "duration",
    [
        Exponential(4.0),
        Lognormal(9.0, 14.0),
        Weibull(0.7, 5.0),
        Mixture(((0.8, Lognormal(2.0, 2.0)), (0.2, Lognormal(20.0, 15.0)))),
    ],
)
@pytest.mark.parametrize("elapsed", [0.5, 3.0, 25.0])
def test_what_remains_has_the_conditional_distribution(duration: Duration, elapsed: float) -> None:
    """P(remains > x) = P(lasts > elapsed + x) / P(lasts > elapsed), on a fine grid of draws."""
    grid = (np.arange(200_000) + 0.5) / 200_000
    lasts = draw_quantiles(duration, grid)
    longer = np.sort(lasts[lasts > elapsed]) - elapsed
    for u in (0.1, 0.5, 0.9):
        expected = float(np.quantile(longer, u))
        assert remains(duration, elapsed, u) == pytest.approx(expected, rel=0.02, abs=2 / DAY)


def test_what_cannot_last_so_long_ends_in_a_tick() -> None:
    assert remains(Constant(2.0), 3.0, 0.5) == 1 / DAY
    assert remains(Constant(2.0), 0.5, 0.5) == 1.5
    assert remains(Constant(math.inf), 9.0, 0.5) > 1e9


def test_stays_waits_and_holds_begin_in_the_past(engine: Engine) -> None:
    network = Network("past", days=6)
    came = network.moment("came")
    beds = network.pool("beds", 1)
    waiting, ward = network.census("waiting", at_least_days=(0.0, 3.0)), network.census("ward")
    journey = network.journey("ann")
    journey.hold("before", Constant(1.0)).enter(waiting, came)
    journey.seize(beds, label="bed", since=came).exit(waiting)
    journey.enter(ward).hold("stay", Constant(3.0), since=came).exit(ward).release("bed")
    network.standing("ann", journey, "before", 1, remaining=Constant(0), since={came: [2.0]})
    network.standing("bob", journey, "before", 1, remaining=Constant(0), since={came: [2.5]})
    run = engine(network)
    # Both ask at once: bob, who came first, or ann by key; the other waits until the first has left.
    stays = run.tally.census(ward)[0].sum(axis=0).tolist()
    assert stays[0] == 1
    assert sum(stays) == 2
    assert run.tally.stays(waiting).sum() == 2
    assert run.tally.census(waiting)[:, 0].tolist() == [[1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]]


def test_the_queue_is_in_the_order_in_which_people_came(engine: Engine) -> None:
    network = Network("queue", days=12)
    came = network.moment("came")
    name = network.attribute("name", *(str(number) for number in range(8)))
    desk, served = network.pool("desk", 1), network.counter("served", name)
    holder = network.journey("holder")
    holder.seize(desk).hold("first", Constant(0.5)).release(desk)
    network.standing("holder", holder, "first", 1, remaining=Constant(0.5))
    journey = network.journey("people")
    journey.hold("before", Constant(0)).seize(desk, name="ask", since=came).count(served)
    journey.hold("serve", Constant(1.0)).release("desk")
    for number, days in enumerate((3.0, 9.0, 1.0, 7.0, 5.0, 2.0, 8.0, 4.0)):
        given = {name: str(number)}
        network.standing(
            f"{number}", journey, "before", 1, given, remaining=Constant(0), since={came: [days]}
        )
    days = engine(network).tally.counter(served).argmax(axis=1)
    assert days.tolist() == [5, 0, 7, 2, 3, 6, 1, 4]


def test_who_is_not_said_to_have_come_earlier_comes_now(engine: Engine) -> None:
    def run(with_since: bool) -> tuple[list[object], list[int]]:
        network = Network("now", days=9)
        came = network.moment("came") if with_since else None
        pool, ward = network.pool("beds", 3), network.census("ward")
        journey = network.journey("all")
        journey.seize(pool, since=came).enter(ward, came)
        journey.hold("stay", Lognormal(1.0, 2.0), since=came).exit(ward).release(pool)
        network.stream("some", journey, 4.0)
        done = engine(network, log=True)
        return list(done.log), done.tally.stays(ward).tolist()

    assert run(True) == run(False)


def test_a_stay_that_began_before_the_start_shows_its_whole_length(engine: Engine) -> None:
    network = Network("long", days=3)
    came = network.moment("came")
    ward = network.census("ward", at_least_days=(0.0, 7.0, 21.0))
    journey = network.journey("all")
    journey.enter(ward, came).hold("stay", Constant(100.0)).exit(ward)
    network.standing("some", journey, "stay", 3, remaining=Constant(2.5), since={came: [1.0, 6.0, 30.0]})
    tally = engine(network).tally
    assert tally.census(ward)[:, 0].tolist() == [[3, 3, 3], [1, 2, 2], [1, 1, 1]]
    edges = tally.stays(ward)
    assert edges.sum() == 3


def test_with_a_calendar_what_has_passed_counts_as_working_time(engine: Engine) -> None:
    """Eight working hours, of which three are done, begun on a Saturday: over on Monday at two o'clock."""
    network = Network("hours", days=4)
    came, office = network.moment("came"), network.calendar("office", dict.fromkeys(range(5), (9, 17)))
    ward = network.census("ward", at_least_days=(0.0,))
    journey = network.journey("all")
    journey.enter(ward).hold("desk", Constant(8 / 24), office, came).exit(ward)
    network.standing("two", journey, "desk", 2, since={came: [3 / 24, 3 / 24]})
    run = engine(network, log=True)
    assert run.tally.census(ward)[0, 0].tolist() == [2, 2, 2, 0]
    assert [line.tick for line in run.log if line.step.endswith("exit ward")] == [(2 * 24 + 14) * 3600] * 2


@pytest.mark.parametrize("days", [[1.0], [1.0, -2.0]])
def test_every_initial_person_needs_her_own_past(days: list[float]) -> None:
    network = Network("few")
    came, journey = network.moment("came"), network.journey("all")
    journey.hold("stay", Constant(1.0))
    with pytest.raises(NetworkError, match="standing 'two': since needs 2 numbers of days, each 0 or more"):
        network.standing("two", journey, "stay", 2, since={came: days})


def test_what_initial_people_have_they_did_not_ask_for_in_the_run(engine: Engine) -> None:
    network = Network("had", days=2)
    beds = network.pool("beds", 2)
    journey = network.journey("all")
    journey.seize(beds).hold("stay", Constant(1.0)).release(beds)
    network.standing("two", journey, "stay", 2)
    found = engine(network).tally.pool(beds)
    assert (found.requests, found.grants, int(found.waits.sum())) == (0, 0, 0)
    assert found.occupied_at_midnight[0] == 2
