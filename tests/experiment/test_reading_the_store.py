"""The query that README shows, and that other programs read a store without dtocsim."""

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dtocsim.experiment import FolderStore, run
from dtocsim.scenario import Scenario

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture
def store(scenario: Scenario, fake_care: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FolderStore:
    monkeypatch.chdir(tmp_path)
    store = FolderStore(Path("results/store"))
    run(scenario, replications=2, store=store)
    run(scenario, seed=5, replications=1, store=store)
    return store


def test_the_query_of_the_readme_gives_delayed_days_by_scenario_area_and_month(
    store: FolderStore, scenario: Scenario
) -> None:
    run(scenario, area="Rutland", replications=1, store=store)
    (query,) = re.findall(r"```sql\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    rows = duckdb.sql(query).fetchall()
    assert [(row[0], row[2], str(row[3])[:10], row[4]) for row in rows] == [
        ("England 2017/18", "England", "2017-04-01", pytest.approx(30 * (61 + 62 + 61) / 3)),
        ("England 2017/18", "council-E06000017", "2017-04-01", pytest.approx(30 * 61)),
    ]


def test_the_keys_of_a_piece_are_columns(store: FolderStore) -> None:
    files = f"{store.root}/pieces/**/measures.parquet"
    query = f"select distinct seed, selection, engine from read_parquet('{files}') order by seed"
    assert duckdb.sql(query).fetchall() == [(5, "England", "compiled"), (20171, "England", "compiled")]
