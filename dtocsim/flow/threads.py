"""Run independent parts side by side: the kernel holds no lock, and no two parts write to the same place."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TypeVar

from dtocsim.flow.kernel.layout import Tallies

Part = TypeVar("Part")
Outcome = TypeVar("Outcome")
Progress = Callable[[float], None]
"""Told the share done, 0 to 1, from time to time; may raise to stop the run."""


class Stopped(Exception):
    """The run was stopped from outside; raised in the threads that work on it."""


class SharedProgress:
    """Adds up the progress of several parts and reports one share at a time."""

    def __init__(self, parts: int, progress: Progress) -> None:
        self._done, self._progress = [0.0] * parts, progress
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        """Let every thread stop at its next slice."""
        self._stopped = True

    def of(self, part: int) -> Progress:
        """Return the function that one part reports to."""

        def report(done: float) -> None:
            if self._stopped:
                raise Stopped
            with self._lock:
                self._done[part] = done
                self._progress(sum(self._done) / len(self._done))

        return report


def side_by_side(
    work: Callable[[Part, Progress], Outcome],
    parts: Sequence[Part],
    threads: int,
    progress: Progress,
    weight: Callable[[Part], float] = lambda part: 0.0,
) -> list[Outcome]:
    """Do the work of every part on so many threads; the outcomes come in the order of the parts.

    Heavier parts begin first, so that no thread waits long for the last one. What one part raises stops all.

    Args:
        work: called with a part and the function it reports its progress to.
        threads: 1 or more; with 1 everything happens in the calling thread.
        weight: how much work a part is expected to be.
    """
    shares = SharedProgress(len(parts), progress)
    if threads <= 1 or len(parts) == 1:
        return [work(part, shares.of(number)) for number, part in enumerate(parts)]
    order = sorted(range(len(parts)), key=lambda number: -weight(parts[number]))
    pool = ThreadPoolExecutor(threads)
    try:
        futures = {number: pool.submit(work, parts[number], shares.of(number)) for number in order}
        # What fails is noticed at once, though parts before it are still at work.
        ended, _ = wait(futures.values(), return_when=FIRST_EXCEPTION)
        for future in ended:
            future.result()
        outcomes = [futures[number].result() for number in range(len(parts))]
    except KeyboardInterrupt:
        # Whoever asks to stop shall not wait for networks that are still being built.
        shares.stop()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    except BaseException:
        shares.stop()
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown(wait=True)
    return outcomes


def add_tallies(total: Tallies, more: Tallies) -> None:
    """Add one set of tallies to another; sums of whole numbers, so that order does not matter."""
    for name in type(total).__annotations__:
        into, array = getattr(total, name), getattr(more, name)
        if array.dtype.names:
            for field in array.dtype.names:
                into[field] += array[field]
        else:
            into += array
