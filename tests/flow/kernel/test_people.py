"""Levels, tasks and cancellation: who ends, what is given back in which order, and that nothing stays."""

from dtocsim.flow import Exponential, Network, compiled
from tests.flow.stories import FOR_EVER, SECOND, Engine, Story, seconds


def test_a_clock_cancels_what_is_inside_and_gives_back_the_innermost_first(engine: Engine) -> None:
    story = Story()
    chair, bed, nurse = story.pool("chair", 1), story.pool("bed", 1), story.pool("nurse", 1)
    ann = story.person("ann").seize(chair)
    with ann.scope("care") as care:
        ann.seize(bed)
        with ann.background("visit"):
            ann.seize(nurse).hold("talk", seconds(9)).release(nurse)
        ann.hold("rest", seconds(9)).release(bed)
        with care.clock("called away", seconds(3)):
            ann.hold("answer", seconds(1))
    ann.release(chair)
    for name, pool in (("bob", bed), ("cat", nurse), ("dan", chair)):
        story.person(name, at=1).seize(pool).hold("stay", seconds(1)).release(pool)
    assert story.told(engine) == [
        "0: ann: seize chair [0]; ann: seize chair: granted [1]; ann: seize bed [0]; ann: seize bed: "
        "granted [1]; ann: visit; ann: rest; ann: seize nurse [0]; ann: seize nurse: granted [1]; ann: "
        "talk",
        "1: bob: seize bed [1]; dan: seize chair [1]; cat: seize nurse [1]",
        "3: ann: called away; ann: release nurse [0]; ann: release bed [0]; cat: seize nurse: granted [1]; "
        "bob: seize bed: granted [1]; ann: answer; cat: stay; bob: stay",
        "4: ann: release chair [0]; dan: seize chair: granted [1]; ann: leave; dan: stay; bob: release bed "
        "[0]; bob: leave; cat: release nurse [0]; cat: leave",
        "5: dan: release chair [0]; dan: leave",
    ]


def test_an_outer_clock_ends_the_levels_inside_it(engine: Engine) -> None:
    story = Story()
    ann = story.person("ann")
    with ann.scope("outer") as outer:
        with ann.scope("inner") as inner:
            ann.hold("rest", FOR_EVER)
            with inner.clock("inner clock", seconds(2)):
                ann.hold("inner won", seconds(1))
        with outer.clock("outer clock", seconds(2)):
            ann.hold("outer won", seconds(1))
    assert story.told(engine) == [
        "0: ann: rest",
        "2: ann: outer clock; ann: outer won",
        "3: ann: leave",
    ]


def test_join_waits_for_the_tasks_it_names(engine: Engine) -> None:
    story = Story()
    ann = story.person("ann")
    with ann.background("long"):
        ann.hold("three", seconds(3))
    with ann.background("short"):
        ann.hold("one", seconds(1))
    ann.join("short").hold("between", seconds(1)).join("short", "long").hold("after", seconds(1))
    assert story.told(engine) == [
        "0: ann: long; ann: short; ann: join short; ann: three; ann: one",
        "1: ann: between",
        "2: ann: join short, long",
        "3: ann: after",
        "4: ann: leave",
    ]


def test_a_task_that_takes_no_time_lets_its_parent_go_on_at_once(engine: Engine) -> None:
    story = Story()
    mood = story.attribute("mood", "low", "high")
    ann = story.person("ann")
    with ann.background("cheer up"):
        ann.set(mood, "high")
    ann.join("cheer up").hold("after", seconds(1))
    assert story.told(engine) == [
        "0: ann: cheer up; ann: join cheer up; ann: set mood; ann: after",
        "1: ann: leave",
    ]


def test_a_parent_who_dies_first_takes_her_tasks_along(engine: Engine) -> None:
    story = Story()
    nurse = story.pool("nurse", 1)
    ann = story.person("ann")
    with ann.scope("life") as life:
        with ann.background("care"):
            ann.seize(nurse).hold("visit", seconds(9)).release(nurse)
        ann.join("care")
        with life.clock("death", seconds(2)):
            ann.leave()
    story.person("bob", at=1).seize(nurse).hold("visit", seconds(1)).release(nurse)
    assert story.told(engine) == [
        "0: ann: care; ann: join care; ann: seize nurse [0]; ann: seize nurse: granted [1]; ann: visit",
        "1: bob: seize nurse [1]",
        "2: ann: death; ann: release nurse [0]; bob: seize nurse: granted [1]; ann: leave; bob: visit",
        "3: bob: release nurse [0]; bob: leave",
    ]


def test_a_task_that_ends_in_the_tick_of_a_clock_ends_before_it(engine: Engine) -> None:
    story = Story()
    ann = story.person("ann")
    with ann.scope("life") as life:
        with ann.background("care"):
            ann.hold("visit", seconds(2))
        ann.join("care").hold("after", seconds(1))
        with life.clock("death", seconds(2)):
            ann.leave()
    assert story.told(engine) == [
        "0: ann: care; ann: join care; ann: visit",
        "2: ann: after; ann: death; ann: leave",
    ]


def test_who_leaves_takes_waiting_tasks_and_tasks_of_tasks_along(engine: Engine) -> None:
    story = Story()
    nurse, doctor = story.pool("nurse", 1), story.pool("doctor", 1)
    ann = story.person("ann")
    with ann.background("care"):
        ann.seize(nurse)
        with ann.background("advice"):
            ann.seize(doctor).hold("consult", seconds(9)).release(doctor)
        ann.join("advice").release(nurse)
    ann.hold("stay", seconds(3))
    for name, pool in (("bob", nurse), ("cat", doctor)):
        story.person(name, at=1).seize(pool).hold("stay", seconds(1)).release(pool)
    assert story.told(engine) == [
        "0: ann: care; ann: stay; ann: seize nurse [0]; ann: seize nurse: granted [1]; ann: advice; ann: "
        "join advice; ann: seize doctor [0]; ann: seize doctor: granted [1]; ann: consult",
        "1: bob: seize nurse [1]; cat: seize doctor [1]",
        "3: ann: leave; ann: release doctor [0]; ann: release nurse [0]; cat: seize doctor: granted [1]; "
        "bob: seize nurse: granted [1]; cat: stay; bob: stay",
        "4: bob: release nurse [0]; bob: leave; cat: release doctor [0]; cat: leave",
    ]


def test_again_ends_the_tasks_of_the_turn(engine: Engine) -> None:
    story = Story()
    nurse, mood = story.pool("nurse", 1), story.attribute("mood", "low", "high")
    ann = story.person("ann")
    with ann.repeat("loop"):
        with ann.background("care"):
            ann.seize(nurse).hold("visit", seconds(9)).release(nurse)
        ann.hold("turn", seconds(2))
        with ann.branch("mood", mood) as to, to("low"):
            ann.set(mood, "high").again("loop")
    ann.hold("after", seconds(1))
    assert story.told(engine) == [
        "0: ann: care; ann: turn; ann: seize nurse [0]; ann: seize nurse: granted [1]; ann: visit",
        "2: ann: mood; ann: set mood; ann: release nurse [0]; ann: care; ann: turn; ann: seize nurse [0]; "
        "ann: seize nurse: granted [1]; ann: visit",
        "4: ann: mood; ann: release nurse [0]; ann: after",
        "5: ann: leave",
    ]


def test_what_a_task_leaves_behind_belongs_to_its_parent(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 1)
    ann = story.person("ann")
    with ann.background("find"):
        ann.seize(bed)
    ann.join("find").hold("stay", seconds(2)).release(bed).hold("home", seconds(2))
    story.person("bob", at=1).seize(bed).hold("stay", seconds(1)).release(bed)
    assert story.told(engine) == [
        "0: ann: find; ann: join find; ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: ann: release bed [0]; bob: seize bed: granted [1]; ann: home; bob: stay",
        "3: bob: release bed [0]; bob: leave",
        "4: ann: leave",
    ]


def test_a_level_left_normally_ends_its_tasks_and_keeps_what_was_taken(engine: Engine) -> None:
    story = Story()
    bed, nurse = story.pool("bed", 1), story.pool("nurse", 1)
    ann = story.person("ann")
    with ann.scope("care") as care:
        with ann.background("visit"):
            ann.seize(nurse).hold("talk", seconds(9)).release(nurse)
        ann.seize(bed).hold("rest", seconds(2))
        with care.clock("never", FOR_EVER):
            ann.leave()
    ann.hold("stay", seconds(2)).release(bed)
    for name, pool in (("bob", bed), ("cat", nurse)):
        story.person(name, at=1).seize(pool).hold("stay", seconds(1)).release(pool)
    assert story.told(engine) == [
        "0: ann: visit; ann: seize bed [0]; ann: seize bed: granted [1]; ann: rest; ann: seize nurse [0]; "
        "ann: seize nurse: granted [1]; ann: talk",
        "1: bob: seize bed [1]; cat: seize nurse [1]",
        "2: ann: release nurse [0]; cat: seize nurse: granted [1]; ann: stay; cat: stay",
        "3: cat: release nurse [0]; cat: leave",
        "4: ann: release bed [0]; bob: seize bed: granted [1]; ann: leave; bob: stay",
        "5: bob: release bed [0]; bob: leave",
    ]


def test_a_granted_task_is_cancelled_before_it_runs(engine: Engine) -> None:
    """Ann gives the bed to her own task and ends the level in the same instant: the bed goes to Bob."""
    story = Story()
    bed = story.pool("bed", 1)
    ann = story.person("ann").seize(bed)
    with ann.scope("wish") as wish:
        with ann.background("second bed"):
            ann.seize(bed, name="want another", label="another").hold("never", seconds(9)).release("another")
        ann.hold("stay", seconds(2)).release(bed)
        with wish.clock("never ends", FOR_EVER):
            ann.leave()
    story.person("bob", at=1).seize(bed).hold("stay", seconds(1)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: second bed; ann: stay; ann: want another "
        "[1]",
        "1: bob: seize bed [1]",
        "2: ann: release bed [0]; ann: want another: granted [1]; ann: release another [0]; bob: seize "
        "bed: granted [1]; ann: leave; bob: stay",
        "3: bob: release bed [0]; bob: leave",
    ]


def test_memory_is_used_again_and_nothing_is_left_behind() -> None:
    """Thousands come and go through tables of 128 rows, interrupted in every state."""
    network = Network("churn", days=3)
    bed, nurse = network.pool("bed", 2), network.pool("nurse", 1)
    ward = network.census("ward", marks=("waiting",))
    journey = network.journey("patient")
    with journey.scope("life") as life:
        journey.enter(ward).mark(ward, "waiting")
        with journey.background("visit"):
            journey.seize(nurse).hold("talk", Exponential(200 * SECOND)).release(nurse)
        journey.seize(bed, patience=Exponential(300 * SECOND))
        journey.unmark(ward, "waiting").hold("stay", Exponential(200 * SECOND)).join("visit").release(bed)
        with life.clock("death", Exponential(400 * SECOND)):
            journey.leave()
    network.stream("patients", journey, 900.0)
    tally = compiled.run(network, 5, memory=128).tally
    assert tally.arrived > 2500
    assert tally.arrived == tally.left + tally.present
    for pool in (bed, nurse):
        found, still_waiting = tally.pool(pool), int(tally.arrays.waiting[pool.index].sum())
        assert found.requests == found.grants + found.reneged + still_waiting
        assert found.occupied_ticks == found.held_ticks
        assert found.queue_ticks == found.waited_ticks
