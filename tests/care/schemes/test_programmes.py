"""Health coaching and social prescribing: places limit them, and what was observed is shrunk."""

from typing import Any

import pytest

from dtocsim.care.schemes.health_coaching import HealthCoaching
from dtocsim.care.schemes.social_prescribing import SocialPrescribing
from tests.care.small import model, run

WEEKS = ("run.days=40", "run.warm_up_days=5")


def coaching(**numbers: Any) -> HealthCoaching:
    return HealthCoaching.model_validate({"kind": "health_coaching", **numbers})


def events(**numbers: Any) -> dict[str, int]:
    told = {"referrals_per_year": 3000, "places": 500, "programme_days": 5, "gp_visits_per_person_year": 40}
    said = ", ".join(f"{key}: {value}" for key, value in (told | numbers).items())
    changes = (*WEEKS, f"schemes.it={{kind: health_coaching, where: [Cumbria], {said}}}")
    (place,), done = model(*changes).places, run(*changes)
    (site,) = place.sites
    return {event: int(done.tally.counter(each).sum()) for event, each in site.counters.items()}


def test_wealden_without_shrinkage_is_61_percent_and_with_it_what_a_careful_reader_grants() -> None:
    assert coaching(regression_to_the_mean_share=0).effect(0.61) == 0.61
    assert 0.10 < coaching().effect(0.61) < 0.20
    assert coaching(regression_to_the_mean_share=1).effect(0.61) == 0


def test_visits_avoided_are_the_share_that_is_left() -> None:
    found = events(gp_visits_fall_share=0.61, regression_to_the_mean_share=0)
    visits, avoided = found["GP visit"], found["GP visit avoided"]
    # 0.61 of so many visits, to four standard deviations of a binomial.
    assert avoided / (visits + avoided) == pytest.approx(
        0.61, abs=4 * (0.61 * 0.39 / (visits + avoided)) ** 0.5
    )


def test_all_regression_leaves_every_visit() -> None:
    assert events(regression_to_the_mean_share=1)["GP visit avoided"] == 0


def test_the_same_people_are_referred_and_fewer_complete_when_places_are_few() -> None:
    few, many = events(places=2), events()
    assert few["referred"] == many["referred"]
    assert few["programme completed"] < many["programme completed"]


def test_activities_limit_what_link_workers_can_do() -> None:
    def completed(**places: float) -> float:
        told = {"kind": "social_prescribing", "referrals_per_year": 5000, **places}
        return SocialPrescribing.model_validate(told).completed_per_year

    limited = completed(link_worker_places=500, activity_places=50)
    assert completed(link_worker_places=5000, activity_places=50) == limited
    assert completed(link_worker_places=500, activity_places=100) == pytest.approx(2 * limited)
