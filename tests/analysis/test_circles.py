"""Which networks can end in a deadlock, and what is said about them."""

import pytest

from dtocsim.analysis.circles import circle_text, circles
from dtocsim.analysis.proof.loop import closed_loop
from dtocsim.flow import Constant, Exponential, Network, Pool, SearchRule


def _two_pools() -> tuple[Network, Pool, Pool]:
    network = Network("two pools")
    return network, network.pool("bed", 1), network.pool("place", 1)


def _visit(network: Network, name: str, first: Pool, second: Pool, patience: Constant | None = None) -> None:
    journey = network.journey(name)
    journey.seize(first).hold("stay", Exponential(1)).seize(second, patience=patience)
    if patience is not None:
        with journey.otherwise():
            journey.leave()
    journey.release(first).release(second)


def test_taking_two_pools_in_the_same_order_is_safe() -> None:
    network, bed, place = _two_pools()
    _visit(network, "one", bed, place)
    _visit(network, "another", bed, place)
    assert circles(network) == []


def test_taking_two_pools_in_opposite_order_is_a_circle() -> None:
    network, bed, place = _two_pools()
    _visit(network, "in", bed, place)
    _visit(network, "out", place, bed)
    assert [circle_text(circle) for circle in circles(network)] == [
        "may wait for one another for ever: in, 'seize place' (holds bed); out, 'seize bed' (holds place)"
    ]


def test_patience_breaks_a_circle() -> None:
    network, bed, place = _two_pools()
    _visit(network, "in", bed, place)
    _visit(network, "out", place, bed, patience=Constant(3))
    assert circles(network) == []


def test_a_search_waits_too() -> None:
    network = Network("search")
    bed, place = network.pool("bed", 1), network.pool("place", 1, search=SearchRule(mean_days=3))
    journey = network.journey("in")
    journey.seize(bed).search("looks", place).release(bed).hold("stay", Exponential(9)).release(place)
    _visit(network, "out", place, bed)
    assert sorted(wait.step for wait in circles(network)[0]) == ["looks", "seize bed"]


def test_waiting_for_more_of_what_one_holds_is_a_circle() -> None:
    network, bed, _ = _two_pools()
    journey = network.journey("two beds")
    journey.seize(bed, label="first").hold("stay", Exponential(1)).seize(bed, label="second", name="more")
    journey.release("first").release("second")
    assert [len(circle) for circle in circles(network)] == [1]


@pytest.mark.parametrize(("lapses", "found"), [(False, ["seize care 1", "wait with a place"]), (True, [])])
def test_the_closed_loop_is_a_circle_unless_held_places_lapse(lapses: bool, found: list[str]) -> None:
    network = Network("loop")
    closed_loop(network, "1", network.attribute("place", "none", "held"), lapses)
    assert sorted(wait.step for circle in circles(network) for wait in circle) == found
