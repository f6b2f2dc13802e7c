"""Which networks can end in a deadlock, and what is said about them."""

from collections.abc import Callable

import pytest

from dtocsim.analysis.proof.loop import closed_loop
from dtocsim.flow import UNLIMITED, By, Constant, Exponential, Network, NetworkError, Pool, SearchRule
from dtocsim.flow.check import check
from dtocsim.flow.circles import circles
from dtocsim.flow.journey import Journey

FOR_EVER = Constant(float("inf"))


def two_pools() -> tuple[Network, Pool, Pool]:
    """Return a network with a bed and a place."""
    network = Network("two pools")
    return network, network.pool("bed", 1), network.pool("place", 1)


def visit(network: Network, name: str, first: Pool, second: Pool, patience: Constant | None = None) -> None:
    """Write a journey that takes the second while it holds the first."""
    journey = network.journey(name)
    journey.seize(first).hold("stay", Exponential(1)).seize(second, patience=patience)
    if patience is not None:
        with journey.otherwise():
            journey.leave()
    journey.release(first).release(second)


def waits(network: Network) -> list[str]:
    """Return the steps of all circles."""
    return sorted(wait.step for circle in circles(network) for wait in circle)


def test_taking_two_pools_in_the_same_order_is_safe() -> None:
    network, bed, place = two_pools()
    visit(network, "one", bed, place)
    visit(network, "another", bed, place)
    assert waits(network) == []


def test_taking_two_pools_in_opposite_order_is_refused_with_journey_and_step() -> None:
    network, bed, place = two_pools()
    visit(network, "in", bed, place)
    visit(network, "out", place, bed)
    with pytest.raises(NetworkError) as refusal:
        check(network)
    assert str(refusal.value) == (
        "network 'two pools': people may wait for one another for ever: journey 'in', step 'seize place' "
        "(holds 'bed'); journey 'out', step 'seize bed' (holds 'place'); give one a patience or a clock"
    )


def test_who_says_that_a_network_may_deadlock_can_run_it() -> None:
    network, bed, place = two_pools()
    network.may_deadlock = True
    visit(network, "in", bed, place)
    visit(network, "out", place, bed)
    check(network)


@pytest.mark.parametrize(("patience", "found"), [(Constant(3), []), (FOR_EVER, ["seize bed", "seize place"])])
def test_patience_breaks_a_circle_unless_it_lasts_for_ever(patience: Constant, found: list[str]) -> None:
    network, bed, place = two_pools()
    visit(network, "in", bed, place)
    visit(network, "out", place, bed, patience)
    assert waits(network) == found


@pytest.mark.parametrize("clock", [Constant(3), FOR_EVER])
def test_a_clock_breaks_a_circle_unless_it_never_comes(clock: Constant) -> None:
    network, bed, place = two_pools()
    visit(network, "in", bed, place)
    out = network.journey("out")
    out.seize(place)
    with out.scope("life") as life:
        out.seize(bed).release(bed)
        with life.clock("death", clock):
            out.leave()
    out.release(place)
    assert waits(network) == ([] if clock.days == 3 else ["seize bed", "seize place"])


def test_a_search_waits_too() -> None:
    network = Network("search")
    bed, place = network.pool("bed", 1), network.pool("place", 1, search=SearchRule(mean_days=3))
    journey = network.journey("in")
    journey.seize(bed).search("looks", place).release(bed).hold("stay", Exponential(9)).release(place)
    visit(network, "out", place, bed)
    assert waits(network) == ["looks", "seize bed"]


def test_waiting_for_more_of_what_one_holds_is_a_circle() -> None:
    network, bed, _ = two_pools()
    journey = network.journey("two beds")
    journey.seize(bed, label="first").hold("stay", Exponential(1)).seize(bed, label="second", name="more")
    journey.release("first").release("second")
    assert waits(network) == ["more"]


def test_nobody_waits_for_what_never_runs_out_or_has_no_queue() -> None:
    network = Network("ample")
    bed, place = network.pool("bed", UNLIMITED), network.pool("place", 1)
    ward = network.pool("ward", 1, room=0)
    visit(network, "in", bed, place)
    visit(network, "out", place, bed)
    visit(network, "to the ward", place, ward)
    visit(network, "from the ward", ward, place)
    assert waits(network) == []


def test_an_alternative_that_somebody_gives_back_opens_a_circle() -> None:
    network, bed, place = two_pools()
    spare = network.pool("spare", 1)
    visit(network, "in", bed, place)
    out = network.journey("out")
    out.seize(place).hold("stay", Exponential(1))
    out.seize(bed, spare, label="any bed", name="any bed").release("any bed").release(place)
    assert waits(network) == []


def test_what_is_wanted_together_must_all_be_there() -> None:
    network, bed, place = two_pools()
    spare = network.pool("spare", 1)
    visit(network, "in", bed, place)
    out = network.journey("out")
    out.seize(place).hold("stay", Exponential(1))
    out.seize(bed, spare, label="both", name="both", together=True).release("both").release(place)
    assert waits(network) == ["both", "seize place"]


def by_attribute(meets_again: bool) -> Network:
    """Return a network whose people take the place only where they hold no bed, if an attribute is right."""
    network, bed, place = two_pools()
    kind = network.attribute("kind", "sick", "well")
    visit(network, "in", place, bed)
    journey = network.journey("life")
    with journey.branch("first", kind) as to, to("sick"):
        journey.seize(bed)
        if not meets_again:
            journey.hold("stay", Exponential(1)).release(bed)
        journey.set(kind, "well")
    with journey.branch("then", kind) as to, to("well"):
        journey.seize(place, name="by then").release(place)
    if meets_again:
        journey.release(bed)
    return network


def test_people_are_told_apart_by_the_attributes_that_take_them_different_ways() -> None:
    assert waits(by_attribute(meets_again=False)) == []
    assert waits(by_attribute(meets_again=True)) == ["by then", "seize bed"]


def in_a_task(change: Callable[[Network], None]) -> Network:
    """Return a network in which somebody holds a bed while a task of hers waits for the place."""
    network, bed, place = two_pools()
    visit(network, "out", place, bed)
    journey = network.journey("in")
    journey.seize(bed)
    with journey.background("task"):
        journey.seize(place).hold("work", Exponential(1)).release(place)
    change(network)
    journey.hold("stay", Exponential(1)).release(bed)
    return network


def test_a_task_waits_for_itself_but_who_joins_it_waits_with_it() -> None:
    assert waits(in_a_task(lambda network: None)) == []
    joined = in_a_task(lambda network: network.journeys[1].join("task") and None)
    assert waits(joined) == ["seize bed", "seize place"]


def test_what_a_clock_cancels_is_given_back_before_its_handler_waits() -> None:
    network, bed, place = two_pools()
    visit(network, "out", place, bed)
    journey = network.journey("in")
    with journey.scope("stay") as stay:
        journey.seize(bed).hold("in bed", Exponential(1)).release(bed)
        with stay.clock("move", Exponential(3)):
            journey.seize(place).release(place)
    assert waits(network) == []


def test_initial_people_bring_what_they_hold() -> None:
    network, bed, place = two_pools()
    visit(network, "out", place, bed)
    journey = network.journey("in")
    journey.hold("stay", Exponential(1)).seize(place).release(place)
    assert waits(network) == []
    journey.release("bed of old")
    network.standing("old", journey, "stay", 1, taking={"bed of old": bed})
    journey.seize(bed, label="bed of old", name="again")
    assert waits(network) == ["seize bed", "seize place"]


def test_a_pool_chosen_by_attribute_may_be_any_of_them() -> None:
    network, bed, place = two_pools()
    kind = network.attribute("kind", "sick", "well")
    visit(network, "out", place, bed)
    journey = network.journey("in")
    journey.seize(bed).seize(By(kind, {"sick": None, "well": place}), name="maybe", label="maybe")
    journey.release("maybe").release(bed)
    assert waits(network) == ["maybe", "seize bed"]


@pytest.mark.parametrize(("lapses", "found"), [(False, ["seize care 1", "wait with a place"]), (True, [])])
def test_the_closed_loop_is_a_circle_unless_held_places_lapse(lapses: bool, found: list[str]) -> None:
    network = Network("loop")
    closed_loop(network, "1", network.attribute("place", "none", "held"), lapses)
    assert waits(network) == found


def racing(bed: Pool, place: Pool, network: Network, *, second: Pool) -> None:
    """Write a journey that holds the bed and lets two waits race."""
    journey = network.journey("in")
    journey.seize(bed)
    with journey.first_of("either") as stretch:
        with stretch("place"):
            journey.seize(place)
        with stretch("other"):
            journey.seize(second, name="other", label="other")
    journey.release(place).release("other").release(bed)


def test_who_lets_waits_race_is_stuck_only_when_all_of_them_are() -> None:
    for spare, found in ((False, ["seize bed", "seize place"]), (True, [])):
        network, bed, place = two_pools()
        visit(network, "out", place, bed)
        racing(bed, place, network, second=network.pool("spare", 1) if spare else place)
        assert waits(network) == found


def in_a_life(work: Callable[[Journey, Pool, Pool], None]) -> Network:
    """Return a network of somebody who holds a bed while she is assessed, and comes back."""
    network, bed, team = two_pools()
    journey = network.journey("life")
    with journey.repeat("life"):
        journey.seize(bed).hold("stay", Exponential(1))
        work(journey, bed, team)
        journey.release(bed).hold("home", Exponential(9))
        with journey.branch("back", {"yes": 0.5, "no": 0.5}) as to, to("yes"):
            journey.again("life")
    return network


def assess(journey: Journey, team: Pool, label: str = "assessor") -> None:
    """Write an assessment by a team, for some done again."""
    with journey.repeat(label):
        journey.seize(team, label=label, name=f"wait for {label}").hold(f"{label} works", Exponential(1))
        journey.release(label)
        with journey.branch(f"{label} again", {"yes": 0.5, "no": 0.5}) as to, to("yes"):
            journey.again(label)


def test_a_task_that_is_joined_has_given_back_what_it_took_on_its_way() -> None:
    def work(journey: Journey, bed: Pool, team: Pool) -> None:
        with journey.background("funding"):
            journey.hold("panel", Exponential(2))
        with journey.background("assessment"):
            assess(journey, team)
        journey.join("funding", "assessment")

    assert waits(in_a_life(work)) == []


def test_funding_beside_an_assessment_is_no_circle() -> None:
    def work(journey: Journey, bed: Pool, team: Pool) -> None:
        with journey.background("funding"):
            journey.hold("panel", Exponential(2))
        assess(journey, team)
        journey.join("funding")

    assert waits(in_a_life(work)) == []


def test_a_task_that_keeps_what_it_took_closes_a_circle_with_whoever_joined_it() -> None:
    def work(journey: Journey, bed: Pool, team: Pool) -> None:
        with journey.background("assessment"):
            journey.seize(team).hold("work", Exponential(1))
        journey.join("assessment").release(bed)
        journey.seize(bed, name="another bed").release(team)

    assert waits(in_a_life(work)) == ["another bed", "seize place"]


def test_tasks_with_loops_side_by_side_and_inside_one_another_are_looked_through() -> None:
    def side_by_side(journey: Journey, bed: Pool, team: Pool) -> None:
        for label in ("nurse", "social worker"):
            with journey.background(f"{label} task"):
                assess(journey, team, label)
        journey.join("nurse task", "social worker task")

    def inside(journey: Journey, bed: Pool, team: Pool) -> None:
        with journey.background("outer"):
            with journey.background("inner"):
                assess(journey, team)
            journey.join("inner")
        journey.join("outer")

    assert waits(in_a_life(side_by_side)) == waits(in_a_life(inside)) == []


def test_a_task_with_a_loop_that_waits_for_a_bed_with_the_team_in_hand_is_a_circle() -> None:
    def work(journey: Journey, bed: Pool, team: Pool) -> None:
        with journey.background("assessment"), journey.repeat("assess"):
            journey.seize(team).hold("work", Exponential(1))
            journey.seize(bed, label="test bed", name="wait for a test bed").release("test bed").release(team)
            with journey.branch("assessed again", {"yes": 0.5, "no": 0.5}) as to, to("yes"):
                journey.again("assess")
        journey.join("assessment")

    assert waits(in_a_life(work)) == ["seize place", "wait for a test bed", "wait for a test bed"]


def test_a_level_gives_back_what_its_tasks_held_when_it_ends() -> None:
    def work(journey: Journey, bed: Pool, team: Pool) -> None:
        with journey.scope("visit") as visit:
            with journey.background("assessment"):
                journey.seize(team).hold("work", Exponential(1)).release(team)
            with visit.clock("over", Exponential(3)):
                journey.hold("rest", Exponential(1))

    assert waits(in_a_life(work)) == []


def set_beside_a_task(before: bool) -> Network:
    """Return a network in which a task goes for the place by what is set after it has begun."""
    network, bed, place = two_pools()
    kind = network.attribute("kind", "sick", "well")
    visit(network, "out", place, bed)
    journey = network.journey("in")
    journey.seize(bed).set(kind, "sick")
    with journey.background("task"):
        journey.hold("work", Exponential(1))
        with journey.branch("by then", kind) as to, to("well"):
            journey.seize(place).hold("more work", Exponential(1)).release(place)
    if before:
        journey.set(kind, "well")
    journey.join("task").release(bed)
    if not before:
        journey.set(kind, "well")
    return network


def test_a_task_may_go_by_what_its_parent_sets_while_it_runs_but_not_by_what_she_sets_later() -> None:
    assert waits(set_beside_a_task(before=True)) == ["seize bed", "seize place"]
    assert waits(set_beside_a_task(before=False)) == []


def test_what_a_task_took_by_what_was_set_before_is_held_by_whoever_has_changed_meanwhile() -> None:
    network, bed, place = two_pools()
    kind = network.attribute("kind", "sick", "well")
    visit(network, "out", bed, place)
    journey = network.journey("in")
    journey.set(kind, "sick")
    with journey.background("task"), journey.branch("then", kind) as to, to("sick"):
        journey.seize(place, name="by then")
    journey.hold("stay", Exponential(1)).set(kind, "well")
    with journey.branch("now", kind) as to, to("well"):
        journey.seize(bed, name="a bed").release(bed)
    journey.join("task").release(place)
    assert waits(network) == ["a bed", "seize place"]
