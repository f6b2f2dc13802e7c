from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dtocsim.experiment import FolderStore, ResultError, export, holdings, run, values_of
from dtocsim.experiment.listing import Holding
from dtocsim.scenario import Scenario


@pytest.fixture
def groups(scenario: Scenario, fake_care: Any, tmp_path: Path) -> list[Holding]:
    store = FolderStore(tmp_path / "store")
    run(scenario, replications=2, store=store)
    run(scenario, seed=5, replications=1, store=store)
    return holdings(store)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_table_of_all_replications_carries_the_keys(
    groups: list[Holding], tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"measures.{ending}"
    assert export(groups, "measures", path) == 3 * len(values_of(groups[0]))
    table = pd.read_csv(path) if ending == "csv" else pd.read_parquet(path)
    assert list(table.columns) == [
        "name",
        "version",
        "scenario",
        "selection",
        "engine",
        "seed",
        "replication",
        "measure",
        "value",
    ]
    beds = table[table["measure"] == "dtoc_beds"]
    assert beds["value"].tolist() == [61.0, 61.0, 62.0]
    assert beds["seed"].astype(int).tolist() == [5, 20171, 20171]


def test_monthly_and_daily_tables_are_written_too(groups: list[Holding], tmp_path: Path) -> None:
    export(groups, "monthly", tmp_path / "m.csv")
    assert pd.read_csv(tmp_path / "m.csv")["value"].sum() == 30 * (61 + 61 + 62)
    assert export(groups, "daily", tmp_path / "d.parquet") == 3 * 60


def test_another_ending_is_refused(groups: list[Holding], tmp_path: Path) -> None:
    with pytest.raises(ResultError, match=r"x\.xlsx: name a file that ends in \.csv or \.parquet"):
        export(groups, "measures", tmp_path / "x.xlsx")


def test_a_file_that_cannot_be_written_leaves_nothing(groups: list[Holding], tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file or directory"):
        export(groups, "measures", tmp_path / "nowhere" / "x.csv")
