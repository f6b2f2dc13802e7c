"""Queues, capacity and searches where things could go wrong: ties, cuts, stale plans, two searchers."""

import math

import pytest

from dtocsim.flow import Constant, Network, SearchRule, compiled
from dtocsim.flow.quantiles import DAY
from tests.flow.stories import SECOND, Engine, Story, seconds

ARRIVAL = 44_916
"""Second at which the only arrival of the stream "new" comes with seed 2."""


def test_capacity_release_patience_and_arrival_in_one_tick_come_in_this_order(engine: Engine) -> None:
    """The new bed goes to Bob, Ann's to Cat, Dan's patience ends, and the newcomer queues behind them all."""
    story = Story()
    bed = story.pool("bed", 1, steps=[(ARRIVAL * SECOND, 2)])
    new = story.journey("new").seize(bed).hold("stay", seconds(5)).release(bed)
    story.stream("new", new, 1.0)
    story.person("ann").seize(bed).hold("stay", seconds(ARRIVAL)).release(bed)
    for name, at in (("bob", 1), ("cat", 2), ("dan", 3)):
        journey = story.person(name, at).seize(bed, patience=seconds(ARRIVAL - at))
        with journey.otherwise():
            journey.leave()
        journey.hold("stay", seconds(5)).release(bed)
    assert story.told(engine, seed=2) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]",
        "3: dan: seize bed [1]",
        "44916: bob: seize bed: granted [2]; bob: stay; ann: release bed [1]; cat: seize bed: granted [2]; "
        "ann: leave; cat: stay; dan: seize bed: patience; dan: leave; new: seize bed [2]",
        "44921: bob: release bed [1]; new: seize bed: granted [2]; bob: leave; new: stay; cat: release bed "
        "[1]; cat: leave",
        "44926: new: release bed [0]; new: leave",
    ]


def test_after_a_cut_to_nothing_nobody_is_admitted_until_capacity_rises(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 2, steps=[(2 * SECOND, 0), (6 * SECOND, 1)])
    for name, at in (("ann", 0), ("bob", 1), ("cat", 3), ("dan", 4)):
        story.person(name, at).seize(bed).hold("stay", seconds(3)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]; bob: seize bed: granted [2]; bob: stay",
        "3: ann: release bed [1]; ann: leave; cat: seize bed [1]",
        "4: bob: release bed [0]; bob: leave; dan: seize bed [0]",
        "6: cat: seize bed: granted [1]; cat: stay",
        "9: cat: release bed [0]; dan: seize bed: granted [1]; cat: leave; dan: stay",
        "12: dan: release bed [0]; dan: leave",
    ]


def test_a_cut_is_worked_off_by_leavers_before_anybody_is_admitted(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 3, steps=[(3 * SECOND, 1)])
    for name, stay in (("ann", 4), ("bob", 5), ("cat", 6)):
        story.person(name).seize(bed).hold("stay", seconds(stay)).release(bed)
    story.person("dan", at=1).seize(bed).hold("stay", seconds(1)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay; bob: seize bed [1]; bob: seize "
        "bed: granted [2]; bob: stay; cat: seize bed [2]; cat: seize bed: granted [3]; cat: stay",
        "1: dan: seize bed [3]",
        "4: ann: release bed [2]; ann: leave",
        "5: bob: release bed [1]; bob: leave",
        "6: cat: release bed [0]; dan: seize bed: granted [1]; cat: leave; dan: stay",
        "7: dan: release bed [0]; dan: leave",
    ]


def test_who_gives_up_lets_those_behind_move(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 2)
    story.person("ann").seize(bed).hold("stay", seconds(9)).release(bed)
    bob = story.person("bob", at=1).seize(bed, amount=2, patience=seconds(3))
    with bob.otherwise():
        bob.leave()
    bob.release(bed)
    story.person("cat", at=2).seize(bed).hold("stay", seconds(1)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]",
        "4: bob: seize bed: patience; cat: seize bed: granted [2]; bob: leave; cat: stay",
        "5: cat: release bed [1]; cat: leave",
        "9: ann: release bed [0]; ann: leave",
    ]


def searchers(capacity: int, *, elasticity: float = 0.0, until: float | None = None) -> Story:
    """Two people who search one pool with a mean of two seconds from the same second on."""
    story = Story()
    rule = SearchRule(2 * SECOND, elasticity=elasticity)
    steps = [] if until is None else [(until * SECOND, 1)]
    home = story.pool("home", capacity, search=rule, steps=steps)
    for name in ("ann", "bob"):
        story.person(name, at=1).search("look", home).hold("stay", seconds(9)).release(home)
    return story


def test_with_elasticity_0_the_time_found_is_exponential_however_full_the_pool(engine: Engine) -> None:
    assert searchers(2).told(engine) == [
        "1: ann: look; bob: look",
        "2: bob: look: found [1]; bob: stay",
        "3: ann: look: found [2]; ann: stay",
        "11: bob: release home [1]; bob: leave",
        "12: ann: release home [0]; ann: leave",
    ]
    assert searchers(1000).told(engine)[1:3] == searchers(2).told(engine)[1:3]


def test_of_two_searchers_the_second_waits_until_the_only_place_is_free_again(engine: Engine) -> None:
    assert searchers(1).told(engine) == [
        "1: ann: look; bob: look",
        "2: bob: look: found [1]; bob: stay",
        "11: bob: release home [0]; bob: leave",
        "12: ann: look: found [1]; ann: stay",
        "21: ann: release home [0]; ann: leave",
    ]


def test_with_no_free_place_nobody_finds_one_until_capacity_rises(engine: Engine) -> None:
    assert searchers(0, until=100).told(engine) == [
        "1: ann: look; bob: look",
        "101: bob: look: found [1]; bob: stay",
        "110: bob: release home [0]; bob: leave",
        "111: ann: look: found [1]; ann: stay",
        "120: ann: release home [0]; ann: leave",
    ]


def test_a_fuller_pool_is_searched_more_slowly_where_elasticity_says_so(engine: Engine) -> None:
    assert searchers(2, elasticity=1.0).told(engine) == [
        "1: ann: look; bob: look",
        "2: bob: look: found [1]; bob: stay",
        "4: ann: look: found [2]; ann: stay",
        "11: bob: release home [1]; bob: leave",
        "13: ann: release home [0]; ann: leave",
    ]


def test_who_searches_goes_on_under_the_rule_of_the_day(engine: Engine) -> None:
    """Twice as fast for the last 500 of 926 seconds leaves 250 of them."""

    def told(*search_steps: tuple[float, SearchRule]) -> str:
        story = Story()
        home = story.pool("home", 1, search=SearchRule(1000 * SECOND), search_steps=search_steps)
        story.person("ann", at=1).search("look", home).hold("stay", seconds(9)).release(home)
        return story.told(engine)[1]

    assert told() == "927: ann: look: found [1]; ann: stay"
    assert told((427 * SECOND, SearchRule(500 * SECOND))) == "677: ann: look: found [1]; ann: stay"


def test_searchers_of_the_same_luck_find_in_the_same_tick_by_key(engine: Engine) -> None:
    story = Story()
    home = story.pool("home", 1, search=SearchRule(1e-12))
    for name in ("ann", "bob"):
        story.person(name, at=1).search("look", home).hold("stay", seconds(2)).release(home)
    assert story.told(engine) == [
        "1: ann: look; bob: look",
        "2: bob: look: found [1]; bob: stay",
        "4: bob: release home [0]; bob: leave; ann: look: found [1]; ann: stay",
        "6: ann: release home [0]; ann: leave",
    ]


def test_a_multiplier_of_0_never_finds(engine: Engine) -> None:
    story = Story()
    home = story.pool("home", 5, search=SearchRule(1.0))
    ann = story.person("ann")
    with ann.scope("patience") as scope:
        ann.search("look", home, multiplier=0.0).release(home)
        with scope.clock("gives up", seconds(5)):
            ann.leave()
    assert story.told(engine) == [
        "0: ann: look",
        "5: ann: gives up; ann: leave",
    ]


def test_a_place_is_searched_only_in_working_hours(engine: Engine) -> None:
    story = Story(days=2)
    office = story.calendar("office", dict.fromkeys(range(7), (9.0, 17.0)))
    home = story.pool("home", 1, search=SearchRule(1e-9, calendar=office))
    for name, at in (("ann", 1), ("bob", 70_000)):
        story.person(name, at).search("look", home).hold("stay", seconds(60)).release(home)
    assert story.told(engine) == [
        "1: ann: look",
        "32401: ann: look: found [1]; ann: stay",
        "32461: ann: release home [0]; ann: leave",
        "70000: bob: look",
        "118801: bob: look: found [1]; bob: stay",
        "118861: bob: release home [0]; bob: leave",
    ]


def test_found_times_follow_the_exponential_distribution() -> None:
    """Kolmogorov-Smirnov: chance exceeds a distance of 1.95 / sqrt(n) once in a thousand times."""
    network = Network("search", days=30)
    home = network.pool("home", search=SearchRule(2.0))
    journey = network.journey("ann").search("look", home).release(home)
    network.stream("ann", journey, 200.0)
    log = compiled.run(network, 1, log=True).log
    begun = {line.key: line.tick for line in log if line.step == "ann: look" and line.tick < 10 * DAY}
    found = {line.key: line.tick for line in log if line.step == "ann: look: found"}
    times = sorted((found.get(key, 99 * DAY) - tick) / DAY for key, tick in begun.items())
    count = len(times)
    expected = [-math.expm1(-time / 2.0) for time in times]
    distance = max(max(e - i / count, (i + 1) / count - e) for i, e in enumerate(expected))
    assert count > 1500
    assert distance < 1.95 / math.sqrt(count)


def test_more_dated_capacities_than_the_heap_has_rows_are_all_kept(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 0, steps=[(second * SECOND, second % 2) for second in range(1, 6001)])
    story.person("ann", at=5998).seize(bed).hold("stay", seconds(1)).release(bed)
    assert story.told(engine) == [
        "5998: ann: seize bed [0]",
        "5999: ann: seize bed: granted [1]; ann: stay",
        "6000: ann: release bed [0]; ann: leave",
    ]


def test_one_who_gives_back_hundreds_of_things_at_once_is_refused_not_lost() -> None:
    story = Story()
    story.may_deadlock = True
    home = story.pool("home", 5000, search=SearchRule(0.4))
    ann = story.person("ann")
    with ann.repeat("loop"):
        ann.seize(home).hold("a little", Constant(SECOND))
        with ann.branch("enough", {"no": 0.9995, "yes": 0.0005}) as to, to("no"):
            ann.again("loop")
    ann.release(home)
    bob = story.person("bob").search("look", home)
    bob.release(home)
    with pytest.raises(ValueError, match="gives back over 500 things at once"):
        compiled.run(story, 1)
