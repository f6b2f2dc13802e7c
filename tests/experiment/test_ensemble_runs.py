from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dtocsim.experiment import (
    EnsembleResult,
    MemoryStore,
    Resources,
    ResultError,
    read_ensemble,
    read_ensemble_result,
    run_ensemble,
    write_ensemble_result,
)
from dtocsim.scenario import Scenario, load
from tests.conftest import USUAL_SEARCH_DAYS
from tests.experiment.test_ensemble import TWO

HALF = ("run.days=30", f"home_care.search_mean_days={USUAL_SEARCH_DAYS / 2}", "name=Sooner")


@pytest.fixture
def what_if(england: Any) -> Scenario:
    """A package of care is found in half the time."""
    return load(england, set_=HALF)


@pytest.fixture
def result(scenario: Scenario, what_if: Scenario, tmp_path: Path, fake_care: Any) -> EnsembleResult:
    (tmp_path / "two.csv").write_text(TWO, encoding="utf-8")
    return run_ensemble([scenario, what_if], read_ensemble(tmp_path / "two.csv"), replications=3)


def values(result: EnsembleResult, name: str) -> list[float]:
    rows = result.values[(result.values["scenario"] == name) & (result.values["measure"] == "dtoc_beds")]
    return [round(value, 6) for value in rows["value"]]


def test_every_member_has_replications_of_its_own_on_the_same_people_in_all_scenarios(
    result: EnsembleResult,
) -> None:
    # Replication r holds 60 + r, and r / 2 with quicker packages, whatever the member makes of the base.
    assert values(result, "England 2017/18") == [61, 62, 63, 64, 65, 66]
    assert values(result, "Sooner") == [60.5, 61, 61.5, 62, 62.5, 63]
    assert (result.members, result.replications) == (2, 3)


def test_both_uncertainties_are_told_of_values_and_of_differences(result: EnsembleResult) -> None:
    found = result.range("dtoc_beds")
    assert found.mean == pytest.approx(63.5)
    # Means 62 and 65 differ with a variance of 4.5, of which chance explains 1 / 3.
    assert found.parameters_share == pytest.approx((4.5 - 1 / 3) / (4.5 - 1 / 3 + 1))
    change = result.range("dtoc_beds", "Sooner", difference=True)
    assert change.mean == pytest.approx(-1.75)
    assert change.below == 1.0
    constant = result.range("general_acute_occupancy_percent")
    assert (constant.low, constant.high, constant.parameters_share) == (90.0, 90.0, None)


def test_ranges_are_told_by_area_and_month(result: EnsembleResult) -> None:
    rows = result.table.query("measure == 'dtoc_beds' and difference and area == 'Leeds'")
    assert [str(month)[:7] for month in rows["month"]] == ["NaT", "2017-04"]
    assert rows["mean"].tolist() == pytest.approx([-1.75, -1.75])


def test_one_replication_a_member_gives_the_range_of_both_together_alone(
    scenario: Scenario, tmp_path: Path, fake_care: Any
) -> None:
    (tmp_path / "two.csv").write_text(TWO, encoding="utf-8")
    found = run_ensemble([scenario], read_ensemble(tmp_path / "two.csv"), replications=1).range("dtoc_beds")
    assert (found.chance_low, found.parameters_low, found.parameters_share) == (None, None, None)
    assert found.low < found.mean < found.high


def test_what_is_in_the_store_is_not_run_again(scenario: Scenario, tmp_path: Path, fake_care: Any) -> None:
    (tmp_path / "two.csv").write_text(TWO, encoding="utf-8")
    ensemble, resources = read_ensemble(tmp_path / "two.csv"), Resources(store=MemoryStore())
    run_ensemble([scenario], ensemble, resources=resources)
    assert run_ensemble([scenario], ensemble, resources=resources).reused == len(fake_care.calls) == 4


def test_it_comes_back_from_its_folder(result: EnsembleResult, tmp_path: Path) -> None:
    again = read_ensemble_result(write_ensemble_result(result, tmp_path / "folder"))
    assert again.ranges == result.ranges
    assert again.names == result.names
    assert np.array_equal(again.values["value"], result.values["value"])
    with pytest.raises(ResultError, match="not a dtocsim ensemble"):
        read_ensemble_result(tmp_path)
