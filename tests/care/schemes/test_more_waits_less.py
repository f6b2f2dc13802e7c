"""More teams or places never lengthen the wait for them on the same people; elsewhere feedback may."""

import pytest

from tests.care.small import BRIEF, simulated

SIZES = (2, 6, 200)
QUEUES = {
    "housing_adaptations": "teams: {size}, annual_budget_gbp: 9000000, delayed_share: 0, "
    "major_works_per_year: 900, fast_track_mean_days: 1",
    "health_coaching": "places: {size}, referrals_per_year: 900, programme_days: 28",
    "social_prescribing": "link_worker_places: {size}, activity_places: 9, referrals_per_year: 900",
}
"""Kinds whose own people queue, and so do not depend on hospital or on what was done for others."""
ACTIVITIES = "link_worker_places: 9, activity_places: {size}, referrals_per_year: 900"
REFUSES = {
    "home_visits": "nurse_visits_per_day: {size}, care_visits_per_day: 600, called_first_share: 0.3",
    "urgent_response": "responders: {size}, call_999_met_share: 0.2, response_mean_hours: 12",
    "carer_support": "respite_places: {size}, respite_instead_share: 0.06, reached_share: 1",
    "discharge_to_assess": "bridging_packages: {size}",
}
"""Kinds for which nobody waits: who finds nothing free is refused."""
BOUGHT = {
    "assessors": "a",
    "equipment_fitters": "f",
    "packages_of_care": "e",
    "residential_places": "di",
    "nursing_places": "dii",
}
"""What can be bought, and the reason for delay of those who wait for it."""


def measured(kind: str, said: str) -> dict[str, float]:
    return dict(simulated(*BRIEF, f"schemes.it={{kind: {kind}, where: [Cumbria], {said}}}").measures)


def bought(what: str, units: int) -> dict[str, float]:
    return measured("capacity_purchase", f"{what}: {units}")


@pytest.mark.parametrize(("kind", "said"), [*QUEUES.items(), ("social_prescribing", ACTIVITIES)])
def test_the_same_people_wait_no_longer_for_more(kind: str, said: str) -> None:
    found = [measured(kind, said.format(size=size)) for size in SIZES]
    for asked in ("adaptations_asked_for", "programme_referrals"):
        assert len({each[asked] for each in found}) == 1
    waiting = [each["scheme_waiting"] for each in found]
    assert waiting[0] >= waiting[1] >= waiting[2]
    assert waiting[0] > waiting[2]


@pytest.mark.parametrize(("kind", "said"), REFUSES.items())
def test_fewer_are_refused_where_there_is_more(kind: str, said: str) -> None:
    refused = [measured(kind, said.format(size=size))["scheme_refusals"] for size in SIZES]
    assert refused[0] >= refused[1] >= refused[2]
    assert refused[0] > refused[2]


@pytest.mark.parametrize(("what", "reason"), BOUGHT.items())
def test_what_is_bought_shortens_the_delays_for_it(what: str, reason: str) -> None:
    few, many = bought(what, 0), bought(what, 100)
    assert many[f"dtoc_beds_{reason}"] <= few[f"dtoc_beds_{reason}"]


def test_feedback_lengthens_the_next_wait_when_an_earlier_one_is_shortened() -> None:
    """Assessed sooner, the same people look for the same packages and places sooner."""
    few, many = bought("assessors", 0), bought("assessors", 100)
    later = ("dtoc_beds_e", "dtoc_beds_di", "dtoc_beds_dii")
    assert many["dtoc_beds_a"] < few["dtoc_beds_a"]
    assert sum(many[each] for each in later) > sum(few[each] for each in later)
