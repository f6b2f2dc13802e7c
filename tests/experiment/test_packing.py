from dataclasses import asdict
from typing import Any

import pytest

from dtocsim.experiment.packing import RECORD, Files, Found, is_whole
from dtocsim.experiment.piece import pieces_of, run_piece
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario


@pytest.fixture
def files(scenario: Scenario, fake_care: Any) -> Files:
    fake_care.notes = ("a note",)
    piece = pieces_of(scenario, locate(scenario, None, None), "compiled", [2])[0]
    return run_piece(piece, 1, lambda share: None)


def test_what_was_found_comes_back(files: Files) -> None:
    found = Found(files)
    assert (found.measures["dtoc_beds"], found.measures["dtoc_beds_e"]) == (62.0, 2.0)
    assert found.monthly["value"].to_pylist() == [1800.0, 60.0]
    assert (found.daily.num_rows, set(found.daily["replication"].to_pylist())) == (60, {2})


def test_the_record_tells_how_it_came_about(files: Files) -> None:
    record = asdict(Found(files).record)
    assert (record["events"], record["seconds"], record["notes"]) == (1000, 0.5, ("a note",))
    assert record["path"].endswith("selection=England/engine=compiled/seed=20171/00002")


def test_all_files_undamaged_are_a_whole_piece(files: Files) -> None:
    assert is_whole(files)


@pytest.mark.parametrize("name", ["measures.parquet", "monthly.parquet", "daily.parquet", RECORD])
def test_a_piece_without_one_of_its_files_or_a_byte_of_it_is_not_whole(files: Files, name: str) -> None:
    assert not is_whole({other: data for other, data in files.items() if other != name})
    assert not is_whole({**files, name: files[name][:-1]})


def test_a_flipped_bit_is_noticed(files: Files) -> None:
    damaged = bytearray(files["daily.parquet"])
    damaged[50] ^= 1
    assert not is_whole({**files, "daily.parquet": bytes(damaged)})


def test_another_layout_is_another_piece(files: Files) -> None:
    assert not is_whole({**files, RECORD: files[RECORD].replace(b'"layout": 1', b'"layout": 2')})
