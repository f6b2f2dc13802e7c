import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dtocsim.experiment import (
    Comparison,
    ResultError,
    check_target,
    compare,
    read_comparison,
    read_result,
    write_comparison,
)
from dtocsim.scenario import Scenario, load
from tests.conftest import USUAL_SEARCH_DAYS


@pytest.fixture
def comparison(scenario: Scenario, england: Any, fake_care: Any) -> Comparison:
    return compare(
        scenario, [load(england, set_=("run.days=30", f"home_care.search_mean_days={USUAL_SEARCH_DAYS / 2}"))]
    )


def test_the_folder_holds_tables_scenarios_and_a_manifest(comparison: Comparison, tmp_path: Path) -> None:
    write_comparison(comparison, tmp_path / "c")
    assert sorted(path.name for path in (tmp_path / "c").iterdir()) == [
        "baseline.yaml",
        "comparison.json",
        "differences.parquet",
        "manifest.json",
        "measures.parquet",
        "money_areas.parquet",
        "money_days.parquet",
        "money_lines.parquet",
        "what-if-1.yaml",
    ]
    content = json.loads((tmp_path / "c" / "comparison.json").read_text())
    assert content["changes"][0]["difference"] == comparison.changes[0].difference
    assert load(tmp_path / "c" / "what-if-1.yaml") == comparison.what_ifs[0]


def test_tables_come_back_as_they_were(comparison: Comparison, tmp_path: Path) -> None:
    write_comparison(comparison, tmp_path / "c")
    for name in ("differences", "measures"):
        back = pd.read_parquet(tmp_path / "c" / f"{name}.parquet")
        table = getattr(comparison, name)
        pd.testing.assert_frame_equal(back, table, check_dtype=False, check_categorical=False)


def test_an_earlier_comparison_may_be_replaced_and_is_no_result(
    comparison: Comparison, tmp_path: Path
) -> None:
    write_comparison(comparison, tmp_path / "c")
    assert check_target(tmp_path / "c") == tmp_path / "c"
    with pytest.raises(ResultError, match="not a dtocsim result"):
        read_result(tmp_path / "c")


def test_what_is_read_is_what_was_written(scenario: Scenario, fake_care: Any, tmp_path: Path) -> None:
    written = compare(scenario, [scenario], replications=3)
    write_comparison(written, tmp_path / "both")
    found = read_comparison(tmp_path / "both")
    assert (found.names, found.changes, found.ranking) == (written.names, written.changes, written.ranking)
    assert (found.measure, found.area, found.level) == (written.measure, written.area, written.level)
    assert found.measures.to_dict("list") == written.measures.to_dict("list")
    assert found.what_ifs[0].hash == written.what_ifs[0].hash
