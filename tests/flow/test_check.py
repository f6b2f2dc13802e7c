"""Every network that cannot be run is refused when it is built, in one line that names journey and step."""

from collections.abc import Callable

import pytest

from dtocsim.flow import (
    By,
    Constant,
    Exponential,
    Journey,
    Network,
    NetworkError,
    Pool,
    SearchRule,
    compiled,
    reference,
)
from dtocsim.flow.program import compile_network
from dtocsim.flow.reference import world

DAY = Constant(1.0)


def refused(message: str, build: Callable[[], object]) -> None:
    """Expect exactly this message."""
    with pytest.raises(NetworkError) as found:
        build()
    assert str(found.value) == message


def start() -> tuple[Network, Pool, Journey]:
    """Return a network with a bed and a journey."""
    network = Network("ward", days=1)
    return network, network.pool("bed", 1), network.journey("ann")


def test_a_pool_never_released() -> None:
    network, bed, ann = start()
    ann.seize(bed).hold("stay", DAY)
    refused(
        "journey 'ann', step 'seize bed': 'bed' is taken but never released", lambda: compile_network(network)
    )


def test_a_release_of_what_was_never_taken() -> None:
    network, bed, ann = start()
    ann.release(bed)
    refused("journey 'ann', step 'release bed': 'bed' is never taken", lambda: compile_network(network))


def test_a_step_after_leaving() -> None:
    network, _, ann = start()
    ann.leave().hold("stay", DAY)
    refused(
        "journey 'ann', step 'stay': never reached, it stands after 'leave'", lambda: compile_network(network)
    )


def test_a_step_after_again() -> None:
    network, _, ann = start()
    with ann.repeat("loop"):
        ann.hold("turn", DAY).again("loop").hold("stay", DAY)
    refused(
        "journey 'ann', step 'stay': never reached, it stands after 'loop'", lambda: compile_network(network)
    )


def test_a_join_of_a_task_that_does_not_exist() -> None:
    network, _, ann = start()
    ann.join("assessment")
    refused(
        "journey 'ann': joins unknown tasks ['assessment']; there are none", lambda: compile_network(network)
    )


def test_a_task_that_leaves_the_network() -> None:
    network, _, ann = start()
    with ann.background("assessment"):
        ann.leave()
    refused(
        "journey 'ann', step 'assessment': a background task cannot leave the network",
        lambda: compile_network(network),
    )


def test_a_search_of_a_pool_without_a_rule() -> None:
    network, bed, ann = start()
    ann.search("look", bed).release(bed)
    refused("journey 'ann', step 'look': pool 'bed' has no search rule", lambda: compile_network(network))


@pytest.mark.parametrize("way", ["plain", "branch", "scope", "queue", "hold", "no room", "now or never"])
def test_a_loop_that_takes_no_time(way: str) -> None:
    network, bed, ann = start()
    with ann.repeat("loop"):
        if way == "branch":
            with ann.branch("lucky", {"yes": 0.5, "no": 0.5}) as to, to("yes"):
                ann.hold("stay", DAY)
        if way == "scope":
            with ann.scope("life") as life:
                ann.count(network.counter("turns"))
                with life.clock("death", DAY):
                    ann.leave()
        if way == "queue":
            ann.seize(bed).release(bed)
        if way == "hold":
            ann.hold("no stay", Constant(0))
        if way in ("no room", "now or never"):
            patience = Constant(0) if way == "now or never" else None
            ann.seize(network.pool("small", 0, room=0), label="bed", patience=patience)
            with ann.otherwise():
                ann.again("loop")
            ann.hold("stay in bed", DAY).release("bed")
        ann.again("loop")
    refused(
        "journey 'ann', step 'loop': the loop can go round without taking time",
        lambda: compile_network(network),
    )


def test_people_who_stand_where_nobody_can() -> None:
    network, _, ann = start()
    ann.hold("stay", DAY)
    network.standing("first", ann, "ward", 3)
    refused("journey 'ann': nobody can stand at 'ward'; there are stay", lambda: compile_network(network))


def test_two_steps_of_one_name() -> None:
    _, _, ann = start()
    ann.hold("stay", DAY)
    refused("journey 'ann': two steps are called 'stay'; names must be unique", lambda: ann.hold("stay", DAY))


@pytest.mark.parametrize("kind", ["pool", "journey", "attribute", "moment", "counter", "census"])
def test_two_things_of_one_name(kind: str) -> None:
    network = Network("ward", days=1)
    declare = getattr(network, kind)
    more = ("a",) if kind == "attribute" else ()
    declare("twice", *more)
    refused(f"network 'ward': there is already a {kind} called 'twice'", lambda: declare("twice", *more))


def test_shares_that_do_not_sum_to_one() -> None:
    _, _, ann = start()
    message = "journey 'ann', step 'way': shares must be 0 or more and sum to 1, not 0.9"
    refused(message, lambda: ann.branch("way", {"home": 0.5, "care": 0.4}).__enter__())
    message = "journey 'ann', step 'other': shares must be 0 or more and sum to 1, not 1"
    refused(message, lambda: ann.branch("other", {"home": 1.5, "care": -0.5}).__enter__())


def test_rows_of_shares_that_name_different_outcomes() -> None:
    network, _, ann = start()
    age = network.attribute("age", "young", "old")
    rows = By(age, {"young": {"home": 1.0, "care": 0.0}, "old": {"care": 1.0, "home": 0.0}})
    message = "journey 'ann', step 'way': every row must name ('home', 'care') in this order, "
    message += "found ('care', 'home')"
    refused(message, lambda: ann.branch("way", rows).__enter__())


def test_an_outcome_that_does_not_exist() -> None:
    _, _, ann = start()
    with ann.branch("way", {"home": 0.5, "care": 0.5}) as to:
        refused("journey 'ann', step 'way': no outcome 'hom'; there are home, care", lambda: to("hom"))


def test_again_outside_its_repeat() -> None:
    _, _, ann = start()
    refused("journey 'ann': again('loop') stands outside a repeat of that name", lambda: ann.again("loop"))


def test_otherwise_that_follows_no_seize() -> None:
    _, _, ann = start()
    refused("journey 'ann': otherwise() must follow a seize or consume", lambda: ann.otherwise().__enter__())


def test_impossible_seizes() -> None:
    network, bed, ann = start()
    age = network.attribute("age", "young", "old")
    refused(
        "journey 'ann', step 'seize bed': expected a whole number of 1 or more, found 0",
        lambda: ann.seize(bed, amount=0),
    )
    refused(
        "journey 'ann', step 'seize bed': priority must be 0 to 7, found 8",
        lambda: ann.seize(bed, priority=8),
    )
    refused(
        "journey 'ann': a seize by attribute needs a name",
        lambda: ann.seize(By(age, {"young": bed, "old": None})),
    )
    refused(
        "journey 'ann', step 'seize bed': what is taken together must name a pool only once",
        lambda: ann.seize(bed, bed, together=True),
    )
    refused("journey 'ann', step 'seize bed': at most 32 pools, found 33", lambda: ann.seize(*[bed] * 33))


def test_attributes_and_values_that_do_not_exist() -> None:
    network, _, ann = start()
    age = network.attribute("age", "young", "old")
    refused("attribute 'age' has no value 'odl'; it has young, old", lambda: ann.set(age, "odl"))
    refused("attribute 'empty' needs at least one value", lambda: network.attribute("empty"))
    refused("By('age'): missing ['old'], unknown ['odl']", lambda: By(age, {"young": 1, "odl": 2}))
    ward = network.census("ward", marks=("waiting",))
    refused("journey 'ann': census 'ward' has no mark 'delayed'", lambda: ann.mark(ward, "delayed"))


def test_a_value_that_depends_on_six_attributes() -> None:
    network, _, ann = start()
    value = By(network.attribute("f", "x"), {"x": DAY})
    for name in "edcba":
        value = By(network.attribute(name, "x"), {"x": value})
    refused(
        "a value may depend on at most 5 attributes or periods: 'a', 'b', 'c', 'd', 'e', 'f'",
        lambda: ann.hold("stay", value),
    )


def test_impossible_pools_and_rules() -> None:
    network = Network("ward", days=1)
    steps = "capacities must be 0 or more and days of steps must rise"
    refused(f"pool 'a': {steps}", lambda: network.pool("a", -1))
    refused(f"pool 'b': {steps}", lambda: network.pool("b", 1, steps=[(2.0, 1), (1.0, 2)]))
    refused(f"pool 'c': {steps}", lambda: network.pool("c", 1, steps=[(1.0, 1), (1.000001, 2)]))
    refused(
        "pool 'd': a step on day -1 lies before the run starts",
        lambda: network.pool("d", 1, steps=[(-1.0, 1)]),
    )
    rule = SearchRule(1.0)
    refused(
        "pool 'e': later search rules need one to begin with",
        lambda: network.pool("e", 1, search_steps=[(0.5, rule)]),
    )
    twice = [(0.5, rule), (0.5, rule)]
    refused(f"pool 'f': {steps}", lambda: network.pool("f", 1, search=rule, search_steps=twice))
    message = "a search rule needs mean_days and reference_free_share above 0 and amount of 1 or more"
    refused(message, lambda: SearchRule(0.0))
    refused(message, lambda: SearchRule(1.0, amount=0))


def test_impossible_networks_streams_periods_and_standings() -> None:
    network, _, ann = start()
    refused(
        "network 'w': needs days of 1 or more and warm_up_days of 0 or more", lambda: Network("w", days=0)
    )
    refused(
        "stream 's': rates must be 0 or more",
        lambda: network.stream("s", ann, -1.0),
    )
    refused(
        "stream 't': needs 24 factors of 0 or more with mean 1",
        lambda: network.stream("t", ann, 1.0, by_hour=(2.0,) * 24),
    )
    refused(
        "stream 'u': band_per_day must be above 0 and not tiny against the rate 1",
        lambda: network.stream("u", ann, 1.0, band_per_day=1e-9),
    )
    refused(
        "period 'p' needs a code below 2 for each of 1 days", lambda: network.period("p", ("a", "b"), [2])
    )
    refused(
        "standing 'x': the number of people must be 0 or more, found -1",
        lambda: network.standing("x", ann, "stay", -1),
    )


def standing_still(way: str) -> Network:
    """Return a network with a loop of which only the run can tell that it takes no time."""
    network, _, ann = start()
    end = network.moment("end")
    ann.note("stay", end, Constant(0.0))
    with ann.repeat("loop"):
        if way == "no stay to speak of":
            ann.hold("rest", Exponential(1e-12))
        else:
            with ann.scope("home") as home:
                ann.hold("rest", DAY)
                with home.clock("end of stay", end):
                    pass
        ann.again("loop")
    network.stream("ann", ann, 50.0)
    return network


WAYS = ("no stay to speak of", "a moment long past")


@pytest.mark.parametrize("way", WAYS)
def test_a_loop_that_turns_out_to_take_no_time_stops_the_run(way: str) -> None:
    with pytest.raises(
        NetworkError, match=r"^ann: .*: 10000000 steps without time passing; a loop takes no time$"
    ):
        compiled.run(standing_still(way), 1)


@pytest.mark.parametrize("way", WAYS)
def test_the_reference_engine_stops_such_a_loop_too(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "MOST_STEPS", 1000)
    with pytest.raises(
        NetworkError, match=r"^ann: .*: 10000000 steps without time passing; a loop takes no time$"
    ):
        reference.run(standing_still(way), 1)
