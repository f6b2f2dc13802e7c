"""Getting in: who needs a bed, who waits for one, who dies."""

from tests.care.small import BRIEF, SHORT, TIGHT, people, step

DEADLY = (
    *BRIEF,
    "hospital.elective_death_share=0",
    "hospital.death_hazard_while_delayed_per_day=0",
    *(f"hospital.emergency_death_share.{band}=1" for band in ("0-64", "65-74", "75-84", "85+")),
)

OVERLOADED = (*TIGHT, "demand.elective_overnight_admissions_per_year=2000000")


def first_spells(*changes: str) -> list[list[str]]:
    """The steps of everybody's first spell in hospital."""
    found = []
    for life in people(*changes).values():
        steps = [step(each) for each in life]
        if "admitted as" in steps:
            spell = steps[steps.index("admitted as") :]
            found.append(spell[: spell.index("spell")] if "spell" in spell else spell)
    return found


def test_emergencies_and_planned_patients_die_at_their_own_rates() -> None:
    spells = [spell for spell in first_spells(*DEADLY) if "dies" in spell]
    planned = [spell for spell in spells if "elective: wait for a bed" in spell]
    emergencies = [spell for spell in spells if "emergency: wait for a bed" in spell]
    assert min(len(planned), len(emergencies)) > 100
    assert not [spell for spell in planned if "stay until death" in spell]
    assert all("stay until death" in spell and "clinical stay" not in spell for spell in emergencies)


def test_zero_day_patients_take_no_bed() -> None:
    spells = [spell for spell in first_spells(*SHORT) if "zero-day stay" in spell]
    assert len(spells) > 1000
    assert not [spell for spell in spells if "emergency: wait for a bed" in spell or "clinical stay" in spell]


def test_planned_patients_who_wait_too_long_come_back_another_day() -> None:
    postponed = [spell for spell in first_spells(*OVERLOADED) if "elective: postponed" in spell]
    assert len(postponed) > 10
    for spell in postponed:
        asked = spell.count("elective: wait for a bed")
        assert asked in (spell.count("elective: postponed"), spell.count("elective: postponed") + 1)


def test_nobody_is_medically_fit_while_unfit_again() -> None:
    cases = 0
    for life in people(*SHORT).values():
        steps = [name for each in life if not (name := step(each)).startswith("release")]
        for position, name in enumerate(steps):
            if name.startswith("acute") and name.endswith(": unfit again"):
                further = name.replace("unfit again", "further stay")
                assert steps[position + 1 : position + 3] == ["exit medically fit, acute,", further]
                assert steps[position + 3 : position + 4] != ["exit medically fit, acute,"]
                cases += 1
    assert cases > 3
