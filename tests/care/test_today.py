"""A run that starts from a stated situation starts with exactly the people who were stated."""

from functools import lru_cache

import numpy as np
import pytest

from dtocsim.care.expectations import expectations
from dtocsim.care.journey import build_system
from dtocsim.care.model import SystemModel
from dtocsim.care.situation import Contradiction
from dtocsim.care.words import REASONS
from dtocsim.flow import compiled, reference
from dtocsim.flow.compiled import Run
from tests.care.small import CUMBRIA, scenario

AREA = "initial_state.areas.West, North and East Cumbria system"
BASE = ("run.warm_up_days=0", "run.days=20")
ACUTE = {"A": 6, "B": 2, "C": 5, "Di": 3, "Dii": 4, "E": 9, "F": 2, "G": 4, "H": 1, "I": 2}
COMMUNITY = {"A": 1, "E": 6, "Dii": 2, "O": 1}


def stated(**keys: object) -> tuple[str, ...]:
    """A situation of Cumbria's north as settings: reasons with numbers, or values."""

    def people(value: object) -> object:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
        return value

    inside = ", ".join(f"{key}: {people(value)}" for key, value in keys.items())
    return (*BASE, f"initial_state.areas={{'West, North and East Cumbria system': {{{inside}}}}}")


def _written(each: object) -> object:
    if isinstance(each, int):
        return f"{{people: {each}}}"
    if isinstance(each, dict):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in each.items()) + "}"
    return each


@lru_cache
def model(*changes: str) -> SystemModel:
    told = scenario(*changes)
    expected = expectations(told)
    system = next(each for each in expected.geography.systems if each.code == CUMBRIA)
    return build_system(told, system, expected)


@lru_cache
def run(*changes: str) -> Run:
    return compiled.run(model(*changes).network, 3, 1)


def delayed(changes: tuple[str, ...], setting: str, day: int = 0) -> dict[str, int]:
    """Delayed people at a midnight by reason."""
    (place,) = model(*changes).places
    counts = run(*changes).tally.census(place.records.delayed[setting])[0]
    by_reason = counts.reshape(-1, *counts.shape[-2:]).sum(axis=0)[: len(REASONS), day]
    return {reason: int(people) for reason, people in zip(REASONS, by_reason, strict=True) if people}


EVERYBODY = stated(occupied_beds=400, delayed={"acute": ACUTE, "community": COMMUNITY})


def test_the_first_midnight_counts_exactly_who_was_stated_by_reason_and_setting() -> None:
    assert delayed(EVERYBODY, "acute") == ACUTE
    assert delayed(EVERYBODY, "community") == COMMUNITY


def test_beds_in_use_at_the_first_midnight_are_those_stated() -> None:
    (place,) = model(*EVERYBODY).places
    in_bed = run(*EVERYBODY).tally.census(place.records.in_bed["acute"])[0]
    assert in_bed.reshape(-1, in_bed.shape[-1]).sum(axis=0)[0] == 400


def test_patients_have_been_in_bed_as_long_as_in_the_long_run() -> None:
    """Over 7 and over 21 days from the first midnight on, not only after weeks."""
    (place,) = model(*EVERYBODY).places
    over = run(*EVERYBODY).tally.census(place.records.in_bed["acute"]).reshape(3, -1, 20).sum(axis=1)
    shares = over[1:] / over[0]
    assert shares[0, 0] == pytest.approx(shares[0].mean(), abs=0.08)
    assert shares[1, 0] == pytest.approx(shares[1].mean(), abs=0.06)


def test_waits_before_the_start_show_in_the_lengths_of_delay() -> None:
    changes = stated(delayed={"acute": {"E": "{people: 30, mean_days: 100}"}})
    (place,) = model(*changes).places
    stays = run(*changes).tally.stays(place.records.delayed_people["acute"])
    over_56_days = stays.reshape(-1, stays.shape[-1]).sum(axis=0)[-1]
    assert over_56_days > 10


def test_nobody_stays_because_of_the_past_in_a_later_delay() -> None:
    """After twenty days the delays that began after the start are short."""
    changes = stated(delayed={"acute": {"A": "{people: 2, mean_days: 300}"}})
    (place,) = model(*changes).places
    stays = run(*changes).tally.stays(place.records.delayed_people["acute"])
    by_length = stays.reshape(-1, stays.shape[-1]).sum(axis=0)
    assert by_length[-1] <= 2
    assert by_length.sum() > 20


@pytest.mark.parametrize("today", [{"capacity_care_home": 12, "hospital_transport": 5, "hub_referrals": 8}])
def test_the_present_return_says_who_waits_as_well(today: dict[str, int]) -> None:
    changes = stated(no_longer_meeting_criteria=today)
    found = delayed(changes, "acute")
    assert found.pop("Di", 0) + found.pop("Dii", 0) == 12
    assert found == {"A": 8}
    (place,) = model(*changes).places
    fit = run(*changes).tally.census(place.records.fit["acute"])[0]
    assert fit.reshape(-1, fit.shape[-1]).sum(axis=0)[0] == 25


def test_two_reasons_of_the_present_return_may_mean_the_same_wait() -> None:
    found = delayed(stated(no_longer_meeting_criteria={"capacity_equipment": 5, "pathway_1": 30}), "acute")
    assert sum(found.values()) == 35
    assert found["F"] > 5


def test_beds_full_and_twenty_waiting_are_all_served() -> None:
    full = sum(
        ward.acute.capacity + ward.escalation.capacity for ward in model(*stated(occupied_beds=300)).wards
    )
    changes = stated(occupied_beds=full, waiting_for_a_bed=20)
    (place,) = model(*changes).places
    queues = [
        run(*changes).tally.pool(pool).waiting_at_midnight
        for pool in dict.fromkeys((*place.pools.acute, *place.pools.escalation))
    ]
    assert sum(int(queue[0]) for queue in queues) == 20
    assert sum(int(queue[-1]) for queue in queues) == 0


def test_beds_that_people_have_at_the_start_are_not_waits() -> None:
    waits = [run(*EVERYBODY).tally.pool(ward.acute).waits for ward in model(*EVERYBODY).wards]
    over_12_hours = sum(int(each[:, 0].sum()) for each in waits)
    assert over_12_hours < 5


def test_more_people_than_beds_are_refused_in_one_line() -> None:
    with pytest.raises(Contradiction) as caught:
        model(*stated(occupied_beds=4000))
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(
        "--set: initial_state.areas.West, North and East Cumbria system.occupied_beds: "
    )
    assert "people in the acute beds of" in str(caught.value)


def test_more_people_waiting_than_in_bed_are_refused() -> None:
    with pytest.raises(Contradiction, match=r"occupied_beds: found 9; expected \d+ or more: so many wait"):
        model(*stated(occupied_beds=9, delayed={"acute": {"E": 30}}))


def test_both_engines_start_from_the_same_situation() -> None:
    fast, readable = run(*EVERYBODY), reference.run(model(*EVERYBODY).network, 3, 1)
    assert fast.tally.events == readable.tally.events
    assert np.array_equal(fast.tally.arrays.census, readable.tally.arrays.census)
    assert np.array_equal(fast.tally.arrays.stays, readable.tally.arrays.stays)


def test_beds_in_use_are_level_from_the_first_day_where_nothing_is_stated() -> None:
    # What nobody states is as expected over a whole year; one small system's year differs by chance.
    here, settled = stated(waiting_for_a_bed=0), ("run.warm_up_days=60", "run.days=365")
    in_bed = []
    for changes in (here, settled):
        (place,) = model(*changes).places
        runs = [compiled.run(model(*changes).network, seed, 1) for seed in (1, 2, 3, 4)]
        found = [each.tally.census(place.records.in_bed["acute"])[0] for each in runs]
        in_bed.append(np.mean([each.reshape(-1, each.shape[-1]).sum(axis=0) for each in found]))
    assert in_bed[0] == pytest.approx(in_bed[1], rel=0.06)
