"""One person's way through hospital and back, read off the event log."""

from collections.abc import Sequence
from itertools import pairwise

from dtocsim.flow.quantiles import DAY
from tests.care.small import SHORT, people, step

LAPSING = (*SHORT, "care_homes.place_held_days=7")
WAY = {
    "new: in a care home": "home",
    "new: resident admitted": "admitted",
    "emergency: wait for a bed": "asks for a bed",
    "clinical stay": "in hospital",
    "what was lost": "place lost",
    "acute: residential: search": "searches",
    "acute: nursing: search": "searches",
    "acute: residential: search: found": "found",
    "acute: nursing: search: found": "found",
    "release bed": "leaves hospital",
    "back: in a care home": "home again",
}

DELAY = ("enter delayed", "exit delayed", "leave", "release bed", "enter medically fit")


def ways(changes: Sequence[str]) -> list[list[tuple[str, int]]]:
    """The stations of everybody with the tick of each."""
    lives = people(*changes).values()
    return [[(WAY[step(each)], each.tick) for each in life if step(each) in WAY] for life in lives]


def names(way: list[tuple[str, int]]) -> list[str]:
    return [name for name, _ in way]


def test_a_resident_returns_from_hospital_to_the_place_that_was_held() -> None:
    round_trip = ["home", "admitted", "asks for a bed", "in hospital", "leaves hospital", "home again"]
    returned = [way for way in ways(SHORT) if names(way) == round_trip]
    assert len(returned) > 10
    for way in returned:
        ticks = [tick for _, tick in way]
        assert ticks == sorted(ticks)
        assert ticks[-1] == ticks[-2]
        assert ticks[-1] - ticks[1] < 28 * DAY


def test_a_place_lapses_after_the_days_it_is_held_and_is_sought_again() -> None:
    lost = [way for way in ways(LAPSING) if "place lost" in names(way)]
    searching = [way for way in lost if {"admitted", "searches"} <= set(names(way))]
    assert len(searching) > 3
    for way in searching:
        ticks = dict(reversed(way))
        assert ticks["place lost"] - ticks["admitted"] >= 7 * DAY
        assert ticks["admitted"] < ticks["place lost"] < ticks["searches"]


def test_a_place_found_again_lasts_as_long_as_the_lost_one_would_have() -> None:
    again = 0
    for life in people(*LAPSING).values():
        steps = [step(each) for each in life]
        later = steps[steps.index("what was lost") :] if "what was lost" in steps else []
        if "acute: residential: search: found" in later and "in a care home" in str(later):
            assert "back: in a care home" in later
            assert "stay in care" not in later
            again += 1
    assert again > 1


def test_a_lapsed_place_is_given_back_to_the_minute() -> None:
    """The task that holds the place runs under a key of its own, for exactly the days held."""
    lapses = 0
    for life in people(*LAPSING).values():
        steps = [step(each) for each in life]
        if "release place" in steps and steps[0] == "held where":
            released = life[steps.index("release place")]
            assert released.tick - life[0].tick == 7 * DAY
            lapses += 1
    assert lapses > 5


def test_a_place_that_did_not_lapse_is_not_given_back() -> None:
    released = {life[0].key for life in people(*SHORT).values() if step(life[-1]) == "release place"}
    holding = [life for life in people(*SHORT).values() if step(life[0]) == "held where"]
    short = [life for life in holding if life[-1].tick - life[0].tick < 28 * DAY]
    assert len(short) > 50
    assert not [life for life in short if life[0].key in released]


def test_the_bed_is_held_to_the_end_of_the_delay() -> None:
    ended = 0
    for life in people(*SHORT).values():
        stations = [(name, each.tick) for each in life if (name := step(each).split(",")[0]) in DELAY]
        for (before, since), (after, tick) in pairwise(stations):
            assert (before, after) != ("enter delayed", "release bed"), "only after being unfit again"
            if (before, after) == ("exit delayed", "release bed"):
                assert tick == since
                ended += 1
    assert ended > 100
