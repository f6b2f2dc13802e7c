"""Whatever a stranger gives the builder by mistake is refused in one line that says where."""

from collections.abc import Callable

import pytest

from dtocsim.flow import By, Constant, Exponential, Journey, Network, NetworkError, SearchRule
from dtocsim.flow.check import check

DAY = Constant(1.0)
Mistake = Callable[["Desk"], object]


class Desk:
    """A network under construction, and parts of another one."""

    def __init__(self) -> None:
        self.network, other = Network("ward", days=7), Network("elsewhere", days=7)
        self.bed, self.their_bed = self.network.pool("bed", 1), other.pool("bed", 1)
        self.age, self.their_age = self.network.attribute("age", "young", "old"), other.attribute("age", "a")
        self.ward, self.their_ward = (
            self.network.census("ward", marks=("x",)),
            other.census("w", marks=("x",)),
        )
        self.their_office = other.calendar("office", {0: (9, 17)})
        self.their_end, self.their_count = other.moment("end"), other.counter("count")
        self.their_week = other.period("week", ("all",), [0] * 7)
        self.ann, self.their_journey = self.network.journey("ann"), other.journey("bob")


def one_stretch(ann: Journey) -> None:
    """Write a race of one stretch."""
    with ann.first_of("race") as stretch, stretch("only"):
        ann.hold("stay", DAY)


MISTAKES: dict[str, tuple[Mistake, str]] = {
    "a pool of another network": (
        lambda desk: desk.ann.seize(desk.their_bed),
        "journey 'ann', step 'seize bed': a pool of another network: 'bed'",
    ),
    "a pool's name": (
        lambda desk: desk.ann.seize("bed", name="stay"),
        "journey 'ann', step 'stay': expected a pool of the network, found 'bed'",
    ),
    "no pool": (lambda desk: desk.ann.seize(), "journey 'ann', step 'seize': nothing to take is named"),
    "half a bed": (
        lambda desk: desk.ann.seize(desk.bed, amount=0.5),
        "journey 'ann', step 'seize bed': expected a whole number of 1 or more, found 0.5",
    ),
    "a stock that is seized": (
        lambda desk: desk.ann.seize(desk.network.stock("grant", 5)),
        "journey 'ann', step 'seize grant': 'grant' is a stock: consume it",
    ),
    "a pool that is consumed": (
        lambda desk: desk.ann.consume(desk.bed),
        "journey 'ann', step 'consume bed': 'bed' is a pool: seize it",
    ),
    "a stock that opens with less than nothing": (
        lambda desk: desk.network.stock("grant", -5),
        "stock 'grant': what it opens with and is topped up by must be 0 or more",
    ),
    "a race of one stretch": (
        lambda desk: one_stretch(desk.ann),
        "journey 'ann', step 'race': needs two stretches or more",
    ),
    "a number for a duration": (
        lambda desk: desk.ann.hold("stay", 3),
        "journey 'ann', step 'stay': expected a duration such as Exponential(3), found 3",
    ),
    "a number for one of several durations": (
        lambda desk: desk.ann.hold("stay", By(desk.age, {"young": DAY, "old": 4})),
        "journey 'ann', step 'stay': expected a duration such as Exponential(3), found 4",
    ),
    "a number for a patience": (
        lambda desk: desk.ann.seize(desk.bed, patience=2),
        "journey 'ann', step 'seize bed': expected a duration such as Exponential(3), found 2",
    ),
    "a number for a clock": (
        lambda desk: desk.ann.race("race", death=2).__enter__(),
        "journey 'ann', step 'race: death': expected a duration such as Exponential(3), found 2",
    ),
    "an attribute of another network": (
        lambda desk: desk.ann.set(desk.their_age, "a"),
        "journey 'ann', step 'set': an attribute of another network: 'age'",
    ),
    "a choice by an attribute of another network": (
        lambda desk: desk.ann.hold("stay", By(desk.their_age, {"a": DAY})),
        "journey 'ann', step 'stay': an attribute of another network: 'age'",
    ),
    "a branch by a period of another network": (
        lambda desk: desk.ann.branch("week", desk.their_week).__enter__(),
        "journey 'ann', step 'week': a period of another network: 'week'",
    ),
    "a branch by nothing": (
        lambda desk: desk.ann.branch("way", {}).__enter__(),
        "journey 'ann', step 'way': expected shares such as {\"yes\": 0.3, \"no\": 0.7}, found {}",
    ),
    "a branch by a number": (
        lambda desk: desk.ann.branch("way", 0.3).__enter__(),
        "journey 'ann', step 'way': expected shares such as {\"yes\": 0.3, \"no\": 0.7}, found 0.3",
    ),
    "a share that is no number": (
        lambda desk: desk.ann.branch("way", {"yes": float("nan"), "no": 1.0}).__enter__(),
        "journey 'ann', step 'way': expected shares such as {\"yes\": 0.3, \"no\": 0.7}, "
        "found {'yes': nan, 'no': 1.0}",
    ),
    "a calendar of another network": (
        lambda desk: desk.ann.hold("stay", DAY, desk.their_office),
        "journey 'ann', step 'stay': a calendar of another network: 'office'",
    ),
    "a search rule with a calendar of another network": (
        lambda desk: desk.network.pool("home", 1, search=SearchRule(3.0, calendar=desk.their_office)),
        "pool 'home', search rule: a calendar of another network: 'office'",
    ),
    "a census of another network": (
        lambda desk: desk.ann.mark(desk.their_ward, "x"),
        "journey 'ann', step 'mark': a census of another network: 'w'",
    ),
    "a counter of another network": (
        lambda desk: desk.ann.count(desk.their_count),
        "journey 'ann', step 'count': a counter of another network: 'count'",
    ),
    "a counter for a census": (
        lambda desk: desk.ann.enter(desk.their_count),
        "journey 'ann', step 'enter': expected a census of the network, found Counter",
    ),
    "a moment of another network": (
        lambda desk: desk.ann.note("stay", desk.their_end, DAY),
        "journey 'ann', step 'stay': a moment of another network: 'end'",
    ),
    "a multiplier below 0": (
        lambda desk: desk.ann.search("look", desk.bed, -1.0),
        "journey 'ann', step 'look': expected a number of 0 or more, found -1.0",
    ),
    "a step without a name": (
        lambda desk: desk.ann.hold("", DAY),
        "journey 'ann': a step needs a name, found ''",
    ),
    "a name that a patience has": (
        lambda desk: desk.ann.seize(desk.bed, patience=DAY).hold("seize bed: patience", DAY),
        "journey 'ann': two steps are called 'seize bed: patience'; names must be unique",
    ),
    "a race of nothing": (
        lambda desk: desk.ann.race("race").__enter__(),
        "journey 'ann', step 'race': a race needs durations",
    ),
    "a join of nothing": (lambda desk: desk.ann.join(), "journey 'ann', step 'join': no task is named"),
    "people for a journey of another network": (
        lambda desk: desk.network.stream("people", desk.their_journey, 1.0),
        "stream 'people': a journey of another network: 'bob'",
    ),
    "people for the name of a journey": (
        lambda desk: desk.network.standing("people", "ann", "stay", 1),
        "standing 'people': expected a journey of the network, found 'ann'",
    ),
    "people with an attribute of another network": (
        lambda desk: desk.network.stream("people", desk.ann, 1.0, attributes={desk.their_age: "a"}),
        "stream 'people': an attribute of another network: 'age'",
    ),
    "people with a bed of another network": (
        lambda desk: desk.network.standing("people", desk.ann, "stay", 1, taking={"bed": desk.their_bed}),
        "standing 'people': a pool of another network: 'bed'",
    ),
    "a counter by a word": (
        lambda desk: desk.network.counter("deaths", "age"),
        "counter 'deaths': expected an attribute of the network, found 'age'",
    ),
    "a census by a period": (
        lambda desk: desk.network.census("ill", desk.their_week),
        "census 'ill': expected an attribute of the network, found Period",
    ),
    "marks that are alike": (
        lambda desk: desk.network.census("ill", marks=("x", "x")),
        "census 'ill': marks must differ and thresholds be 0 or more days",
    ),
    "values that are alike": (
        lambda desk: desk.network.attribute("sex", "f", "f"),
        "attribute 'sex': values must be different words, found ('f', 'f')",
    ),
    "a pool without a name": (
        lambda desk: desk.network.pool("", 1),
        "network 'ward': a pool needs a name, found ''",
    ),
    "a queue with less than no room": (
        lambda desk: desk.network.pool("home", 1, room=-1),
        "pool 'home': room in the queue must be 0 or more, found -1",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_where_it_is_made(mistake: str) -> None:
    make, message = MISTAKES[mistake]
    with pytest.raises(NetworkError) as found:
        make(Desk())
    assert str(found.value) == message


def a_step_after_a_branch_that_always_leaves(desk: Desk, ann: Journey) -> None:
    with ann.branch("way", {"home": 0.5, "care": 0.5}) as to:
        for way in ("home", "care"):
            with to(way):
                ann.leave()
    ann.hold("stay", DAY)


def a_step_after_a_stay_for_ever(desk: Desk, ann: Journey) -> None:
    ann.seize(desk.bed).hold("stay", Constant(float("inf"))).release(desk.bed)


def a_step_after_a_loop_without_an_end(desk: Desk, ann: Journey) -> None:
    with ann.repeat("life"):
        ann.hold("turn", DAY).again("life")
    ann.hold("stay", DAY)


def another_way_that_nobody_goes(desk: Desk, ann: Journey) -> None:
    ann.seize(desk.bed)
    with ann.otherwise():
        ann.leave()
    ann.release(desk.bed)


def a_release_that_is_misspelt(desk: Desk, ann: Journey) -> None:
    ann.seize(desk.bed).release(desk.bed).release("bet")


def initial_people_who_hold_what_nobody_takes(desk: Desk, ann: Journey) -> None:
    ann.seize(desk.bed).hold("stay", DAY).release(desk.bed)
    desk.network.standing("people", ann, "stay", 1, taking={"bet": desk.bed})


JOURNEYS: dict[Callable[[Desk, Journey], None], str] = {
    a_step_after_a_branch_that_always_leaves: (
        "journey 'ann', step 'stay': never reached, it stands after 'way'"
    ),
    a_step_after_a_stay_for_ever: (
        "journey 'ann', step 'release bed': never reached, it stands after 'stay'"
    ),
    a_step_after_a_loop_without_an_end: "journey 'ann', step 'stay': never reached, it stands after 'life'",
    another_way_that_nobody_goes: (
        "journey 'ann', step 'seize bed': nobody goes the other way; give it a patience or the pool a room"
    ),
    a_release_that_is_misspelt: (
        "journey 'ann', step 'release bet': 'bet' is never taken; what is taken is called 'bed'"
    ),
    initial_people_who_hold_what_nobody_takes: (
        "standing 'people': 'bet' is never taken; what is taken is called 'bed'"
    ),
}


@pytest.mark.parametrize("write", JOURNEYS, ids=lambda write: write.__name__)
def test_a_journey_that_makes_no_sense_is_refused(write: Callable[[Desk, Journey], None]) -> None:
    desk = Desk()
    write(desk, desk.ann)
    with pytest.raises(NetworkError) as found:
        check(desk.network)
    assert str(found.value) == JOURNEYS[write]


def test_a_loop_cannot_be_gone_back_to_from_a_task_or_after_its_scope() -> None:
    ann = Desk().ann
    message = r"journey 'ann': again\('life'\) stands outside a repeat of that name"
    with ann.repeat("life"):
        ann.hold("turn", Exponential(1.0))
        with ann.background("task"), pytest.raises(NetworkError, match=message):
            ann.again("life")
    with ann.scope("stay") as stay, ann.repeat("day"):
        ann.hold("night", DAY)
        with stay.clock("end", DAY), pytest.raises(NetworkError, match="stands outside a repeat"):
            ann.again("day")
