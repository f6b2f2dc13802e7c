"""Runs pieces on a Dask cluster: the same pieces, the same bytes, on as many machines as there are.

The machine that asks keeps the store: workers send what they found, and need no disk in common. The tables of
the scenarios are sent to every worker once. A piece whose worker dies is run again by another; one that
finishes twice is kept once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from distributed import (
    Client,
    Future,
    KilledWorker,
    LocalCluster,
    Nanny,
    Reschedule,
    Worker,
    WorkerPlugin,
    as_completed,
    get_worker,
)
from distributed.comm import CommClosedError

from dtocsim.care.engine_version import engine_version
from dtocsim.experiment.executor import ClusterError, Keep
from dtocsim.experiment.packing import Files, Found
from dtocsim.experiment.piece import Piece, Progress, run_piece
from dtocsim.experiment.whole import write_once

LOCAL = "local"
_AHEAD = 4
"""Pieces handed out for each thread of the cluster, so that none waits for the next."""
_LEAST_AHEAD = 64
"""Pieces handed out at least: a cluster that grows on demand has to see that there is some."""
_MOST_DEATHS = 3
_MOST_ATTEMPTS = 5
_SECONDS_TO_CONNECT = 20
_SECONDS_TO_STOP = 0.5
_SECONDS_TO_TRY_AGAIN = 0.2


class DaskCluster:
    """An existing Dask cluster, or one of the processors of this machine for a trial.

    Args:
        address: Such as `tcp://10.0.0.1:8786`, or `local`.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def run(self, pieces: Sequence[Piece], systems: int, keep: Keep, progress: Progress) -> None:
        """Runs pieces and hands each on, from this thread, as soon as it is finished.

        Args:
            pieces: In the order in which they shall begin.
            systems: Systems that each piece simulates; a worker runs them one after another.
            keep: Takes the files of a finished piece.
            progress: Told the share of all pieces that is done; may raise to stop.

        Raises:
            ClusterError: No such cluster, another version of dtocsim on it, or a piece that kills workers.
        """
        try:
            with self._client() as client:
                for done, (piece, files) in enumerate(_HandingOut(client, pieces).finished(), start=1):
                    keep(piece, files)
                    progress(done / len(pieces))
        except CommClosedError as error:
            raise ClusterError(f"{self.address}: the connection to the cluster was lost") from error

    @contextmanager
    def _client(self) -> Iterator[Client]:
        if self.address == LOCAL:
            with _trial_cluster() as cluster, Client(cluster) as client:
                yield client
            return
        try:
            client = Client(self.address, timeout=_SECONDS_TO_CONNECT)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{self.address}: no Dask scheduler answers there") from error
        with client:
            yield client


@contextmanager
def _trial_cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        host="127.0.0.1", threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
    ) as cluster:
        try:
            yield cluster
        finally:
            # Left to themselves workers take several seconds to stop, and have nothing to lose.
            cluster.sync(_stop, list(cluster.workers.values()))


async def _stop(workers: Sequence[Nanny]) -> None:
    await asyncio.gather(*(worker.close(timeout=_SECONDS_TO_STOP) for worker in workers))


class _HandingOut:
    """Keeps every thread of a cluster busy without handing out all pieces at once."""

    def __init__(self, client: Client, pieces: Sequence[Piece]) -> None:
        self._client = client
        self._waiting = list(reversed(pieces))
        self._pieces: dict[Future, Piece] = {}
        self._deaths: dict[PurePosixPath, int] = {}
        self._sent: dict[Path, str] = {}

    def finished(self) -> Iterator[tuple[Piece, Files]]:
        """Yields every piece with its files, in the order in which they finish."""
        coming = as_completed()
        self._hand_out(coming)
        for future in coming:
            piece = self._pieces.pop(future)
            if (files := self._files(future, piece)) is None:
                self._waiting.append(piece)
            else:
                yield piece, files
            future.release()
            self._hand_out(coming)

    def _hand_out(self, coming: as_completed) -> None:
        ahead = max(_LEAST_AHEAD, _AHEAD * sum(self._client.nthreads().values()))
        while self._waiting and len(self._pieces) < ahead:
            piece = self._waiting.pop()
            future = self._client.submit(_run_there, piece, self._tables(piece), pure=False)
            self._pieces[future] = piece
            coming.add(future)

    def _tables(self, piece: Piece) -> str:
        """Sends the tables of a piece to all workers, those to come included; returns their name there."""
        folder = piece.scenario.tables.folder
        if folder not in self._sent:
            tables = _Tables({path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))})
            self._register(tables)
            self._sent[folder] = tables.name
        return self._sent[folder]

    def _register(self, tables: _Tables) -> None:
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            try:
                self._client.register_plugin(tables)
                return
            except CommClosedError:
                # A worker died in this instant; the scheduler knows the tables, the other workers may not.
                if attempt == _MOST_ATTEMPTS:
                    raise

    def _files(self, future: Future, piece: Piece) -> Files | None:
        """The files of a piece; None if its worker died and it must be handed out again."""
        try:
            files: Files = future.result()
        except KilledWorker as error:
            self._deaths[piece.path] = self._deaths.get(piece.path, 0) + 1
            if self._deaths[piece.path] == _MOST_DEATHS:
                raise ClusterError(f"{piece.path}: its workers die; have they too little memory?") from error
            return None
        if (version := Found(files).record.version) != engine_version():
            raise ClusterError(f"workers run dtocsim {version}, this is {engine_version()}; install the same")
        return files


class _Tables(WorkerPlugin):
    """Tables that every worker puts into its own folder when it starts."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        digest = sha256()
        for name, content in files.items():
            digest.update(name.encode() + b"\0" + content)
        self.files, self.name = files, f"tables-{digest.hexdigest()[:16]}"

    def setup(self, worker: Worker) -> None:
        """Writes them."""
        home = Path(worker.local_directory)
        write_once(home / self.name, self.files, home / "drafts")


def _run_there(piece: Piece, tables: str) -> Files:
    """Runs a piece on a worker, with the tables that were sent there."""
    folder = Path(get_worker().local_directory) / tables
    if not folder.exists():
        # This worker joined while the tables were on their way.
        time.sleep(_SECONDS_TO_TRY_AGAIN)
        raise Reschedule
    scenario = piece.scenario
    moved = scenario.model_copy(update={"tables": scenario.tables.model_copy(update={"folder": folder})})
    return run_piece(replace(piece, scenario=moved), 1, lambda share: None)
