"""What holds for every kind of scheme: of no strength, and elsewhere, it changes nothing for anybody."""

import pytest

from dtocsim.care.schemes.steps import StepScheme
from dtocsim.scenario.evidence import load_scheme_evidence
from dtocsim.scenario.scheme_kinds import scheme_kinds
from tests.care.small import BRIEF, run, scenario

NOTHING = {
    "capacity_purchase": "packages_of_care: 0",
    "care_home_support": "homes_share: 0",
    "carer_support": "reached_share: 0",
    "community_programmes": "reached_share: 0",
    "discharge_to_assess": "bridging_packages: 0",
    "fees": "growth_share: 0",
    "health_coaching": "places: 0",
    "home_visits": "nurse_visits_per_day: 0",
    "housing_adaptations": "teams: 0",
    "housing_discharge_team": "helped_share: 0",
    "information_sharing": "councils_share: 0",
    "joint_working": "maturity: 0",
    "late_money": "bought_share: 1",
    "pandemic": "emergency_fall_share: 0, elective_fall_share: 0, beds_closed_share: 0, "
    "nhs_absence_share: 0, social_care_absence_share: 0, decisions_waived_share: 0, "
    "online_assessment_time_saved_share: 0, homes_closed_share: 0, volunteers_time_saved_share: 0",
    "place_search_support": "helped_share: 0",
    "pooling_level": "resource: assessors, level: council",
    "provider_failure": "packages_lost: 0",
    "reablement_expansion": "places: 0",
    "reorganisation": "decision_growth_share: 0, dispute_growth_share: 0",
    "social_prescribing": "link_worker_places: 0",
    "urgent_response": "responders: 0",
    "winter": "emergency_growth_share: 0, elective_fall_share: 0, stay_growth_share: 0, "
    "beds_closed_share: 0, nhs_absence_share: 0, social_care_absence_share: 0",
    "workforce": "",
}
"""By kind, the keys with which it has no strength or size, all others as they are by default."""
SOMETHING = {
    "capacity_purchase": "packages_of_care: 50",
    "pooling_level": "resource: packages_of_care, level: district",
    "provider_failure": "packages_lost: 100",
    "workforce": "social_care_vacancy_share: 0.2",
}
"""Of kinds that are nothing by default, keys with which they are something."""


def schemes(keys: dict[str, str], where: str) -> list[str]:
    """A scheme of every kind, in one scenario."""
    return [
        f"schemes.{kind}={{kind: {kind}, where: [{where}]{', ' * bool(said)}{said}}}"
        for kind in scheme_kinds()
        for said in [keys.get(kind, "")]
    ]


def test_the_table_of_nothing_knows_every_kind() -> None:
    assert set(NOTHING) == set(scheme_kinds())


@pytest.mark.parametrize("kind", scheme_kinds())
def test_of_no_strength_it_moves_nothing_and_writes_nothing(kind: str) -> None:
    scheme = scenario(*BRIEF, *schemes(NOTHING, "England")).schemes[kind]
    assert list(scheme.effective_moves) == []
    assert not (isinstance(scheme, StepScheme) and scheme.is_there)


@pytest.mark.parametrize("kind", sorted({*scheme_kinds()} - {"pooling_level"}))
def test_of_some_strength_it_moves_or_writes_something(kind: str) -> None:
    scheme = scenario(*BRIEF, *schemes(SOMETHING, "England")).schemes[kind]
    assert list(scheme.effective_moves) or (isinstance(scheme, StepScheme) and scheme.is_there)


@pytest.mark.parametrize("kind", scheme_kinds())
def test_every_effect_has_nothing_in_its_range(kind: str) -> None:
    rows = load_scheme_evidence(kind)
    assert {key: rows[key].low for key in scheme_kinds()[kind].effects if rows[key].low > 0} == {}


def test_of_no_strength_all_kinds_together_change_nothing_for_anybody() -> None:
    assert list(run(*BRIEF, *schemes(NOTHING, "England")).log) == list(run(*BRIEF).log)


def test_all_kinds_together_change_nothing_for_anybody_elsewhere() -> None:
    assert list(run(*BRIEF, *schemes(SOMETHING, "West Yorkshire system")).log) == list(run(*BRIEF).log)
