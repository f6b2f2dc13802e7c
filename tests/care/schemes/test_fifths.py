"""Schemes for the people of some neighbourhoods prevent admissions there and nowhere else."""

import pytest

from dtocsim.care.words import FIFTHS
from tests.care.small import BRIEF, model, run

KINDS = {
    "community_programmes": "reached_share: 1, admissions_fall_share: 0.5",
    "care_home_support": "homes_share: 1, admissions_prevented_share: 0.6",
    "urgent_response": "responders: 30",
    "home_visits": "nurse_visits_per_day: 200, care_visits_per_day: 600, called_first_share: 0.5",
    "housing_adaptations": "teams: 900, annual_budget_gbp: 20000000, minor_works_per_year: 5000, "
    "equipment_per_year: 5000, admissions_prevented_share: 0.26, fast_track_mean_days: 1",
}


def prevented(kind: str, fifths: str) -> list[int]:
    """Admissions prevented by deprivation fifth."""
    where = "where: [Cumbria], start: 2016-04-01"
    changes = (*BRIEF, f"schemes.it={{kind: {kind}, {where}, {KINDS[kind]}, fifths: {fifths}}}")
    (place,) = model(*changes).places
    (site,) = place.sites
    counter = site.counters["admission prevented"]
    axis = [attribute.values for attribute in counter.by].index(FIFTHS)
    counts = run(*changes).tally.counter(counter).sum(axis=-1)
    return [int(counts.take(fifth, axis=axis).sum()) for fifth in range(len(FIFTHS))]


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_neighbourhoods_it_is_for_have_fewer_admissions(kind: str) -> None:
    two = prevented(kind, "two_most_deprived")
    assert two[2:] == [0, 0, 0]
    assert sum(two[:2]) > 0


def test_a_programme_for_all_neighbourhoods_reaches_all_and_for_the_poorest_one() -> None:
    most, everywhere = (prevented("community_programmes", fifths) for fifths in ("most_deprived", "all"))
    assert most[0] > 0
    assert most[1:] == [0, 0, 0, 0]
    assert min(everywhere) > 0


def test_homes_adapted_prevent_as_many_admissions_whichever_neighbourhoods_they_are_in() -> None:
    for_some, for_all = (prevented("housing_adaptations", fifths) for fifths in ("two_most_deprived", "all"))
    two, everywhere = sum(for_some), sum(for_all)
    # Poisson counts of one mean: their difference over its standard deviation.
    assert abs(two - everywhere) < 4 * (two + everywhere) ** 0.5
