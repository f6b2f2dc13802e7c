"""Adaptations of homes: what fast track, limit, budget and teams do, and what Wycombe claims."""

from typing import Any

import pytest

from dtocsim.care.schemes.housing_adaptations import HousingAdaptations
from tests.care.small import model, run

MONTH = ("run.days=30", "run.warm_up_days=5")
BUSY = {
    "minor_works_per_year": 0,
    "equipment_per_year": 0,
    "heating_per_year": 0,
    "major_works_per_year": 1500,
}
QUICK = {"fast_track_mean_days": 1, "means_test_mean_days": 100}


def homes(**numbers: Any) -> HousingAdaptations:
    return HousingAdaptations.model_validate({"kind": "housing_adaptations", **numbers})


def events(**numbers: Any) -> dict[str, int]:
    """What happens in a month in Cumbria, and who waits, as people-days."""
    told = {**BUSY, **QUICK, "annual_budget_gbp": 20_000_000, "teams": 30} | numbers
    said = ", ".join(f"{key}: {value}" for key, value in told.items())
    changes = (*MONTH, f"schemes.homes={{kind: housing_adaptations, where: [Cumbria], {said}}}")
    (place,), done = model(*changes).places, run(*changes)
    (site,) = place.sites
    counts = {event: int(done.tally.counter(each).sum()) for event, each in site.counters.items()}
    assert site.waiting is not None
    assert site.stock is not None
    waiting, grants = done.tally.census(site.waiting), done.tally.pool(site.stock)
    return counts | {"waiting": int(waiting.sum()), "spent": int(grants.occupied_at_midnight[-1])}


def test_more_teams_never_lengthen_the_wait_of_the_same_people() -> None:
    waiting = [events(teams=teams)["waiting"] for teams in (2, 6, 30)]
    assert waiting == sorted(waiting, reverse=True)
    assert waiting[0] > waiting[2]


def test_the_same_people_apply_whatever_there_is_for_them() -> None:
    assert events(teams=2)["adaptation asked for"] == events(teams=30)["adaptation asked for"] > 50


def test_the_budget_can_run_out_and_is_never_overspent() -> None:
    poor = events(annual_budget_gbp=100_000)
    rich = events()
    assert poor["adaptation done"] < rich["adaptation done"]
    # Cumbria has 61 % of the council's people; the run begins five days before a financial year.
    assert poor["spent"] <= 0.62 * 100_000 * (1 + 5 / 365)


def test_a_means_test_for_all_slows_all() -> None:
    slow = events(route="means_test")
    assert slow["adaptation on the slow route"] == slow["adaptation asked for"]
    assert slow["adaptation done"] < events()["adaptation done"]


def test_works_dearer_than_the_limit_go_the_slow_way() -> None:
    assert homes(grant_limit_gbp=1000).fast_shares[2] < 0.01
    assert 0.5 < homes(grant_limit_gbp=5000).fast_shares[2] < 0.8
    assert homes(grant_limit_gbp=30_000).fast_shares[2] > 0.99


def test_works_are_limited_by_applications_money_or_teams() -> None:
    asked = sum(homes().applications)
    assert homes(teams=100, annual_budget_gbp=20_000_000).done_per_year == asked
    assert homes(annual_budget_gbp=125_000).done_per_year == pytest.approx(homes().done_per_year / 2, rel=0.2)
    assert homes(annual_budget_gbp=1).done_per_year == pytest.approx(0, abs=0.01)


def test_what_wycombe_s_savings_would_need() -> None:
    """53,476 pounds at 1,590 an episode are 34 admissions; 132,984 at 621 a week are 4.1 years in care homes.

    The source gives neither cases nor effect. With the defaults of one district they take years to come by.
    """
    admissions, care_home_years = 53_476 / 1_590, 132_984 / (621 * 52.14)
    assert round(admissions) == 34
    assert round(care_home_years, 1) == 4.1
    assert homes(admissions_prevented_share=0).prevented_per_year == 0
    assert (
        10
        < homes().prevented_per_year
        < admissions
        < homes(admissions_prevented_share=0.26).prevented_per_year
    )
