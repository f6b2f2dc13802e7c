"""Joint working: every part of it, nothing before it starts, nothing without effects."""

from datetime import date

import pytest

from dtocsim.flow import compiled, reference
from dtocsim.scenario.scheme_kinds import scheme_kinds
from tests.care.small import BRIEF, model, run, scenario

HERE = "Cumbria"


def told(*changes: str) -> list[object]:
    """What everybody does in a short run of the smallest system."""
    return list(run(*BRIEF, *changes).log)


def joint(maturity: float, where: str = HERE) -> str:
    return f"schemes.joint={{kind: joint_working, maturity: {maturity}, where: [{where}], start: 2017-04-08}}"


def test_it_changes_something_where_it_is_and_nothing_before_it_starts() -> None:
    mature, usual = told(joint(1)), told()
    assert mature != usual
    same = next(place for place, pair in enumerate(zip(mature, usual, strict=False)) if pair[0] != pair[1])
    assert usual[same].tick >= 7 * 86_400  # type: ignore[attr-defined]


def test_both_engines_follow_it() -> None:
    ramp = (
        "schemes.joint={kind: joint_working, maturity: 1, start: 2017-04-03, ramp_days: 14, "
        "weekend_working_share: 0.5}"
    )
    network = model(*BRIEF, ramp).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log


def test_full_effects_are_nothing_in_the_range_of_each() -> None:
    effects = [name for name in scheme_kinds()["joint_working"].model_fields if name.endswith("_share")]
    nothing = ", ".join(f"{name}: 0" for name in effects)
    assert told(f"schemes.joint={{kind: joint_working, maturity: 1, {nothing}}}") == told()


def test_weekend_working_opens_weekends_from_its_start_and_leaves_weekdays_alone() -> None:
    """Saturday 8 April 2017 is the eighth day of the run, after a warm-up of five."""
    said = f"schemes.it={{kind: joint_working, where: [{HERE}], maturity: 0.5, weekend_working_share: 1"
    (place,) = model(*BRIEF, said + ", start: 2017-04-08}").places
    usual = model(*BRIEF).ground.office
    hours = [(place.office.closes - place.office.opens) / 3600, (usual.closes - usual.opens) / 3600]
    assert place.pools.home_care.search.calendar is place.office  # type: ignore[union-attr]
    first_saturday = 5 + 7
    assert hours[0][:first_saturday] == pytest.approx(hours[1][:first_saturday])
    # Of eight hours 0.4 are worked usually, and half of the rest.
    assert hours[0][first_saturday] == pytest.approx(8 * 0.7)
    assert hours[0][first_saturday + 2] == 8


def test_staff_who_are_trusted_stay_and_more_can_be_used() -> None:
    said = (
        "kind: joint_working, maturity: 0.5, turnover_avoided_share: 0.2, vacancies_from_turnover_share: 0.5"
    )
    now = scenario(*BRIEF, f"schemes.it={{{said}, vacancy_share: 0.08}}").at("Cumbria").on(date(2017, 4, 10))
    # 5 in 100 vacant posts are filled, 0.4 of 100 posts, where 92 had somebody.
    assert now.capacity.nursing_places_ratio == pytest.approx(92.4 / 92)
    assert now.capacity.assessors_ratio == now.capacity.acute_beds_ratio == pytest.approx(92.4 / 92)
