from pathlib import Path
from typing import Any

import pytest

from dtocsim.experiment import FolderStore, ResultError, run
from dtocsim.scenario import Scenario


def test_measures_are_means_with_an_interval(result: Any) -> None:
    beds = result.measure("dtoc_beds")
    assert (beds.mean, beds.low, beds.high) == pytest.approx((62.0, 59.515862, 64.484138), abs=1e-6)
    assert (beds.level, beds.replications, beds.year_low) == (0.95, 3, None)
    assert (beds.label, beds.unit, beds.decimals) == ("Delayed transfers of care", "beds a day", 0)


def test_the_published_figure_stands_beside_its_measure(result: Any) -> None:
    assert result.measure("dtoc_beds").published == pytest.approx(176886 / 30)


def test_a_replication_does_not_depend_on_how_many_are_run(scenario: Scenario, fake_care: Any) -> None:
    run(scenario, replications=1, threads=1)
    run(scenario, replications=3, threads=1)
    assert fake_care.calls[0] == fake_care.calls[1]
    assert [call["replication"] for call in fake_care.calls] == [1, 1, 2, 3]


def test_seed_and_replications_become_part_of_the_scenario(result: Any, scenario: Scenario) -> None:
    assert (result.scenario.run.seed, result.scenario.run.replications) == (7, 3)
    assert (result.manifest.seed, result.manifest.replications) == (7, 3)
    assert result.manifest.hash == result.scenario.hash != scenario.hash


def test_an_area_goes_to_the_care_system_by_its_code(scenario: Scenario, fake_care: Any) -> None:
    council, system = run(scenario, area="buckinghamshire"), run(scenario, system="derbyshire")
    assert [(call["area"], call["system"]) for call in fake_care.calls] == [
        ("E10000002", None),
        (None, "E54000012"),
    ]
    assert (council.manifest.area, system.manifest.area) == ("Buckinghamshire", "Derbyshire system")


def test_progress_grows_to_one(scenario: Scenario, fake_care: Any) -> None:
    shares: list[float] = []
    run(scenario, replications=2, threads=1, progress=shares.append)
    assert shares == [0.25, 0.5, 0.75, 1.0]


def test_what_is_in_the_store_is_not_run_again(scenario: Scenario, fake_care: Any, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    first = run(scenario, replications=3, store=store)
    again = run(scenario.model_copy(update={"name": "Another name"}), replications=5, store=store)
    assert sorted(call["replication"] for call in fake_care.calls) == [1, 2, 3, 4, 5]
    assert (first.manifest.reused, again.manifest.reused) == (0, 3)


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_and_stores_change_no_byte_of_a_table(
    scenario: Scenario, fake_care: Any, tmp_path: Path, threads: int
) -> None:
    stores = {"memory": None, "folder": FolderStore(tmp_path / "store")}
    for name, store in stores.items():
        run(scenario, replications=4, threads=threads, store=store, out=tmp_path / name)
    run(scenario, replications=4, threads=1, out=tmp_path / "one")
    for table in ("monthly.parquet", "daily.parquet", "summary.json", "resolved.yaml"):
        assert len({(tmp_path / name / table).read_bytes() for name in ("one", *stores)}) == 1


def test_a_note_of_every_replication_is_told_once(scenario: Scenario, fake_care: Any) -> None:
    fake_care.notes = ("offered load exceeds capacity in Leeds",)
    result = run(scenario, replications=2)
    assert result.manifest.notes == ("offered load exceeds capacity in Leeds",)


def test_cost_is_recorded_by_replication(result: Any) -> None:
    assert result.manifest.events == (1000, 1000, 1000)
    assert result.manifest.seconds == (0.5, 0.5, 0.5)
    assert result.manifest.peak_memory_bytes > 10 * 2**20


def test_an_output_folder_that_must_not_be_replaced_stops_the_run_before_it_starts(
    scenario: Scenario, fake_care: Any, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ResultError, match=r"thesis\.txt"):
        run(scenario, out=tmp_path)
    assert fake_care.calls == []


def test_an_unknown_measure_is_a_key_error(result: Any) -> None:
    with pytest.raises(KeyError, match="happiness"):
        result.measure("happiness")
