"""Initial people by traffic equations: flow x mean time at every step."""

import pytest

from dtocsim.flow import (
    FOR_EVER,
    By,
    Constant,
    Exponential,
    Lognormal,
    Network,
    NetworkError,
    SearchRule,
    stand_in_equilibrium,
)


def standing(network: Network) -> dict[str, int]:
    """Return how many people stand at each step."""
    stand_in_equilibrium(network)
    found: dict[str, int] = {}
    for each in network.standings:
        found[each.step] = found.get(each.step, 0) + each.number
    return found


def test_at_each_step_stand_flow_times_mean_time() -> None:
    network = Network("branches")
    age = network.attribute("age", "young", "old")
    journey = network.journey("stay")
    journey.draw("age", age, {"young": 0.75, "old": 0.25})
    journey.hold("stay", By(age, {"young": Constant(2), "old": Lognormal(10, 5)}))
    with journey.branch("goes on", {"yes": 0.4, "no": 0.6}) as to, to("yes"):
        journey.hold("later", Exponential(5))
    network.stream("people", journey, 20.0)
    assert standing(network) == {"stay": 80, "later": 40}
    assert {dict(each.attributes)[age] for each in network.standings} == {0, 1}


def test_a_loop_adds_up_its_turns() -> None:
    network = Network("loop")
    journey = network.journey("life")
    with journey.repeat("turn"):
        journey.hold("at home", Constant(8))
        with journey.branch("again", {"yes": 0.75, "no": 0.25}) as to, to("yes"):
            journey.again("turn")
    network.stream("people", journey, 5.0)
    assert standing(network) == {"at home": 160}


def test_clocks_cut_stays() -> None:
    network = Network("clocks")
    journey = network.journey("life")
    with journey.scope("life") as life:
        journey.hold("at home", FOR_EVER)
        with life.clock("fall", Exponential(30)):
            journey.hold("in bed", Constant(4))
        with life.clock("death", Exponential(15)):
            journey.leave()
    network.stream("people", journey, 9.0)
    assert standing(network) == {"at home": 90}, "nobody is placed where a clock has sent her"


def test_whoever_stands_beyond_capacity_waits() -> None:
    network = Network("bottleneck")
    bed, place = network.pool("bed"), network.pool("place", 30)
    journey = network.journey("stay")
    journey.seize(bed).hold("treated", Constant(5)).seize(place).release(bed)
    journey.hold("cared for", Constant(20)).release(place)
    network.stream("people", journey, 2.0)
    assert standing(network) == {"treated": 10, "cared for": 30, "seize place": 10}


def test_a_search_lasts_as_its_rule_says_and_what_was_found_is_kept() -> None:
    network = Network("search")
    homes = network.pool("homes", 1000, search=SearchRule(3.0))
    journey = network.journey("moves")
    with journey.repeat("life"):
        journey.search("looks", homes, 0.5).hold("lives", Constant(7)).release(homes)
    network.stream("people", journey, 10.0)
    assert standing(network) == {"looks": 60, "lives": 70}
    lives = next(each for each in network.standings if each.step == "lives")
    assert [label for label, _ in lives.taking] == ["homes"]


def test_a_stay_that_nothing_ends_has_no_long_run() -> None:
    network = Network("for ever")
    journey = network.journey("life").hold("at home", FOR_EVER)
    network.stream("people", journey, 1.0)
    with pytest.raises(NetworkError, match="step 'at home': nothing ends the stay, so no long run exists"):
        stand_in_equilibrium(network)
