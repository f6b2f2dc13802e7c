"""A cluster inside this process, so that the stand-in for the care system works there too."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker, LocalCluster

from dtocsim import care
from dtocsim.experiment import ClusterError, MemoryStore, cluster, run
from dtocsim.scenario import Scenario


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=2, processes=False, dashboard_address=None, silence_logs=50
    ) as inside:
        yield inside.scheduler_address


def killed() -> KilledWorker:
    """What a cluster reports of a piece whose workers died several times."""
    return KilledWorker("piece", SimpleNamespace(address="tcp://127.0.0.1:1"), 3)


TABLES = ("monthly.parquet", "daily.parquet", "summary.json", "resolved.yaml")


def test_a_cluster_finds_what_threads_find_to_the_last_byte(
    scenario: Scenario, fake_care: Any, address: str, tmp_path: Path
) -> None:
    run(scenario, replications=9, cluster=address, out=tmp_path / "cluster")
    run(scenario, replications=9, threads=1, out=tmp_path / "threads")
    for table in TABLES:
        assert (tmp_path / "cluster" / table).read_bytes() == (tmp_path / "threads" / table).read_bytes()


def test_every_piece_is_run_once(scenario: Scenario, fake_care: Any, address: str) -> None:
    store = MemoryStore()
    run(scenario, replications=70, cluster=address, store=store)
    run(scenario, replications=90, cluster=address, store=store)
    assert sorted(call["replication"] for call in fake_care.calls) == list(range(1, 91))


def test_progress_grows_piece_by_piece(scenario: Scenario, fake_care: Any, address: str) -> None:
    shares: list[float] = []
    run(scenario, replications=4, cluster=address, progress=shares.append)
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_tables_travel_with_the_pieces(
    scenario: Scenario, fake_care: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []

    def simulate(moved: Scenario, **asked: Any) -> SimpleNamespace:
        folders.append(moved.tables.folder)
        assert moved == scenario
        found: SimpleNamespace = fake_care.simulate(moved, **asked)
        return found

    monkeypatch.setattr(care, "simulate", simulate)
    run(scenario, replications=1, cluster=address)
    (folder,) = folders
    assert folder != scenario.tables.folder
    for table in scenario.tables.folder.glob("*.csv"):
        assert (folder / table.name).read_bytes() == table.read_bytes()


def test_a_piece_whose_worker_died_is_run_again(
    scenario: Scenario, fake_care: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaths = [1, 1]

    def simulate(scenario: Scenario, **asked: Any) -> SimpleNamespace:
        if asked["replication"] == 2 and deaths:
            deaths.pop()
            raise killed()
        found: SimpleNamespace = fake_care.simulate(scenario, **asked)
        return found

    monkeypatch.setattr(care, "simulate", simulate)
    result = run(scenario, replications=3, cluster=address)
    assert result.monthly["replication"].unique().tolist() == [1, 2, 3]


def test_a_piece_that_kills_every_worker_is_given_up(
    scenario: Scenario, fake_care: Any, address: str
) -> None:
    fake_care.stops = killed()
    with pytest.raises(ClusterError, match=r"00001: its workers die; have they too little memory\?"):
        run(scenario, replications=1, cluster=address)


def test_what_a_piece_raises_reaches_the_user(scenario: Scenario, fake_care: Any, address: str) -> None:
    fake_care.stops = ValueError("a malformed table")
    with pytest.raises(ValueError, match="a malformed table"):
        run(scenario, replications=2, cluster=address)


def test_workers_of_another_version_are_refused(
    scenario: Scenario, fake_care: Any, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "engine_version", lambda: "9.9.9-00000000")
    with pytest.raises(
        ClusterError, match=r"workers run dtocsim .*, this is 9\.9\.9-00000000; install the same"
    ):
        run(scenario, replications=1, cluster=address)


def test_an_address_where_nobody_answers_is_one_line(
    scenario: Scenario, fake_care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 0.3)
    with pytest.raises(ClusterError, match=r"^tcp://127\.0\.0\.1:9: no Dask scheduler answers there$"):
        run(scenario, replications=1, cluster="tcp://127.0.0.1:9")
