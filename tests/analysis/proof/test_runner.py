"""What counts as passed, what is refused, and that a wrong model is found out."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from dtocsim.analysis.proof import Case, Finding, Model, Quantity, queues, run_case, runner, select
from dtocsim.analysis.proof.runner import rises_above
from dtocsim.flow import Network
from dtocsim.flow.replications import Estimate

CASE = Case("P0.1", "a pool", "nowhere", lambda: Model(Network("empty"), ()))
TWELVE = (0.449388, 2.246941, 1.123471, 12.246941)


def _finding(values: tuple[float, ...], allowed: float, full: bool) -> Finding:
    return Finding(CASE, "queue", 10.0, Estimate(values), allowed, full)


def test_what_is_near_passes() -> None:
    assert _finding((9.9, 10.0, 10.2), 0.5, full=True).passed


def test_what_is_far_fails() -> None:
    assert not _finding((10.9, 11.0, 11.1), 0.5, full=True).passed


def test_an_interval_too_wide_to_tell_fails_at_full_length() -> None:
    values = (0.0, 10.0, 20.0)
    assert (_finding(values, 0.5, full=True).passed, _finding(values, 0.5, full=False).passed) == (
        False,
        True,
    )


def test_run_length_follows_from_theory() -> None:
    quantity = Quantity("queue", expected=10, tolerance=0.1, sd=1.0, measure=lambda tally: 0.0)
    assert quantity.replications() == 1600
    assert quantity.threshold(1600) == pytest.approx(0.1)


@pytest.mark.parametrize("places", [11, 13])
def test_one_place_more_or_less_is_found_out(places: int) -> None:
    wrong = partial(queues.waiting_list, 2, 5, places, TWELVE)
    assert not any(finding.passed for finding in run_case(replace(CASE, build=wrong, quick=2), full=False))


def test_a_broken_law_stops_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(runner.LAWS, "never true", lambda pool: False)
    network = Network("one pool", days=1)
    network.pool("beds", 1)
    with pytest.raises(runner.BrokenInvariant, match=r"P0.1, replication 0: beds: never true"):
        run_case(replace(CASE, build=lambda: Model(network, ())), full=False)


@pytest.mark.parametrize(
    ("midnights", "start_above", "broken"),
    [([1, 2, 2], False, False), ([1, 3, 2], False, True), ([4, 3, 2], True, False), ([4, 5, 2], True, True)],
)
def test_occupancy_above_capacity_is_seen(midnights: list[int], start_above: bool, broken: bool) -> None:
    assert rises_above(2, np.asarray(midnights), start_above) is broken


def test_cases_are_chosen_by_subject_or_name() -> None:
    assert [case.name for case in select("p4")] == ["P4.1", "P4.2"]
    assert [case.name for case in select("P4.2")] == ["P4.2"]


def test_an_unknown_case_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no proof case 'P99'; there are P1, P2, "):
        select("P99")
