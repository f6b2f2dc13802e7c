"""Urgent response: people by the route they would come in by, met as long as somebody is free."""

from collections.abc import Mapping

import pytest

from dtocsim.scenario import ScenarioError
from tests.care.small import BRIEF, model, run, scenario

NONE_MET = "gp_met_share: 0, call_111_met_share: 0, mental_health_met_share: 0, fall_met_share: 0"


def counted(said: str) -> Mapping[str, int]:
    change = f"schemes.it={{kind: urgent_response, where: [Cumbria], {said}}}"
    (place,) = model(*BRIEF, change).places
    (site,) = place.sites
    tally = run(*BRIEF, change).tally
    return {name: int(tally.counter(counter).sum()) for name, counter in site.counters.items()}


def test_only_the_routes_that_can_be_met_are_met() -> None:
    found = counted(f"responders: 50, {NONE_MET}, call_999_route_share: 0.5, call_999_met_share: 0.2")
    assert found["sent by 999"] == found["admission prevented"] > 20
    assert found["sent by a GP"] == found["after a fall at home"] == found["refused"] == 0


def test_whom_nobody_is_free_for_goes_to_hospital() -> None:
    found = counted(f"responders: 2, response_mean_hours: 12, {NONE_MET}, call_999_met_share: 0.2")
    assert found["refused"] > 0
    assert found["admission prevented"] == found["sent by 999"] > 0


def test_routes_are_shares_of_all_who_come() -> None:
    with pytest.raises(ScenarioError, match=r"shares of routes that sum to 1\.33.*expected 1 or less"):
        scenario(*BRIEF, "schemes.it={kind: urgent_response, call_999_route_share: 0.98}")
