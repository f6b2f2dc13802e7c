"""Runs simulations on several processes, and keeps what each finds as soon as it has finished.

A simulation is one replication at one point. Its figures stand in a small file of their own, which appears
whole or not at all, so that a calibration that was stopped goes on where it was.
"""

import json
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dtocsim import care
from dtocsim.experiment.whole import write_text

from .goal import Found
from .levers import Lever, changes
from .simulation import Simulation
from .space import Array

Told = Callable[[str, int, int], None]
"""Told what is being done, how many simulations of it are finished, and of how many."""

_simulations: list[Simulation] = []


@dataclass(frozen=True)
class Job:
    """Some replications at one point."""

    simulation: int
    values: dict[str, float]
    replications: tuple[int, ...]


@dataclass
class Evaluations:
    """Simulates points that were not simulated before.

    Attributes:
        simulations: what may be simulated: representative systems first, then perhaps all England.
        levers: what the coordinates of a point move.
        folder: where results are kept.
        processes: how many run side by side, 1 or more.
        told: hears of progress.
    """

    simulations: Sequence[Simulation]
    levers: Sequence[Lever]
    folder: Path
    processes: int = 1
    told: Told = lambda purpose, done, of: None
    seconds: float = 0.0
    simulated: int = 0
    _pool: ProcessPoolExecutor | None = field(default=None, repr=False)

    @contextmanager
    def running(self) -> Iterator["Evaluations"]:
        """Keep the processes for as long as they are needed; when interrupted, end them at once."""
        try:
            yield self
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()
            if self._pool is not None:
                # Nobody is at work any more; what the pool leaves behind would be complained of.
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = None
            raise
        finally:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
                self._pool = None

    def possible(self, point: Array) -> bool:
        """Whether the numbers of a point go together."""
        return self.simulations[0].possible(changes(self.levers, point.tolist()))

    def found(self, points: Array, replications: int, purpose: str, simulation: int = 0) -> Found:
        """What simulations find.

        Args:
            points: shape (points, parameters).
            replications: how many at each point, from 1 on.
            purpose: in words.
            simulation: which one.
        """
        asked = [changes(self.levers, point.tolist()) for point in points]
        numbers = range(1, replications + 1)
        known = {
            (row, number): figures
            for row, values in enumerate(asked)
            for number in numbers
            if (figures := self._read(simulation, values, number)) is not None
        }
        missing = [
            (row, tuple(number for number in numbers if (row, number) not in known))
            for row in range(len(asked))
        ]
        self._run(simulation, asked, [(row, left) for row, left in missing if left], known, purpose)
        outputs = [[known[row, number] for number in numbers] for row in range(len(asked))]
        return Found(points, np.asarray(outputs, dtype=np.float64))

    def _run(
        self,
        simulation: int,
        asked: Sequence[dict[str, float]],
        missing: Sequence[tuple[int, tuple[int, ...]]],
        known: dict[tuple[int, int], list[float]],
        purpose: str,
    ) -> None:
        # With few points the replications of one are shared out, else a process builds a model only once.
        apart = len(missing) < self.processes
        parts = [(row, (each,)) for row, left in missing for each in left] if apart else list(missing)
        jobs = [(row, Job(simulation, asked[row], left)) for row, left in parts]
        total, done = sum(len(job.replications) for _, job in jobs), 0
        self.told(purpose, done, total)
        for row, job, results, seconds in self._results(jobs):
            for number, figures in zip(job.replications, results, strict=True):
                known[row, number] = figures
                self._keep(simulation, job.values, number, figures)
            done += len(job.replications)
            self.seconds, self.simulated = self.seconds + seconds, self.simulated + len(job.replications)
            self.told(purpose, done, total)

    def _results(
        self, jobs: Sequence[tuple[int, Job]]
    ) -> Iterator[tuple[int, Job, list[list[float]], float]]:
        if self.processes == 1:
            _remember(tuple(self.simulations), interrupts=True)
            for row, job in jobs:
                yield row, job, *_work(job)
            return
        if jobs and self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.processes,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_remember,
                initargs=(tuple(self.simulations),),
            )
        pool = self._pool
        waiting: dict[Future[tuple[list[list[float]], float]], tuple[int, Job]] = (
            {pool.submit(_work, job): (row, job) for row, job in jobs} if pool is not None else {}
        )
        for future in as_completed(waiting):
            row, job = waiting[future]
            yield row, job, *future.result()

    def _path(self, simulation: int, values: dict[str, float], replication: int) -> Path:
        key = self.simulations[simulation].key(values)
        return self.folder / key[:2] / f"{key}-{replication}.json"

    def _read(self, simulation: int, values: dict[str, float], replication: int) -> list[float] | None:
        try:
            text = self._path(simulation, values, replication).read_text(encoding="utf-8")
            figures: list[float] = json.loads(text)["figures"]
        except (OSError, ValueError, KeyError):
            return None
        return figures

    def _keep(
        self, simulation: int, values: dict[str, float], replication: int, figures: list[float]
    ) -> None:
        targets = [target.label for target in self.simulations[simulation].targets]
        content = {"values": values, "replication": replication, "targets": targets, "figures": figures}
        write_text(
            self._path(simulation, values, replication), json.dumps(content, ensure_ascii=False) + "\n"
        )


def _remember(simulations: tuple[Simulation, ...], interrupts: bool = False) -> None:
    _simulations[:] = simulations
    if not interrupts:
        # Ctrl-C reaches every process of a terminal; the first one ends the others.
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(job: Job) -> tuple[list[list[float]], float]:
    began = time.perf_counter()
    simulation = _simulations[job.simulation]
    found = [simulation.run(job.values, number) for number in job.replications]
    care.forget_models()
    return found, time.perf_counter() - began
