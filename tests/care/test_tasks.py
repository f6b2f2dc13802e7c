"""What-ifs on the same people move the delays that they should, the way they should."""

from functools import lru_cache

import numpy as np
import pytest

from dtocsim.care.words import FUNDERS, REASONS, SETTINGS
from dtocsim.flow import compiled
from tests.care.small import SHORT, model

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
