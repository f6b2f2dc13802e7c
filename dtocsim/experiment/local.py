"""Runs pieces on the threads of this machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import ceil

from dtocsim.experiment.executor import Keep
from dtocsim.experiment.memory import fitting, watching
from dtocsim.experiment.piece import Piece, Progress, run_piece
from dtocsim.flow.threads import side_by_side

_SYSTEMS_A_THREAD = 5
"""Systems for each thread at least: with fewer, threads wait for the largest system of a replication."""


class LocalThreads:
    """All processors of this machine, or so many threads.

    Args:
        threads: 1 or more; None for one a processor.
    """

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or os.cpu_count() or 1

    def run(self, pieces: Sequence[Piece], systems: int, keep: Keep, progress: Progress) -> None:
        """Runs pieces and hands each on as soon as it is finished.

        Args:
            pieces: In the order in which they shall begin.
            systems: Systems that each piece simulates, 1 or more.
            keep: Takes the files of a finished piece.
            progress: Told the share of all pieces that is done; may raise to stop.

        Raises:
            TooLittleMemory: Even one piece on one thread needs more than there is.
            BaseException: What a piece, `keep` or `progress` raised; the other pieces stop within a second.
        """
        together, inside = split(len(pieces), systems, self.threads)
        together, inside = fitting(pieces[0], systems, together, inside)

        def one(piece: Piece, report: Progress) -> None:
            keep(piece, run_piece(piece, inside, report))
            report(1.0)

        side_by_side(one, pieces, together, watching(progress))


def split(pieces: int, systems: int, threads: int) -> tuple[int, int]:
    """How many pieces run at the same time, and on how many threads each.

    Few pieces at a time need less memory; few threads a piece wait less for its largest system.

    Args:
        pieces: Pieces there are, 1 or more.
        systems: Systems in each, 1 or more.
        threads: Threads there are, 1 or more.

    >>> split(pieces=100, systems=44, threads=16)
    (2, 8)
    >>> split(pieces=100, systems=1, threads=16), split(pieces=1, systems=3, threads=16)
    ((16, 1), (1, 3))
    """
    inside = min(threads, max(1, systems // _SYSTEMS_A_THREAD))
    together = max(1, min(pieces, ceil(threads / inside)))
    return together, max(inside, min(systems, threads // together))
