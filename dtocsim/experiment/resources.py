"""What an experiment works with: who runs its pieces, and where they are kept.

Every experiment asks for pieces by name. What the store holds is taken from there; what is missing is run and
kept, so that nothing is run twice and a stopped experiment goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dtocsim.experiment.executor import executor
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.piece_store import MemoryStore, Store

if TYPE_CHECKING:
    from dtocsim.experiment.packing import Found
    from dtocsim.experiment.piece import Piece, Progress
    from dtocsim.experiment.where import Where


def silent(share: float) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True)
class Resources:
    """Who runs pieces, and where they are kept.

    Attributes:
        threads: How many threads of this machine, 1 or more; None for one a processor.
        cluster: Address of a Dask scheduler to run on instead, or `local` for a trial.
        store: Where finished pieces are kept and found again; by default in memory.
        progress: Told the share done, 0 to 1, of the pieces that are being run; may raise to stop.
    """

    threads: int | None = None
    cluster: str | None = None
    store: Store = field(default_factory=MemoryStore)
    progress: Progress = silent

    def finish(self, pieces: Sequence[Piece], where: Where) -> int:
        """Sees to it that pieces are in the store.

        Args:
            pieces: What is needed, in the order in which it shall be run.
            where: The part of England they are about.

        Returns:
            How many were there already.

        Raises:
            ClusterError: The cluster cannot be used.
            OSError: The store cannot be written; what was kept stays kept.
        """
        # Scenarios may be alike; a piece is run once however often it is asked for.
        missing = [
            piece
            for piece in {piece.path: piece for piece in pieces}.values()
            if self.store.find(piece) is None
        ]
        if missing:
            systems = len({place.system_code for place in where.places})
            executor(self.threads, self.cluster).run(missing, systems, self.store.keep, self.progress)
        return len(pieces) - len(missing)

    def take(self, piece: Piece) -> Found:
        """A finished piece.

        Raises:
            ResultError: It is gone, because somebody removed or damaged it meanwhile.
        """
        found = self.store.find(piece)
        if found is None:
            raise ResultError(f"{piece.path}: removed from the store meanwhile; run the command again")
        return found
