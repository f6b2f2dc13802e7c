"""Each step as a model of a few lines, with everything that happens in it."""

from itertools import pairwise

from dtocsim.flow import AT_ONCE, By, Exponential
from tests.flow.stories import FOR_EVER, SECOND, Engine, Story, seconds


def test_first_come_is_first_served(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 1)
    for name, at in (("ann", 0), ("bob", 1), ("cat", 2)):
        story.person(name, at).seize(bed).hold("stay", seconds(4)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]",
        "4: ann: release bed [0]; bob: seize bed: granted [1]; ann: leave; bob: stay",
        "8: bob: release bed [0]; cat: seize bed: granted [1]; bob: leave; cat: stay",
        "12: cat: release bed [0]; cat: leave",
    ]


def test_a_lower_class_number_is_served_first(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 1)
    for name, at, priority in (("ann", 0, 0), ("bob", 1, 1), ("cat", 2, 0)):
        story.person(name, at).seize(bed, priority=priority).hold("stay", seconds(4)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]",
        "4: ann: release bed [0]; cat: seize bed: granted [1]; ann: leave; cat: stay",
        "8: cat: release bed [0]; bob: seize bed: granted [1]; cat: leave; bob: stay",
        "12: bob: release bed [0]; bob: leave",
    ]


def test_whoever_comes_before_a_head_that_does_not_fit_is_served_at_once(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 2)
    for name, at, amount, priority in (("ann", 0, 1, 0), ("bob", 1, 2, 1), ("cat", 2, 1, 0)):
        journey = story.person(name, at)
        journey.seize(bed, amount=amount, priority=priority).hold("stay", seconds(4)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]; cat: seize bed: granted [2]; cat: stay",
        "4: ann: release bed [1]; ann: leave",
        "6: cat: release bed [0]; bob: seize bed: granted [2]; cat: leave; bob: stay",
        "10: bob: release bed [0]; bob: leave",
    ]


def test_the_head_of_a_queue_blocks_those_who_would_fit(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 2)
    for name, at, amount in (("ann", 0, 1), ("bob", 1, 2), ("cat", 2, 1)):
        story.person(name, at).seize(bed, amount=amount).hold("stay", seconds(4)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]",
        "4: ann: release bed [0]; bob: seize bed: granted [2]; ann: leave; bob: stay",
        "8: bob: release bed [0]; cat: seize bed: granted [1]; bob: leave; cat: stay",
        "12: cat: release bed [0]; cat: leave",
    ]


def test_who_finds_no_room_in_the_queue_goes_the_other_way(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 1, room=1)
    for name, at in (("ann", 0), ("bob", 1), ("cat", 2)):
        journey = story.person(name, at).seize(bed)
        with journey.otherwise():
            journey.hold("elsewhere", seconds(1)).leave()
        journey.hold("stay", seconds(4)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]",
        "2: cat: seize bed [1]; cat: elsewhere",
        "3: cat: leave",
        "4: ann: release bed [0]; bob: seize bed: granted [1]; ann: leave; bob: stay",
        "8: bob: release bed [0]; bob: leave",
    ]


def test_patience_zero_means_now_or_never(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 1)
    for name, at in (("ann", 0), ("bob", 1)):
        journey = story.person(name, at).seize(bed, patience=seconds(0))
        with journey.otherwise():
            journey.hold("turned away", seconds(1)).leave()
        journey.hold("stay", seconds(2)).release(bed)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: seize bed [1]; bob: seize bed: patience; bob: turned away",
        "2: ann: release bed [0]; ann: leave; bob: leave",
    ]


def test_the_first_pool_with_room_is_taken_else_whichever_is_free_first(engine: Engine) -> None:
    story = Story()
    near, far = story.pool("near", 1), story.pool("far", 1)
    for name, at in (("ann", 0), ("bob", 1), ("cat", 2)):
        journey = story.person(name, at).seize(near, far, label="place", name="find")
        journey.hold("stay", seconds(4)).release("place")
    assert story.told(engine) == [
        "0: ann: find [0]; ann: find: granted [1]; ann: stay",
        "1: bob: find [1]; bob: find [0]; bob: find: granted [1]; bob: stay",
        "2: cat: find [1]; cat: find [1]",
        "4: ann: release place [0]; cat: find: granted [1]; ann: leave; cat: stay",
        "5: bob: release place [0]; bob: leave",
        "8: cat: release place [0]; cat: leave",
    ]


def test_what_is_taken_together_is_taken_at_the_same_instant_or_not_at_all(engine: Engine) -> None:
    story = Story()
    bed, nurse = story.pool("bed", 1), story.pool("nurse", 1)
    story.person("ann").seize(bed).hold("stay", seconds(3)).release(bed)
    both = story.person("bob", at=1).seize(bed, nurse, label="both", together=True, name="take both")
    both.hold("stay", seconds(2)).release("both").release("both")
    story.person("cat", at=2).seize(nurse).hold("stay", seconds(1)).release(nurse)
    assert story.told(engine) == [
        "0: ann: seize bed [0]; ann: seize bed: granted [1]; ann: stay",
        "1: bob: take both [1]; bob: take both [0]",
        "2: cat: seize nurse [0]",
        "3: ann: release bed [0]; bob: take both: granted [1]; bob: take both: granted [1]; ann: leave; "
        "bob: stay",
        "5: bob: release both [0]; cat: seize nurse: granted [1]; bob: release both [0]; bob: leave; cat: "
        "stay",
        "6: cat: release nurse [0]; cat: leave",
    ]


def test_whom_no_pool_is_for_goes_on_without(engine: Engine) -> None:
    story = Story()
    bed = story.pool("bed", 0)
    frail = story.attribute("frail", "no", "yes")
    ann = story.person("ann")
    ann.seize(By(frail, {"no": None, "yes": bed}), name="if frail", label="bed")
    ann.hold("stay", seconds(1)).release("bed")
    assert story.told(engine) == [
        "0: ann: stay",
        "1: ann: release bed; ann: leave",
    ]


def test_a_stock_is_used_up_until_it_is_topped_up(engine: Engine) -> None:
    story = Story()
    grant = story.stock("grant", 10, top_ups=[(5 * SECOND, 4)])
    for name, at, amount in (("ann", 0, 4), ("bob", 1, 4), ("cat", 2, 6)):
        story.person(name, at).consume(grant, amount).hold("work", seconds(1))
    assert story.told(engine) == [
        "0: ann: consume grant [0]; ann: consume grant: granted [4]; ann: work",
        "1: ann: leave; bob: consume grant [4]; bob: consume grant: granted [8]; bob: work",
        "2: bob: leave; cat: consume grant [8]",
        "5: cat: consume grant: granted [14]; cat: work",
        "6: cat: leave",
    ]


def test_who_finds_too_little_left_of_a_stock_may_go_the_other_way(engine: Engine) -> None:
    story = Story()
    grant = story.stock("grant", 5)
    for name, at in (("ann", 0), ("bob", 1), ("cat", 2)):
        journey = story.person(name, at).consume(grant, 2, patience=AT_ONCE)
        with journey.otherwise():
            journey.hold("means test", seconds(9)).leave()
        journey.hold("work", seconds(1))
    assert story.told(engine) == [
        "0: ann: consume grant [0]; ann: consume grant: granted [2]; ann: work",
        "1: ann: leave; bob: consume grant [2]; bob: consume grant: granted [4]; bob: work",
        "2: bob: leave; cat: consume grant [4]; cat: consume grant: patience; cat: means test",
        "11: cat: leave",
    ]


def test_how_much_is_taken_may_depend_on_the_person(engine: Engine) -> None:
    story = Story()
    size, grant, carers = (
        story.attribute("size", "small", "large"),
        story.stock("grant", 9),
        story.pool("carers", 2),
    )
    for name, at, value in (("ann", 0, "small"), ("bob", 1, "large"), ("cat", 2, "small")):
        journey = story.person(name, at).set(size, value)
        journey.consume(grant, By(size, {"small": 1, "large": 5}))
        journey.seize(carers, amount=By(size, {"small": 1, "large": 2})).hold("visit", seconds(3)).release(
            carers
        )
    assert story.told(engine) == [
        "0: ann: set size; ann: consume grant [0]; ann: consume grant: granted [1]; ann: seize carers [0]; "
        "ann: seize carers: granted [1]; ann: visit",
        "1: bob: set size; bob: consume grant [1]; bob: consume grant: granted [6]; bob: seize carers [1]",
        "2: cat: set size; cat: consume grant [6]; cat: consume grant: granted [7]; cat: seize carers [1]",
        "3: ann: release carers [0]; bob: seize carers: granted [2]; ann: leave; bob: visit",
        "6: bob: release carers [0]; cat: seize carers: granted [1]; bob: leave; cat: visit",
        "9: cat: release carers [0]; cat: leave",
    ]


def test_of_equal_durations_in_a_race_the_first_declared_wins(engine: Engine) -> None:
    story = Story()
    ann = story.person("ann")
    with ann.race("first", slow=seconds(3), even=seconds(2), late=seconds(2)) as to:
        with to("even"):
            ann.hold("won", seconds(1))
        with to("late"):
            ann.hold("lost", seconds(1))
    assert story.told(engine) == [
        "0: ann: first: waiting",
        "2: ann: first: even; ann: won",
        "3: ann: leave",
    ]


def test_a_repeat_goes_round_until_nothing_says_again(engine: Engine) -> None:
    story = Story()
    mood = story.attribute("mood", "low", "high")
    ann = story.person("ann")
    with ann.repeat("loop"):
        ann.hold("turn", seconds(1))
        with ann.branch("mood", mood) as to, to("low"):
            ann.set(mood, "high").again("loop")
    ann.hold("after", seconds(1))
    assert story.told(engine) == [
        "0: ann: turn",
        "1: ann: mood; ann: set mood; ann: turn",
        "2: ann: mood; ann: after",
        "3: ann: leave",
    ]


def test_working_time_ends_at_closing_and_starts_anew_at_the_next_opening(engine: Engine) -> None:
    story = Story(days=2)
    office = story.calendar("office", dict.fromkeys(range(7), (0.0, 1.0)))
    story.person("ann").hold("an hour", seconds(3600), office).hold("nothing", seconds(0), office).leave()
    story.person("bob", at=3600).hold("asked too late", seconds(1), office).leave()
    story.person("cat").hold("for ever", FOR_EVER, office)
    assert story.told(engine) == [
        "0: ann: an hour; cat: for ever",
        "3600: ann: nothing; bob: asked too late",
        "86400: ann: leave",
        "86401: bob: leave",
    ]


def test_a_noted_moment_is_a_clock_and_wins_at_once_when_it_has_passed(engine: Engine) -> None:
    story = Story()
    end = story.moment("end")
    ann = story.person("ann").note("stay", end, seconds(5)).hold("outing", seconds(2))
    for home in ("home", "home again"):
        with ann.scope(home) as scope:
            ann.hold(f"rest {home}", FOR_EVER)
            with scope.clock(f"end at {home}", end):
                ann.hold(f"goodbye {home}", seconds(1))
    assert story.told(engine) == [
        "0: ann: stay; ann: outing",
        "2: ann: rest home",
        "5: ann: end at home; ann: goodbye home",
        "6: ann: rest home again; ann: end at home again; ann: goodbye home again",
        "7: ann: leave",
    ]


def test_a_period_chooses_by_the_day(engine: Engine) -> None:
    story = Story(days=2)
    weather = story.period("weather", ("dry", "wet"), [0, 1])
    for name, at in (("ann", 0), ("bob", 90_000)):
        journey = story.person(name, at)
        with journey.branch("weather", weather) as to, to("wet"):
            journey.hold("indoors", seconds(1))
        journey.hold("walk", By(weather, {"dry": seconds(3), "wet": seconds(2)}))
    assert story.told(engine) == [
        "0: ann: weather; ann: walk",
        "3: ann: leave",
        "90000: bob: weather; bob: indoors",
        "90001: bob: walk",
        "90003: bob: leave",
    ]


def stays(engine: Engine, in_a_task: bool) -> list[int]:
    """Return how long the stays of somebody last who begins a new spell after each, herself or in a task."""
    story = Story(days=60)
    ann = story.person("ann")
    with ann.repeat("loop"):
        ann.hold("stay", Exponential(1.0))
        if in_a_task:
            with ann.background("task"):
                ann.new_spell("admission")
            ann.join("task")
        else:
            ann.new_spell("admission")
        ann.again("loop")
    ticks = [line.tick for line in engine(story, log=True).log if line.step == "ann: stay"]
    return [after - before for before, after in pairwise(ticks)]


def test_every_spell_has_its_own_luck_whoever_begins_it(engine: Engine) -> None:
    own = stays(engine, in_a_task=False)
    assert len(own) > 30
    assert len(set(own)) == len(own)
    assert stays(engine, in_a_task=True) == own


def racing(*, last: float) -> Story:
    """Return a story of somebody who looks for two things at once, the second for so long."""
    story = Story()
    room, flat, way = story.pool("room", 1), story.pool("flat", 1), story.attribute("way", "room", "flat")
    ann = story.person("ann")
    with ann.first_of("a way out") as stretch:
        with stretch("room"):
            ann.seize(room).hold("sees the room", seconds(4))
        with stretch("flat"):
            ann.seize(flat).hold("sees the flat", seconds(last)).set(way, "flat")
    with ann.branch("which way", way) as to:
        with to("room"):
            ann.hold("lives in the room", seconds(5)).release(room)
        with to("flat"):
            ann.hold("lives in the flat", seconds(5)).release(flat)
    return story


def test_of_several_stretches_the_first_that_ends_wins_and_the_others_give_back(engine: Engine) -> None:
    assert racing(last=2).told(engine) == [
        "0: ann: a way out: room; ann: a way out: flat; ann: first of a way out: room, a way out: flat; "
        "ann: seize room [0]; ann: seize room: granted [1]; ann: sees the room; ann: seize flat [0]; ann: "
        "seize flat: granted [1]; ann: sees the flat",
        "2: ann: set way; ann: release room [0]; ann: which way; ann: lives in the flat",
        "7: ann: release flat [0]; ann: leave",
    ]
    assert racing(last=9).told(engine) == [
        "0: ann: a way out: room; ann: a way out: flat; ann: first of a way out: room, a way out: flat; "
        "ann: seize room [0]; ann: seize room: granted [1]; ann: sees the room; ann: seize flat [0]; ann: "
        "seize flat: granted [1]; ann: sees the flat",
        "4: ann: release flat [0]; ann: which way; ann: lives in the room",
        "9: ann: release room [0]; ann: leave",
    ]


def test_of_stretches_that_take_no_time_the_first_declared_wins(engine: Engine) -> None:
    story = Story()
    beds = [story.pool(name, 1) for name in ("near", "far")]
    ann = story.person("ann")
    with ann.first_of("a bed") as stretch:
        for bed in beds:
            with stretch(bed.name):
                ann.seize(bed)
    ann.hold("stay", seconds(3)).release("near").release("far")
    assert story.told(engine) == [
        "0: ann: a bed: near; ann: a bed: far; ann: first of a bed: near, a bed: far; ann: seize near [0]; "
        "ann: seize near: granted [1]; ann: stay",
        "3: ann: release near [0]; ann: release far; ann: leave",
    ]


def test_a_clock_cancels_all_stretches_and_what_they_took(engine: Engine) -> None:
    story = Story()
    beds = [story.pool(name, 1) for name in ("near", "far")]
    ann = story.person("ann")
    with ann.scope("life") as life:
        with ann.first_of("a bed") as stretch:
            for bed in beds:
                with stretch(bed.name):
                    ann.seize(bed).hold(f"sees {bed.name}", seconds(9))
        ann.release("near").release("far")
        with life.clock("death", seconds(2)):
            pass
    assert story.told(engine) == [
        "0: ann: a bed: near; ann: a bed: far; ann: first of a bed: near, a bed: far; ann: seize near [0]; "
        "ann: seize near: granted [1]; ann: sees near; ann: seize far [0]; ann: seize far: granted [1]; "
        "ann: sees far",
        "2: ann: death; ann: release far [0]; ann: release near [0]; ann: leave",
    ]
