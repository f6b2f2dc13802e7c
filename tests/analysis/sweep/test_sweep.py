from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dtocsim.analysis.sweep import Sweep, read_plan, read_sweep, sweep, write_sweep
from dtocsim.experiment import MemoryStore, Resources, ResultError, check_target
from dtocsim.report import sweep_text
from dtocsim.scenario import Scenario, ScenarioError, load_evidence

USUAL = load_evidence()["home_care.search_mean_days"].value
HALF, TWICE = USUAL / 2, 2 * USUAL
FILE = f"""\
base: unused.yaml
replications: 3
design: one_at_a_time
vary:
  home_care.search_mean_days: [{HALF}, {TWICE}]
  reablement.stay_mean_days: [30]
"""


def swept(folder: Path, text: str, base: Scenario, resources: Resources | None = None) -> Sweep:
    (folder / "s.yaml").write_text(text)
    return sweep(read_plan(folder / "s.yaml"), base, resources)


@pytest.fixture
def found(scenario: Scenario, fake_care: Any, tmp_path: Path) -> Sweep:
    """Replication r has 60 + r delayed; half or twice the r in two of the points."""
    return swept(tmp_path, FILE, scenario)


def test_every_point_is_run_beside_the_base(found: Sweep) -> None:
    assert found.values["dtoc_beds"].tolist() == [
        [61.0, 60.5, 62.0, 61.0],
        [62.0, 61.0, 64.0, 62.0],
        [63.0, 61.5, 66.0, 63.0],
    ]


def test_the_table_is_tidy(found: Sweep) -> None:
    rows = found.table[found.table["measure"] == "dtoc_beds"]
    assert list(rows.columns) == [
        "point",
        "home_care.search_mean_days",
        "reablement.stay_mean_days",
        "replication",
        "measure",
        "value",
    ]
    assert rows["home_care.search_mean_days"].tolist() == [
        *(each for each in (USUAL, HALF, TWICE, USUAL) for _ in range(3))
    ]
    assert rows["reablement.stay_mean_days"].tolist() == [34] * 9 + [30] * 3
    assert rows["replication"].tolist() == [1, 2, 3] * 4


def test_a_value_that_a_scenario_refuses_is_told_at_its_line(
    scenario: Scenario, fake_care: Any, tmp_path: Path
) -> None:
    with pytest.raises(ScenarioError) as refused:
        swept(tmp_path, FILE.replace(str(TWICE), "-1"), scenario)
    (problem,) = refused.value.problems
    assert (
        str(problem)
        .removeprefix(f"{tmp_path}/")
        .startswith("s.yaml:5: vary.home_care.search_mean_days: found -1; expected days, above 0 to 3,650")
    )
    assert fake_care.calls == []


def test_a_sweep_that_grows_runs_only_what_is_new(scenario: Scenario, fake_care: Any, tmp_path: Path) -> None:
    resources = Resources(store=MemoryStore())
    swept(tmp_path, FILE, scenario, resources)
    again = swept(tmp_path, FILE.replace(str(TWICE), f"{TWICE}, 5"), scenario, resources)
    assert (len(fake_care.calls), again.reused) == (4 * 3 + 3, 12)


def test_the_folder_holds_one_tidy_table(found: Sweep, tmp_path: Path) -> None:
    write_sweep(found, tmp_path / "out")
    table = pd.read_parquet(tmp_path / "out" / "measures.parquet")
    assert len(table) == 4 * 3 * len(found.values)
    assert check_target(tmp_path / "out") == tmp_path / "out"


def test_a_folder_gives_back_what_was_found(found: Sweep, tmp_path: Path) -> None:
    again = read_sweep(write_sweep(found, tmp_path / "out"))
    assert sweep_text(again) == sweep_text(found)
    assert again.points == found.points
    assert {name: figures.tolist() for name, figures in again.values.items()} == {
        name: figures.tolist() for name, figures in found.values.items()
    }


def test_a_folder_without_its_table_is_damaged(found: Sweep, tmp_path: Path) -> None:
    (write_sweep(found, tmp_path / "out") / "measures.parquet").unlink()
    with pytest.raises(ResultError, match="damaged sweep"):
        read_sweep(tmp_path / "out")


def test_the_answer_names_the_point_with_the_lowest_mean(
    scenario: Scenario, fake_care: Any, tmp_path: Path
) -> None:
    found = swept(tmp_path, FILE.replace("replications: 3", "replications: 5"), scenario)
    assert " ".join(sweep_text(found).split()).startswith(
        f"England: of 4 points home_care.search_mean_days {HALF:g} has the lowest Delayed transfers of care: "
        "61.5 beds a day against 63.0 in the base"
    )


def test_an_answer_claims_no_more_than_its_interval(found: Sweep) -> None:
    # Differences -0.5, -1 and -1.5: half-width 1.24.
    assert "none has a clearly lower Delayed transfers of care than the base" in " ".join(
        sweep_text(found).split()
    )
