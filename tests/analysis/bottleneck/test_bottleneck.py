from types import SimpleNamespace
from typing import Any

import pytest

from dtocsim import care
from dtocsim.analysis.bottleneck import WAITS, Wait, bottlenecks
from dtocsim.care.simulation import simulate
from dtocsim.care.words import REASONS
from dtocsim.report import bottleneck_text
from dtocsim.scenario import Scenario
from tests.care.small import BRIEF, CUMBRIA, scenario

ALONE = ("A", "B", "C", "F", "G", "H", "I", "O")
"""Reasons that a single wait stands behind."""


def test_every_reason_has_a_wait() -> None:
    assert {wait.reason for wait in WAITS} - {""} == set(REASONS)


@pytest.mark.parametrize("wait", [w for w in WAITS if w.reason in ALONE], ids=lambda wait: wait.reason)
def test_an_instant_wait_leaves_hardly_anybody_delayed_for_its_reason(wait: Wait) -> None:
    base = scenario(*BRIEF)
    name = f"dtoc_beds_{wait.reason.lower()}"
    before, after = (
        simulate(state, system=CUMBRIA, seed=1).measures[name]
        for state in (base, base.what_if(wait.settings))
    )
    assert after <= 0.1 * before + 0.05


def test_waits_are_ranked_by_the_beds_they_save(
    scenario: Scenario, fake_care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def simulated(state: Scenario, **asked: Any) -> SimpleNamespace:
        found: SimpleNamespace = fake_care.simulate(state, **asked)
        found.measures["general_acute_occupied_beds"] = 1000 + found.measures["dtoc_beds"] / 2
        return found

    monkeypatch.setattr(care, "simulate", simulated)
    # In the stand-in only the search for a package of care counts: 3 of 63 beds wait for one.
    found = bottlenecks(scenario, replications=5)
    assert found.saved[0].wait.label == "a package of care"
    assert found.saved[0].delayed == pytest.approx(3, rel=1e-3)
    assert found.saved[0].occupied == pytest.approx(1.5, rel=1e-3)
    assert [saved.delayed for saved in found.saved[1:]] == [0.0] * (len(WAITS) - 1)
    assert bottleneck_text(found).startswith(
        "England: waiting for a package of care costs most: made instant, 1,095 delayed bed days a year"
    )
