"""Who waits where at the start: what is stated, dealt out as expected; elsewhere what is expected."""

from collections import Counter
from functools import lru_cache

import pytest

from dtocsim.care.expectations import expectations
from dtocsim.care.situation import PROCESS, Contradiction, Situations, expected_kinds, meanings, situations
from dtocsim.care.words import SUPPORT
from dtocsim.scenario.waiting import ByReasonToday
from tests.care.small import scenario

BASE = ("run.warm_up_days=0", "run.days=10")


@lru_cache
def found(*stated: str) -> Situations:
    told = scenario(*BASE, *(f"initial_state.areas.{each}" for each in stated))
    return situations(told, expectations(told))


def waiting(everywhere: Situations, *names: str) -> Counter[tuple[str, str]]:
    """People by setting and reason in the places of some councils."""
    counts: Counter[tuple[str, str]] = Counter()
    for place in everywhere.expectations.geography.places:
        if not names or place.council in names:
            for group in everywhere.of(place).groups:
                counts[group.kind[0], group.kind[2]] += len(group.days)
    return counts


def in_acute_beds(everywhere: Situations, council: str) -> dict[str, int]:
    counts = waiting(everywhere, council)
    return {reason: people for (setting, reason), people in counts.items() if setting == "acute"}


def test_what_is_stated_is_dealt_out_to_the_last_person() -> None:
    told = found("Cumbria.delayed.acute={A: {people: 13}, Dii: {people: 5}, H: {people: 1}}")
    acute = {
        reason: people for (setting, reason), people in waiting(told, "Cumbria").items() if setting == "acute"
    }
    assert {reason: people for reason, people in acute.items() if reason != PROCESS} == {
        "A": 13,
        "Dii": 5,
        "H": 1,
    }
    parts = [place for place in told.expectations.geography.places if place.council == "Cumbria"]
    assert all(told.of(place).groups for place in parts)
    assert len(parts) == 2


def test_settings_of_which_nothing_is_said_and_all_other_areas_are_as_expected() -> None:
    plain, told = found("Leeds.waiting_for_a_bed=3"), found("Leeds.delayed.acute={A: {people: 13}}")
    for setting in ("community", "mental health"):
        here, there = (
            {key: people for key, people in waiting(each, "Leeds").items() if key[0] == setting}
            for each in (plain, told)
        )
        assert here == there
    assert waiting(plain, "Kirklees") == waiting(told, "Kirklees")


def test_nobody_is_stated_by_a_reason_with_nobody() -> None:
    told = waiting(found("Leeds.delayed.acute={A: {people: 0}}"), "Leeds")
    assert [reason for setting, reason in told if setting == "acute"] == [PROCESS]


def test_as_many_people_as_expected_wait_in_england() -> None:
    everywhere = found("Leeds.waiting_for_a_bed=1")
    expected = sum(
        people
        for place in everywhere.expectations.geography.places
        for kind, people in expected_kinds(everywhere.expectations, place).items()
        if kind[2] != PROCESS
    )
    stated = sum(people for (_, reason), people in waiting(everywhere).items() if reason != PROCESS)
    assert stated == pytest.approx(expected, rel=0.02)
    delayed = sum(
        everywhere.expectations.expected_delayed(place, everywhere.expectations.by_place[place.id])
        for place in everywhere.expectations.geography.places
    )
    assert expected == pytest.approx(delayed, rel=1e-9)


def test_every_reason_of_the_present_return_means_something_that_happens() -> None:
    everywhere = found("Leeds.waiting_for_a_bed=1")
    table = meanings(everywhere.scenario.tables.folder)
    assert set(table) == set(ByReasonToday.model_fields)
    assert {need for meaning in table.values() for need in meaning.needs} == {"home", *SUPPORT}
    (leeds,) = (place for place in everywhere.expectations.geography.places if place.council == "Leeds")
    kinds = expected_kinds(everywhere.expectations, leeds)
    assert all(any(meaning.covers(kind) for kind in kinds) for meaning in table.values())


def test_reasons_of_today_count_as_the_table_says() -> None:
    told = found(
        "Leeds.no_longer_meeting_criteria={capacity_care_home: {people: 10}, hub_needs_and_pathway: "
        "{people: 7}, hospital_transport: {people: 4}, interface_choice: {people: 3}, pathway_2: {people: 2}}"
    )
    acute = {
        reason: people for (setting, reason), people in waiting(told, "Leeds").items() if setting == "acute"
    }
    assert acute.pop("Di", 0) + acute.pop("Dii", 0) == 10
    assert acute.pop("C", 0) + acute.pop("A") == 9
    assert acute == {PROCESS: 4, "G": 3}


def test_a_reason_for_which_nobody_can_wait_is_refused_where_it_was_said() -> None:
    with pytest.raises(Contradiction, match=r"O\.people: 2 people; expected 0, nobody waits so there$"):
        found("Leeds.delayed.acute={O: {people: 2}}")
