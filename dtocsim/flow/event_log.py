"""Write an event log as Parquet, in pieces as a run goes on.

    with EventLog(Path("event_log.parquet")) as log:
        compiled.run(network, log_to=log)

The columns are those that event logs of SimPy models share, so that tools that animate or mine them can read
the file: entity_id, pathway, event_type, event, time and resource_id.
"""

from collections.abc import Collection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from dtocsim.flow.kernel.layout import NONE
from dtocsim.flow.log import EventType, LogName, LogPiece
from dtocsim.flow.quantiles import DAY

CALLED = {"arrive": "arrival", "leave": "depart"}
"""What arriving and leaving are called in such logs."""


class EventLog:
    """A file that takes the pieces of an event log; it appears whole, or not at all.

    Columns: entity_id, the key of the person (unsigned, 64 bits); pathway, the journey; event_type, see
    `log.EventType`; event, the name of the step; time, days from the first recorded midnight, below 0 in the
    warm-up; resource_id, the name of the pool or stock, null where there is none.

    Args:
        path: the file to write.
        journeys: names of the journeys whose people are written; None for everybody.
    """

    def __init__(self, path: Path, journeys: Collection[str] | None = None) -> None:
        self._path, self._journeys = path, journeys
        self._draft = path.with_name(f".{path.name}.unfinished")

    def __enter__(self) -> Self:
        import pyarrow as pa
        import pyarrow.parquet as pq

        text = ("pathway", "event_type", "event")
        columns = [("entity_id", pa.uint64()), *((name, pa.string()) for name in text)]
        self._schema: Any = pa.schema([*columns, ("time", pa.float64()), ("resource_id", pa.string())])
        self._writer: Any = pq.ParquetWriter(self._draft, self._schema, compression="zstd")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._writer.close()
            if error is None:
                self._draft.replace(self._path)
        finally:
            self._draft.unlink(missing_ok=True)

    def __call__(self, piece: LogPiece) -> None:
        """Write a piece."""
        import pyarrow as pa

        rows = piece.rows
        if self._journeys is not None:
            wanted = np.asarray([name.journey in self._journeys for name in piece.names], dtype=bool)
            rows = rows[wanted[rows["name"]]]
        columns = [
            pa.array(rows["person"]),
            *(_words(rows["name"], [say(name) for name in piece.names]) for say in SAID),
            pa.array(rows["tick"] / DAY),
            _words(rows["pool"], list(piece.pools)),
        ]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))


def _event(name: LogName) -> str:
    return CALLED.get(name.event, name.event) if name.type is EventType.ARRIVAL_DEPARTURE else name.event


SAID = (lambda name: name.journey, lambda name: name.type.value, _event)
"""The columns of text that a name gives, in the order of the file."""


def _words(numbers: Any, words: list[str]) -> Any:
    """Return the words at these numbers, null at NONE."""
    import pyarrow as pa

    indices = pa.array(np.asarray(numbers, dtype=np.int32), mask=np.asarray(numbers) == NONE)
    return pa.DictionaryArray.from_arrays(indices, pa.array(words, pa.string())).dictionary_decode()
