"""From the pieces an experiment needs to the pieces it has: what is missing is run, nothing is run twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dtocsim.experiment.store import ResultError

if TYPE_CHECKING:
    from dtocsim.experiment.executor import Executor
    from dtocsim.experiment.packing import Found
    from dtocsim.experiment.piece import Piece, Progress
    from dtocsim.experiment.piece_store import Store
    from dtocsim.experiment.where import Where


def unfinished(pieces: Sequence[Piece], store: Store) -> list[Piece]:
    """The pieces that are not in the store, in their order."""
    return [piece for piece in pieces if store.find(piece) is None]


def finish(pieces: Sequence[Piece], where: Where, store: Store, runner: Executor, progress: Progress) -> None:
    """Runs pieces and keeps them.

    Args:
        pieces: What is missing; may be empty.
        where: The part of England they are about.
        store: Where finished pieces are kept.
        runner: Runs them.
        progress: Told the share that is done.
    """
    if pieces:
        systems = len({place.system_code for place in where.places})
        runner.run(pieces, systems, store.keep, progress)


def taken(piece: Piece, store: Store) -> Found:
    """A finished piece.

    Raises:
        ResultError: It is gone, because somebody removed or damaged it meanwhile.
    """
    found = store.find(piece)
    if found is None:
        raise ResultError(f"{piece.path}: removed from the store during the run; run the command again")
    return found
