import json
import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dtocsim.experiment import Result, ResultError, check_target, read_result, write_result

FILES = [
    "daily.parquet",
    "manifest.json",
    "monthly.parquet",
    "published.parquet",
    "resolved.yaml",
    "summary.json",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_result_comes_back_as_it_was(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r")
    back = read_result(tmp_path / "r")
    assert (back.manifest, back.measures, back.scenario) == (
        result.manifest,
        result.measures,
        result.scenario,
    )
    pd.testing.assert_frame_equal(back.daily, result.daily)
    pd.testing.assert_frame_equal(back.monthly, result.monthly)
    assert back.published is not None
    assert back.published["delayed_days"].sum() == 176886


def test_the_folder_holds_exactly_its_files(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "results" / "r")
    assert names(tmp_path / "results") == ["r"]
    assert names(tmp_path / "results" / "r") == FILES


def test_the_summary_can_be_read_without_dtocsim(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r")
    beds = json.loads((tmp_path / "r" / "summary.json").read_text())["measures"]["dtoc_beds"]
    assert (beds["mean"], beds["level"], beds["replications"], beds["unit"]) == (62.0, 0.95, 3, "beds a day")


def test_a_measure_that_is_not_a_number_survives(result: Result, tmp_path: Path) -> None:
    undefined = replace(result.measures[0], mean=math.nan)
    write_result(replace(result, measures=(undefined,)), tmp_path / "r")
    assert math.isnan(read_result(tmp_path / "r").measures[0].mean)


def test_an_earlier_result_is_replaced_whole(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r", also=[lambda folder: (folder / "old.png").touch()])
    write_result(result, tmp_path / "r")
    assert names(tmp_path / "r") == FILES


def test_a_failing_writer_leaves_the_earlier_result(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r")

    def fail(folder: Path) -> None:
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_result(replace(result, measures=()), tmp_path / "r", also=[fail])
    assert read_result(tmp_path / "r").measures == result.measures
    assert names(tmp_path) == ["r"]


def test_strangers_files_are_never_replaced(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r")
    (tmp_path / "r" / "notes.txt").write_text("mine")
    with pytest.raises(ResultError, match=r"holds notes\.txt, which dtocsim did not write"):
        check_target(tmp_path / "r")


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    assert check_target(tmp_path) == tmp_path.resolve()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "r").write_text("")
    with pytest.raises(ResultError, match="a file, not a folder"):
        check_target(tmp_path / "r")


def test_any_other_folder_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="not a dtocsim result"):
        read_result(tmp_path)


def test_another_layout_is_named(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r")
    manifest = tmp_path / "r" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"layout": 1', '"layout": 9'))
    with pytest.raises(ResultError, match="result layout 9; this dtocsim reads layout 1"):
        read_result(tmp_path / "r")


def test_a_missing_table_is_a_damaged_result(result: Result, tmp_path: Path) -> None:
    write_result(result, tmp_path / "r")
    (tmp_path / "r" / "daily.parquet").unlink()
    with pytest.raises(ResultError, match=r"damaged result: .*daily\.parquet"):
        read_result(tmp_path / "r")
