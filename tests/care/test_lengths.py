"""Expected lengths follow from the parameters by hand."""

import math

import numpy as np
import pytest
from scipy.stats import lognorm

from dtocsim.care.lengths import (
    beyond,
    declaration_days,
    emergency_stay,
    lognormal_beyond,
    reason_days,
    stay_in_care,
    working_days,
)
from dtocsim.flow import Lognormal, Mixture
from dtocsim.flow.durations import draw_quantiles
from tests.care.small import scenario

CLOSED = "office_hours.weekend_share=0"


def test_forty_working_hours_are_a_week() -> None:
    assert working_days(scenario(CLOSED), 40) == 7


def test_a_decision_of_eight_working_hours_takes_a_fifth_of_a_week() -> None:
    assert declaration_days(scenario(CLOSED, "discharge.declaration_mean_hours=8")) == pytest.approx(1.4)


@pytest.mark.parametrize(("days", "mean", "sd"), [(14, 9.8, 21.5), (28, 3.9, 8.5), (7, 7, 1)])
def test_share_of_long_stays_is_that_of_scipy(days: float, mean: float, sd: float) -> None:
    variance = math.log(1 + (sd / mean) ** 2)
    known = lognorm.sf(days, s=math.sqrt(variance), scale=mean * math.exp(-variance / 2))
    assert lognormal_beyond(days, mean, sd) == pytest.approx(known, rel=1e-12)


@pytest.mark.parametrize(("days", "share"), [(6, 1.0), (7, 0.0), (8, 0.0)])
def test_without_spread_every_stay_has_the_mean_length(days: float, share: float) -> None:
    assert lognormal_beyond(days, 7, 0) == share


NEEDS = {
    "equipment": ["F"],
    "reablement": ["A"],
    "home_care": ["A", "B", "E", "F", "H"],
    "residential": ["A", "B", "Di", "G", "H"],
    "nursing": ["A", "B", "Dii", "G", "H"],
    "housing": ["I"],
    "community_bed": ["A", "C"],
}


@pytest.mark.parametrize(("need", "reasons"), NEEDS.items())
def test_a_need_has_its_own_reasons_and_something_else_in_non_acute_beds_only(
    need: str, reasons: list[str]
) -> None:
    assert sorted(reason_days(scenario(), need, "acute")) == reasons
    assert sorted(reason_days(scenario(), need, "community")) == sorted([*reasons, "O"])


def test_funding_and_disputes_are_more_frequent_in_non_acute_beds_and_choice_is_rarer() -> None:
    acute, other = (reason_days(scenario(), "nursing", setting) for setting in ("acute", "mental health"))
    ratios = {reason: other[reason] / acute[reason] for reason in ("B", "Dii", "G", "H")}
    assert ratios == pytest.approx({"B": 2.6, "Dii": 1.0, "G": 0.62, "H": 2.24})


def test_a_place_is_sought_and_assessed_until_a_home_accepts() -> None:
    changes = ("placement.residential_search_mean_days=3", "placement.home_assesses_mean_days=2")
    days = reason_days(scenario(*changes, "placement.home_accepts_share=0.8"), "residential", "acute")
    assert days["Di"] == pytest.approx((3 + 2) / 0.8)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
@pytest.mark.parametrize("longer", [1, 14])
def test_short_and_long_stays_together_have_the_mean_and_spread_asked_for(share: float, longer: int) -> None:
    changes = (f"hospital.long_stay_share.85+={share}", f"hospital.long_stay_ratio={longer}")
    asked = ("hospital.emergency_stay_mean_days.85+=10", "hospital.emergency_stay_sd_days.85+=18")
    parts = emergency_stay(scenario(*changes, *asked), 3)
    whole = Mixture(tuple((weight, Lognormal(mean, sd)) for weight, mean, sd in parts))
    assert (whole.mean, whole.sd) == pytest.approx((10, 18))
    assert len(parts) == (1 if share == 0 else 2)


def test_without_long_stays_all_are_of_one_kind() -> None:
    (only,) = emergency_stay(scenario("hospital.long_stay_share.75-84=0"), 2, ratio=2)
    stays = scenario().hospital
    assert only == pytest.approx(
        (1, 2 * stays.emergency_stay_mean_days["75-84"], 2 * stays.emergency_stay_sd_days["75-84"])
    )


def test_share_beyond_is_that_of_the_parts() -> None:
    assert beyond(((0.75, 2, 0), (0.25, 20, 0)), 7) == 0.25


def test_a_stay_in_care_is_as_long_as_published_once_deaths_in_hospital_end_some() -> None:
    hazard = 0.06 / 365
    days = draw_quantiles(stay_in_care(801, 462, hazard), (np.arange(100_000) + 0.5) / 100_000)
    assert float(-np.expm1(-hazard * days).mean()) / hazard == pytest.approx(801, rel=0.002)
    assert stay_in_care(801, 462, 0.0) == Lognormal.from_median(801, 462)


def test_papers_begun_before_fitness_take_less_from_fitness_on() -> None:
    # Of an exponential of mean 10, what lasts beyond 5 days has a mean of 10 exp(-1/2).
    early = ("assessment.done_before_fit_share=0.5", "assessment.planned_early_share=1")
    ahead = ("assessment.planning_lead_days=5", "placement.dispute_share=1", "placement.dispute_mean_days=10")
    found = reason_days(scenario(*early, *ahead), "nursing", "acute")
    assert found["H"] == pytest.approx(0.5 * 10 + 0.5 * 10 * math.exp(-0.5), rel=1e-3)


def test_what_is_decided_beside_a_search_no_longer_lengthens_it() -> None:
    # The shorter of two exponentials of means 4 and 12 lasts 4 x 12 / (4 + 12) = 3 days.
    of_both = ("funding.mean_days=4", "funding.needed_share.home_care=1", "home_care.search_mean_days=12")
    after = reason_days(scenario(*of_both), "home_care", "acute")
    beside = reason_days(scenario(*of_both, "funding.beside_search_share=1"), "home_care", "acute")
    assert beside == after | {"E": pytest.approx(after["E"] - 3)}
