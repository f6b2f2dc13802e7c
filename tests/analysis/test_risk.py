from pathlib import Path
from typing import Any

import pytest

from dtocsim.analysis.risk import chance, risk
from dtocsim.experiment import ResultError, read_ensemble
from dtocsim.report import risk_text
from dtocsim.scenario import Scenario

APRIL = (4,)


def test_the_chance_of_what_never_happened_is_not_nothing() -> None:
    # The rule of three, exactly: 1 - 0.025 ** (1 / 30).
    found = chance(0, 30, 0.95)
    assert (found.share, found.low, found.high) == pytest.approx((0.0, 0.0, 0.115703), abs=1e-6)
    always = chance(30, 30, 0.95)
    assert (always.low, always.high) == pytest.approx((1 - 0.115703, 1.0), abs=1e-6)


def test_a_half_is_told_with_its_exact_interval() -> None:
    # Clopper and Pearson: 5 of 10 is 18.7 to 81.3 %.
    found = chance(5, 10, 0.95)
    assert (found.low, found.high) == pytest.approx((0.187086, 0.812914), abs=1e-6)


def test_years_are_told_apart_by_their_means_and_days(scenario: Scenario, fake_care: Any) -> None:
    # Replication r has 60 + r delayed patients on each of 30 days.
    found = risk(scenario, 67.5, months=APRIL, replications=10)
    assert found.mean == pytest.approx([60.0 + r for r in range(1, 11)])
    assert (found.year_low, found.year_high) == pytest.approx((61.1, 69.9))
    assert found.days_above == (0,) * 7 + (30,) * 3
    assert found.mean_above.share == found.any_day_above.share == 0.3
    assert found.days == 30


def test_months_that_are_not_run_are_refused(scenario: Scenario, fake_care: Any) -> None:
    with pytest.raises(ResultError, match="the run holds no day of these months"):
        risk(scenario, 60, replications=2)


def test_a_measure_without_days_is_refused(scenario: Scenario) -> None:
    with pytest.raises(ResultError, match="deaths_in_hospital: is not known day by day"):
        risk(scenario, 60, measure="deaths_in_hospital")


def test_of_an_ensemble_a_member_counts_once_for_the_interval(
    scenario: Scenario, tmp_path: Path, fake_care: Any
) -> None:
    (tmp_path / "two.csv").write_text("member,area,home_care.search_mean_days\n1,England,3\n2,England,4\n")
    ensemble = read_ensemble(tmp_path / "two.csv")
    found = risk(scenario, 63.5, months=APRIL, replications=3, ensemble=ensemble)
    assert found.mean == pytest.approx([61.0, 62.0, 63.0, 64.0, 65.0, 66.0])
    assert found.mean_above == chance(1, 2, 0.95)
    assert found.spread is not None
    assert float(found.spread.parameters_share) == pytest.approx((4.5 - 1 / 3) / (4.5 - 1 / 3 + 1))


def test_the_answer_comes_first(scenario: Scenario, fake_care: Any) -> None:
    text = " ".join(risk_text(risk(scenario, 67.5, months=APRIL, replications=10), "month").split())
    assert text.startswith(
        "England: Delayed transfers of care pass 68 beds a day on some day of the month with a chance of "
        "30 % (95 % interval 7 % to 65 %; 10 simulated years), on 9.0 of its 30 days on average."
    )
    assert "61.1 / 69.9" in text
