"""What-ifs on the same people move the delays that they should, the way they should."""

from functools import lru_cache

import numpy as np
import pytest

from dtocsim.care.words import FUNDERS, REASONS, SETTINGS
from dtocsim.flow import compiled, reference
from tests.care.small import BRIEF, SHORT, model

LONGER = ("run.days=120", "run.warm_up_days=20")


@lru_cache
def delayed(*changes: str) -> dict[str, int]:
    """Delayed days by reason."""
    network, (place,) = model(*LONGER, *changes).network, model(*LONGER, *changes).places
    tally = compiled.run(network, seed=1, replication=1).tally
    counts = [tally.census(place.records.delayed[setting])[0] for setting in SETTINGS]
    sums = sum(each.sum(axis=(*range(each.ndim - 2), -1)) for each in counts)
    return dict(zip(REASONS, np.asarray(sums)[: len(REASONS)].tolist(), strict=True))


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("A", "assessment.mean_hours=16"),
        ("A", "assessment.done_before_fit_share=0.3"),
        ("B", "funding.mean_days=10"),
        ("C", "hospital.community_search_mean_days=8"),
        ("Dii", "placement.nursing_search_mean_days=16"),
        ("Dii", "placement.home_assesses_mean_days=4"),
        ("E", "home_care.search_mean_days=6"),
        ("F", "equipment.delivery_mean_days=5"),
        ("G", "placement.choice_mean_days=26"),
        ("H", "placement.dispute_share=0.04"),
        ("I", "housing.rehousing_mean_days=40"),
        ("O", "discharge.other_mean_days=5"),
    ],
)
def test_a_longer_task_lengthens_its_own_reason(reason: str, change: str) -> None:
    assert delayed(change)[reason] > delayed()[reason] > 0


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("A", "assessment.done_before_fit_share=1"),
        ("H", "placement.dispute_share=0"),
        ("O", "discharge.other_share=0"),
    ],
)
def test_a_task_that_nobody_needs_delays_nobody(reason: str, change: str) -> None:
    assert delayed(change)[reason] == 0


def test_who_pays_for_a_delay_is_one_of_the_four_funders() -> None:
    (place,) = model(*SHORT).places
    assert [census.by[0].values for census in place.records.delayed.values()] == [FUNDERS] * len(SETTINGS)


def test_equipment_is_fitted_while_a_package_is_sought_and_counts_only_when_it_takes_longer() -> None:
    alone, beside = delayed("equipment.with_package_share=0"), delayed("equipment.with_package_share=1")
    late = delayed("equipment.with_package_share=1", "equipment.delivery_mean_days=20")
    assert alone["F"] < beside["F"] < late["F"]
    assert beside["E"] == pytest.approx(alone["E"], rel=0.1)


EARLY = ("assessment.done_before_fit_share=1", "assessment.planned_early_share=1")
BESIDE = "funding.beside_search_share=1"


def test_papers_begun_before_fitness_delay_less_and_a_lead_of_nothing_changes_nothing() -> None:
    late, nothing = delayed(EARLY[0]), delayed(*EARLY, "assessment.planning_lead_days=0")
    soon, sooner = (delayed(*EARLY, f"assessment.planning_lead_days={days}") for days in (2, 6))
    assert nothing == late
    assert late["B"] > soon["B"] > sooner["B"] > 0
    assert late["G"] > soon["G"] > sooner["G"] > 0


def test_a_lead_helps_nobody_who_is_assessed_only_when_fit() -> None:
    open_still = "assessment.done_before_fit_share=0"
    assert delayed(open_still, "assessment.planned_early_share=1") == delayed(open_still)


def test_funding_decided_beside_the_search_is_the_reason_as_long_as_before_and_searches_less() -> None:
    of_all = tuple(f"funding.needed_share.{need}=1" for need in ("home_care", "residential", "nursing"))
    slow = (*of_all, "funding.mean_days=20", "funding.sd_days=5")
    after, beside = delayed(*slow), delayed(*slow, BESIDE)
    # Hardly a search lasts 20 days, so that nearly all end under the decision.
    assert beside["B"] == pytest.approx(after["B"], rel=0.1)
    assert beside["Di"] + beside["Dii"] + beside["E"] < 0.5 * (after["Di"] + after["Dii"] + after["E"])


def test_both_engines_agree_on_early_planning_and_funding_beside_the_search() -> None:
    network = model(*BRIEF, "assessment.planned_early_share=0.5", "funding.beside_search_share=0.5").network
    logs = [engine.run(network, seed=1, replication=1, log=True).log for engine in (compiled, reference)]
    assert logs[0] == logs[1]
