"""Waiting for a bed: the longest wait goes first, and before 12 hours an escalation bed is opened."""

from itertools import pairwise

from tests.care.small import SHORT, TIGHT, people, step

HOUR = 3600
FULL = (*TIGHT, "hospital.escalation_after_hours=9")
NO_ESCALATION = (*FULL, "hospital.escalation_bed_share=0")
ANY_BED = "emergency: wait for any bed"


def spells(changes: tuple[str, ...]) -> list[dict[str, int]]:
    """The tick of each step, for everybody's every spell."""
    found: list[dict[str, int]] = []
    for life in people(*changes).values():
        for entry in life:
            if step(entry) == "spell" or not found or entry is life[0]:
                found.append({})
            found[-1][step(entry)] = entry.tick
    return found


def test_whoever_finds_no_bed_waits_on_after_four_hours_and_for_any_bed_after_nine() -> None:
    long = [spell for spell in spells(FULL) if ANY_BED in spell]
    assert len(long) > 10
    for spell in long:
        asked = spell["emergency: wait for a bed"]
        assert spell["emergency: wait over 4 hours"] - asked == 4 * HOUR
        assert spell[ANY_BED] - asked == 9 * HOUR


def test_escalation_beds_spare_patients_the_wait_of_twelve_hours() -> None:
    def over_12(changes: tuple[str, ...]) -> int:
        return sum("emergency: wait over 12 hours" in spell for spell in spells(changes))

    assert over_12(FULL) < over_12(NO_ESCALATION)


def test_patients_leave_their_beds_in_ward_hours_unless_delayed_or_dead() -> None:
    left = 0
    for life in people(*SHORT).values():
        steps = [(step(each), each.tick) for each in life]
        for (before, _), (name, tick) in pairwise(steps):
            if name.startswith("exit medically fit, acute") and before == "work to be done":
                hour = tick % (24 * HOUR) / HOUR
                assert 9 <= hour <= 21
                left += 1
    assert left > 500
