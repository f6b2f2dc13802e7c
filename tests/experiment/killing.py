"""Kills runs and workers at random moments and fills a small disk: nothing may be lost, nothing run twice.

python -m tests.experiment.killing [TIMES]
"""

import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
SCENARIO = REPOSITORY / "scenarios" / "england-2017-18.yaml"
PIECES = 12
TABLES = ("monthly.parquet", "daily.parquet", "summary.json", "resolved.yaml")
FEW_BYTES = 4_000
"""Fewer than the tables of a piece have."""
SMALL_DISK = 100_000
"""Bytes of a disk on which some pieces find room, and not all."""


def start(folder: Path, *more: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Starts a run that keeps its pieces in a folder."""
    shape = ("--area", "Rutland", "--set", "run.days=60", "--set", "run.warm_up_days=5")
    places = ("--store", str(folder / "store"), "--out", str(folder / "out"), "--quiet")
    command = [sys.executable, "-m", "dtocsim.cli", "run", str(SCENARIO), *shape]
    return subprocess.Popen(
        [*command, "--replications", str(PIECES), *places, *more],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    )


def finished(folder: Path) -> dict[Path, float]:
    """The pieces in the store and when each was finished."""
    return {path: path.stat().st_mtime for path in (folder / "store").glob("pieces/**/piece.json")}


def end(process: subprocess.Popen[str]) -> None:
    """Lets a run end by itself."""
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors


def check(folder: Path, known: dict[Path, float], whole: Path) -> None:
    """Nothing lost, nothing twice, the same bytes."""
    pieces = finished(folder)
    assert len(pieces) == PIECES
    assert {path: pieces[path] for path in known} == known
    for table in TABLES:
        assert (folder / "out" / table).read_bytes() == (whole / "out" / table).read_bytes(), table


def undisturbed(folder: Path) -> float:
    """A run that nobody disturbs; returns the seconds it took."""
    begun = time.perf_counter()
    end(start(folder))
    return time.perf_counter() - begun


def run_together(folder: Path, whole: Path) -> None:
    """Two runs of the same at the same time on one store: both end well, and every piece is there once."""
    both = [start(folder), start(folder, "--out", str(folder / "second"))]
    for process in both:
        end(process)
    check(folder, {}, whole)
    for table in TABLES:
        assert (folder / "second" / table).read_bytes() == (whole / "out" / table).read_bytes(), table
    assert list((folder / "store" / "drafts").iterdir()) == []


def kill_runs(folder: Path, whole: Path, times: int, seconds: float, draw: random.Random) -> None:
    """Kills a run again and again before it is let to end."""
    known: dict[Path, float] = {}
    for _ in range(times):
        process = start(folder)
        time.sleep(draw.uniform(0.3, 1.0) * seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        now = finished(folder)
        assert {path: now.get(path) for path in known} == known
        known = now
    end(start(folder))
    check(folder, known, whole)


def kill_workers(folder: Path, whole: Path, times: int, seconds: float, draw: random.Random) -> None:
    """Kills the workers of a cluster one after another while it runs; new ones join."""
    with cluster() as (address, workers):
        process = start(folder, "--cluster", address)
        for _ in range(times):
            if process.poll() is not None:
                break
            time.sleep(draw.uniform(0.2, 0.6) * seconds)
            workers.append(worker(address))
            victim = workers.pop(0)
            victim.send_signal(signal.SIGKILL)
            victim.wait()
        end(process)
    check(folder, {}, whole)


def worker(address: str) -> subprocess.Popen[bytes]:
    """Starts a worker of one thread."""
    command = [sys.executable, "-m", "distributed.cli.dask_worker", address]
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "60"]
    return subprocess.Popen([*command, *options], cwd=REPOSITORY, stderr=subprocess.DEVNULL)


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler on this machine, reached from it alone, and two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    options = ["--port", str(port), "--no-dashboard"]
    scheduler = subprocess.Popen([*command, *options], cwd=REPOSITORY, stderr=subprocess.DEVNULL)
    address = f"tcp://127.0.0.1:{port}"
    workers = [worker(address), worker(address)]
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def refuse_files(folder: Path, whole: Path) -> None:
    """Lets the disk take only small files until it is mended."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (FEW_BYTES, FEW_BYTES))

    refused(start(folder, before=small), "File too large")
    assert finished(folder) == {}
    end(start(folder))
    check(folder, {}, whole)


def fill_disk(folder: Path, whole: Path) -> None:
    """Fills a small disk with pieces and then makes it larger; needs the right to mount one."""
    store = folder / "store"
    store.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", store], check=True)
    try:
        refused(start(folder), "No space left on device")
        known = finished(folder)
        assert 0 < len(known) < PIECES
        subprocess.run(["mount", "-o", "remount,size=64m", store], check=True)
        end(start(folder))
        check(folder, known, whole)
    finally:
        subprocess.run(["umount", store], check=True)


def refused(process: subprocess.Popen[str], reason: str) -> None:
    """A run that ends with one line and status 2."""
    _, errors = process.communicate(timeout=600)
    assert process.returncode == 2, errors
    assert errors.count("\n") == 1, errors
    assert reason in errors, errors


def main(times: int, seed: int = 1) -> None:
    """Runs everything, so many kills each."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        parts = ("warm", "whole", "runs", "workers", "files", "disk", "both")
        folders = [home / part for part in parts]
        for folder in folders:
            folder.mkdir()
        undisturbed(folders[0])
        seconds = undisturbed(folders[1])
        print(f"undisturbed: {seconds:.1f} s", flush=True)
        kill_runs(folders[2], folders[1], times, seconds, draw)
        print(f"{times} runs killed: nothing lost, nothing twice, the same bytes", flush=True)
        kill_workers(folders[3], folders[1], times, seconds, draw)
        print("workers killed: the same", flush=True)
        refuse_files(folders[4], folders[1])
        print("files refused: one line, and the same after it was mended", flush=True)
        run_together(folders[6], folders[1])
        print("two runs at the same time: the same bytes, every piece once", flush=True)
        if os.geteuid() == 0:
            fill_disk(folders[5], folders[1])
            print("disk filled: one line, and the same after it was enlarged", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
