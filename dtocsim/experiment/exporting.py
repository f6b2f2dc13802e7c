"""One table of any groups of a store as a single file that every program reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.listing import Holding

Kind = Literal["measures", "monthly", "daily"]
FORMATS = (".csv", ".parquet")


def export(holdings: Sequence[Holding], kind: Kind, path: Path) -> int:
    """Writes a table of all replications of some groups.

    Args:
        holdings: Groups of a store; their keys become columns.
        kind: Which table.
        path: The file; its ending, `.csv` or `.parquet`, says how it is written.

    Returns:
        Rows written.

    Raises:
        ResultError: Another ending.
        OSError: The disk refuses; what stood there stands there still.
    """
    if path.suffix not in FORMATS:
        raise ResultError(f"{path}: name a file that ends in {' or '.join(FORMATS)}")
    draft = path.with_name(f".{path.name}.part-{uuid4().hex}")
    rows = 0
    try:
        tables = _tables(holdings, kind)
        first = next(tables)
        # A piece at a time: all of them together would not fit into memory.
        with _writer(path.suffix, draft, first.schema) as writer:
            for table in (first, *tables):
                writer.write_table(table)
                rows += table.num_rows
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return rows


def _writer(suffix: str, path: Path, schema: pa.Schema) -> pq.ParquetWriter | pc.CSVWriter:
    if suffix == ".csv":
        return pc.CSVWriter(path, schema)
    return pq.ParquetWriter(path, schema, compression="zstd")


def _tables(holdings: Sequence[Holding], kind: Kind) -> Iterator[pa.Table]:
    for holding in holdings:
        for replication in holding.replications:
            table = _plain(holding.found(replication).table(f"{kind}.parquet"))
            for name, value in reversed([("name", holding.name), *holding.keys.items()]):
                table = table.add_column(0, name, pa.repeat(pa.scalar(value), table.num_rows))
            yield table


def _plain(table: pa.Table) -> pa.Table:
    """Words as text: dictionaries differ from piece to piece."""
    fields = [
        field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(fields)).replace_schema_metadata(None)
