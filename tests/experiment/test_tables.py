from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dtocsim.care.blocks import WORDS
from dtocsim.experiment.tables import DAILY, MONTHLY, arrow_table, frame, read_table, write_table


def part(time: str, moment: str, value: float, **words: str) -> dict[str, list[Any]]:
    columns = dict.fromkeys(WORDS, "") | {"area": "Leeds", "measure": "x"}
    return {time: [moment], **{key: [word] for key, word in (columns | words).items()}, "value": [value]}


def joined(parts: list[dict[str, Any]], schema: pa.Schema) -> pd.DataFrame:
    return frame([arrow_table(part, schema, number) for number, part in enumerate(parts, start=1)])


def test_replications_stand_one_below_the_other() -> None:
    both = joined([part("month", "2017-04", 1.0), part("month", "2017-05", 2.0, area="Bath")], MONTHLY)
    assert both[["replication", "area", "value"]].values.tolist() == [[1, "Leeds", 1.0], [2, "Bath", 2.0]]


def test_a_month_is_its_first_day() -> None:
    table = joined([part("month", "2017-04", 1.0)], MONTHLY)
    assert table["month"].tolist() == [pd.Timestamp("2017-04-01")]


def test_columns_are_those_of_the_schema_in_order() -> None:
    table = joined([part("date", "2017-04-30", 1.0)], DAILY)
    assert list(table.columns) == DAILY.names


def test_a_missing_column_is_named() -> None:
    incomplete = part("date", "2017-04-30", 1.0)
    del incomplete["setting"]
    with pytest.raises(KeyError, match="setting"):
        joined([incomplete], DAILY)


def test_categoricals_are_taken_as_they_are() -> None:
    columns = part("date", "2017-04-30", 1.0) | {
        "date": pd.Categorical(["2017-04-30"], categories=["2017-04-29", "2017-04-30"]),
        "area": pd.Categorical(["Leeds"], categories=["Bath", "Leeds"]),
    }
    pd.testing.assert_frame_equal(
        joined([columns], DAILY), joined([part("date", "2017-04-30", 1.0)], DAILY), check_categorical=False
    )


def test_text_too_long_for_one_chunk_of_arrow_is_joined() -> None:
    rows = 2**21
    columns: dict[str, Any] = {
        name: pd.Categorical.from_codes(np.zeros(rows, np.int8), pd.Index([""])) for name in DAILY.names[2:-1]
    }
    columns |= {"date": np.array(["2017-04-30"]).repeat(rows), "value": np.zeros(rows)}
    assert len(joined([columns], DAILY)) == rows


def test_parquet_gives_back_the_same_frame(tmp_path: Path) -> None:
    table = joined([part("date", "2017-04-30", 1.5), part("date", "2018-03-31", 2.5, reason="Dii")], DAILY)
    write_table(table, DAILY, tmp_path / "daily.parquet")
    pd.testing.assert_frame_equal(read_table(tmp_path / "daily.parquet"), table)


def test_equal_frames_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_table(joined([part("date", "2017-04-30", 1.5)], DAILY), DAILY, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    empty = joined([{name: [] for name in MONTHLY.names[1:]}], MONTHLY)
    write_table(empty, MONTHLY, tmp_path / "monthly.parquet")
    assert list(read_table(tmp_path / "monthly.parquet").columns) == MONTHLY.names
