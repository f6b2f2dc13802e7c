import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pandas as pd
import pytest

from dtocsim.experiment import FolderStore, MemoryStore, ResultError, Store
from dtocsim.experiment.packing import Files
from dtocsim.experiment.piece import Piece, pieces_of, run_piece
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario, load


@pytest.fixture
def piece(scenario: Scenario, fake_care: Any) -> Piece:
    return pieces_of(scenario, locate(scenario, None, None), "compiled", [1])[0]


@pytest.fixture
def files(piece: Piece) -> Files:
    return run_piece(piece, 1, lambda share: None)


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return MemoryStore() if request.param == "memory" else FolderStore(tmp_path / "store")


@pytest.fixture
def kept(piece: Piece, files: Files, tmp_path: Path) -> Path:
    """The folder of a piece in a store."""
    FolderStore(tmp_path / "store").keep(piece, files)
    return tmp_path / "store" / "pieces" / piece.path


def test_what_is_kept_is_found(store: Store, piece: Piece, files: Files) -> None:
    assert store.find(piece) is None
    store.keep(piece, files)
    found = store.find(piece)
    assert found is not None
    assert found.measures["dtoc_beds"] == 61.0


def test_the_first_to_finish_a_piece_wins(store: Store, piece: Piece, files: Files) -> None:
    store.keep(piece, files)
    store.keep(piece, run_piece(piece, 1, lambda share: None))
    found = store.find(piece)
    assert found is not None
    assert found.record.started == json.loads(files["piece.json"])["record"]["started"]


def test_a_store_that_nothing_was_kept_in_leaves_no_trace(tmp_path: Path) -> None:
    FolderStore(tmp_path / "a" / "store")
    assert os.listdir(tmp_path) == []


def test_pieces_are_tables_that_other_programs_read(kept: Path, piece: Piece, tmp_path: Path) -> None:
    daily = pd.read_parquet([str(path) for path in (tmp_path / "store" / "pieces").glob("**/daily.parquet")])
    assert set(daily["selection"]) == {"England"}
    assert set(daily["scenario"].astype(str)) == {piece.scenario_id}
    assert pd.read_parquet(kept / "measures.parquet")["value"].tolist()[:2] == [61.0, 90.0]


def test_the_scenario_stands_beside_its_pieces(kept: Path, piece: Piece, tmp_path: Path) -> None:
    about = tmp_path / "store" / "scenarios" / f"{piece.scenario_id}.json"
    assert json.loads(about.read_text())["name"] == "England 2017/18"
    assert load(about.with_suffix(".yaml")) == piece.scenario


def _cut(folder: Path) -> None:
    (folder / "daily.parquet").write_bytes(b"")


def _lose(folder: Path) -> None:
    (folder / "piece.json").unlink()


@pytest.mark.parametrize("damage", [_cut, _lose])
def test_a_damaged_piece_is_removed_and_run_again(
    kept: Path, piece: Piece, files: Files, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = FolderStore(tmp_path / "store")
    damage(kept)
    assert store.find(piece) is None
    store.keep(piece, files)
    assert store.find(piece) is not None


def test_ten_threads_that_finish_the_same_piece_keep_one(piece: Piece, files: Files, tmp_path: Path) -> None:
    store, together = FolderStore(tmp_path / "store"), Barrier(10)

    def keep() -> None:
        together.wait()
        store.keep(piece, files)

    threads = [Thread(target=keep) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.find(piece) is not None
    assert os.listdir(tmp_path / "store" / "drafts") == []


def test_pieces_of_another_version_are_counted_and_not_used(kept: Path, piece: Piece, tmp_path: Path) -> None:
    version = kept.parents[4]
    older = version.rename(version.with_name("version=0.0.9-12345678"))
    store = FolderStore(tmp_path / "store")
    assert store.find(piece) is None
    assert store.by_other_versions(piece) == 1
    # An older version had fewer keys: to it the file was a scenario of another hash, and the same name.
    (scenario,) = older.iterdir()
    scenario.rename(older / "scenario=s0123456789abcde")
    described = tmp_path / "store" / "scenarios" / f"{piece.scenario_id}.json"
    described.rename(described.with_name("s0123456789abcde.json"))
    assert store.by_other_versions(piece) == 1
    (described.with_name("s0123456789abcde.json")).write_text('{"name": "Another"}')
    assert store.by_other_versions(piece) == 0


def test_a_store_of_another_layout_is_named(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "store" / "store.json").write_text('{"program": "dtocsim", "layout": 9}')
    with pytest.raises(ResultError, match="store layout 9; this dtocsim keeps layout 1"):
        FolderStore(tmp_path / "store")


def test_a_folder_of_other_things_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ResultError, match=re.escape(f"{tmp_path}: not a store of dtocsim")):
        FolderStore(tmp_path)


def test_a_store_on_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultError, match="cannot be used as a store: Not a directory"):
        FolderStore(tmp_path / "file")
