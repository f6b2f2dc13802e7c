"""At the start beds, reablement and delays are as full as they are expected to be, so that little drifts."""

import numpy as np
import pytest

from tests.care.small import PLACE, model, run, scenario

START = ("run.days=20", "run.warm_up_days=0")


def standing(name: str) -> int:
    """How many people stand somewhere at the start, by the beginning of the name."""
    return sum(each.number for each in model(*START).network.standings if each.name.startswith(name))


def test_delayed_people_stand_at_the_start_as_many_as_are_expected() -> None:
    (place,) = model(*START).places
    expectations, expected = place.expectations, place.expected
    undeclared = sum(flow for needs in expected.needs.values() for flow in needs.values()) * declaration()
    delayed = expectations.expected_delayed(place.place, expected)
    assert standing("delayed, ") == pytest.approx(delayed + undeclared, abs=2)


def declaration() -> float:
    """Days from fit to declared."""
    from dtocsim.care.lengths import declaration_days

    return declaration_days(scenario(*START))


def test_community_beds_and_reablement_are_in_use_at_the_start() -> None:
    (place,) = model(*START).places
    hospital, reablement = scenario(*START).hospital, scenario(*START).reablement
    arriving = place.expected.needs["acute"]["community_bed"]
    assert standing("in a community bed") == round(arriving * hospital.community_stay_mean_days)
    beginning = place.expected.leaving_with("reablement")
    assert standing("in reablement") == round(beginning * reablement.stay_mean_days)


def test_delays_are_level_from_the_start() -> None:
    (place,) = model(*START).places
    assert place.place.id == PLACE
    tally = run(*START).tally
    delayed = sum(
        tally.census(place.records.delayed[setting])[0].reshape(-1, 20).sum(axis=0)
        for setting in place.records.delayed
    )
    expected = place.expectations.expected_delayed(place.place, place.expected)
    assert np.mean(delayed[10:]) == pytest.approx(expected, rel=0.35)
