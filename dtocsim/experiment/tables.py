"""The two tidy tables of a result, with an explicit schema, in memory and as Parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dtocsim.care.blocks import WORDS

# Areas and reasons repeat in millions of rows: as categories they cost four bytes a cell.
_WORDS = pa.dictionary(pa.int32(), pa.string())


def _schema(time: str) -> pa.Schema:
    columns = [("replication", pa.int32()), (time, pa.date32())]
    return pa.schema([*columns, *((name, _WORDS) for name in WORDS), ("value", pa.float64())])


MONTHLY = _schema("month")
DAILY = _schema("date")
PUBLISHED = pa.schema(
    [("month", pa.date32())]
    + [(name, _WORDS) for name in ("setting", "organisation", "reason")]
    + [("delayed_days", pa.float64())]
)


def arrow_table(part: Mapping[str, Any], schema: pa.Schema, replication: int) -> pa.Table:
    """The columns of one replication as a table.

    Args:
        part: Columns by name; months as `2017-04`, dates as `2017-04-01`; columns of text as lists, arrays
            or, for millions of rows, pandas categoricals.
        schema: `MONTHLY` or `DAILY`.
        replication: Number of the replication, from 1.

    Raises:
        KeyError: A column of the schema is missing.
    """
    rows = len(part["value"])
    columns = [pa.array([replication], pa.int32()).take(pa.array([0] * rows, pa.int32()))]
    columns += [_column(part[field.name], field.type) for field in list(schema)[1:]]
    return pa.table(columns, schema=schema)


def frame(tables: Sequence[pa.Table]) -> pd.DataFrame:
    """Tables of one schema, one below the other, as a frame: words as categories, times as timestamps."""
    joined: pd.DataFrame = pa.concat_tables(tables).unify_dictionaries().to_pandas(date_as_object=False)
    return joined


def write_table(frame: pd.DataFrame, schema: pa.Schema | None, path: Path) -> None:
    """Writes a frame as Parquet, by its own types where no schema is given; equal frames give equal bytes."""
    table = pa.Table.from_pandas(frame, schema=schema, preserve_index=False)
    pq.write_table(table.replace_schema_metadata(None), path, compression="zstd")


def read_table(path: Path) -> pd.DataFrame:
    """Reads what `write_table` wrote."""
    return frame([pq.read_table(path)])


def _column(values: Any, kind: pa.DataType) -> pa.Array:
    if kind == pa.float64():
        return pa.array(values, pa.float64())
    words = _words(values)
    return words.cast(_WORDS) if kind == _WORDS else _dates(words)


def _words(values: Any) -> pa.DictionaryArray:
    array = pa.array(values)
    # Arrow breaks long columns of text into chunks, each with a dictionary of its own.
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array if pa.types.is_dictionary(array.type) else array.cast(pa.string()).dictionary_encode()


def _dates(words: pa.DictionaryArray) -> pa.Array:
    days = [text if len(text) > 7 else text + "-01" for text in words.dictionary.to_pylist()]
    return pa.array(days, pa.string()).cast(pa.date32()).take(words.indices)
