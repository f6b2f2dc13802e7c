"""How much memory pieces need, and how many may run at the same time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.experiment.surroundings import free_memory_bytes

if TYPE_CHECKING:
    from dtocsim.experiment.piece import Piece, Progress

_MEGABYTE = 10**6
_COMPILED = 250 * _MEGABYTE
"""What compiled code and libraries take that are loaded on the way (measured)."""
_NETWORK = 10 * _MEGABYTE
"""A network of one system that is kept for further replications (measured)."""
_MOST_NETWORKS = 64
_TABLES = 2 * _MEGABYTE
"""Tables of one system while they are made (measured)."""
_RESERVE = 200 * _MEGABYTE
_SECONDS_BETWEEN_LOOKS = 1.0


class TooLittleMemory(MemoryError):
    """A run needs more memory than there is; one line."""


def fitting(piece: Piece, systems: int, together: int, inside: int) -> tuple[int, int]:
    """As many pieces and threads at the same time as there is memory for.

    Args:
        piece: One of the pieces; the others are taken to be like it.
        systems: Systems in each.
        together: Pieces at the same time that processors ask for, 1 or more.
        inside: Threads of each, 1 or more.

    Returns:
        Pieces at the same time and threads of each, at most those that were asked for.

    Raises:
        TooLittleMemory: Even one piece on one thread needs more than there is.
    """
    free = free_memory_bytes()
    if free is None:
        return together, inside
    network = care.memory_of_a_network(piece.scenario, **piece.where)
    always = _COMPILED + min(systems, _MOST_NETWORKS) * _NETWORK

    def needed(together: int, inside: int) -> int:
        return always + together * (inside * network + systems * _TABLES)

    while needed(together, inside) > free:
        if together > 1:
            together -= 1
        elif inside > 1:
            inside -= 1
        else:
            raise TooLittleMemory(
                f"needs about {_gigabytes(needed(1, 1))} GB of memory, {_gigabytes(free)} GB are free; "
                "simulate a part with --area or --system, or fewer people or days"
            )
    return together, inside


def watching(progress: Progress, free: Callable[[], int | None] = free_memory_bytes) -> Progress:
    """Progress that stops a run before it takes the last memory: demand beyond capacity is not foreseen.

    Args:
        progress: Told the share done.
        free: Tells the bytes that are free.
    """
    looked = [time.monotonic()]

    def report(share: float) -> None:
        if time.monotonic() - looked[0] > _SECONDS_BETWEEN_LOOKS:
            looked[0] = time.monotonic()
            left = free()
            if left is not None and left < _RESERVE:
                raise TooLittleMemory(
                    f"{_gigabytes(left)} GB of memory are left: does demand exceed capacity, so that queues "
                    "grow? simulate a part with --area or --system, or fewer days"
                )
        progress(share)

    return report


def _gigabytes(bytes_: int) -> str:
    return f"{bytes_ / 10**9:,.1f}"
