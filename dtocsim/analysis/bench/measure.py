"""Measure the programs of the toy network in turn, and their memory in processes of their own."""

import importlib
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from dtocsim.analysis.bench import cpp, toy
from dtocsim.flow.threads import Progress

ROUNDS = 5
BY_HAND_DAYS, REFERENCE_DAYS = 30, 1
"""Days for which the slow programs run, with all places; their seconds are scaled by events.

`Resource` searches a list of who holds it, and the network begins empty: an event takes 32 microseconds over
30 days, 45 over 60 and more over a year, so that scaling 30 days flatters it.
"""


@dataclass(frozen=True)
class Timing:
    """What one program of the toy network took.

    seconds: for the whole stretch, median over the rounds, scaled by events where only a part of it was run;
    days: what was really run; peak_bytes: most memory of a process that runs it once, None if unknown.
    """

    name: str
    seconds: float
    events: int
    days: int
    scaled: bool
    peak_bytes: int | None


@dataclass(frozen=True)
class Program:
    """One program to measure.

    run: takes places, days and seed, returns counts and seconds; days: the most it runs, None for any number;
    command: what runs it in a process of its own.
    """

    name: str
    run: Callable[[int, int, int], tuple[toy.Counts, float]]
    days: int | None
    command: tuple[str, ...]


def timed(module: str, function: str) -> Callable[[int, int, int], tuple[toy.Counts, float]]:
    """Return a function that runs `module.function` and tells the seconds as well."""

    def run(places: int, days: int, seed: int) -> tuple[toy.Counts, float]:
        program = getattr(importlib.import_module(module), function)
        started = time.perf_counter()
        counts = program(places, days, seed)
        return counts, time.perf_counter() - started

    return run


PYTHON_PROGRAMS = (
    ("compiled engine", "dtocsim.analysis.bench.engines", "run_compiled", None),
    ("reference engine", "dtocsim.analysis.bench.engines", "run_reference", REFERENCE_DAYS),
    ("SimPy, counters", "dtocsim.analysis.bench.by_hand", "run_counters", BY_HAND_DAYS),
    ("SimPy, Resource", "dtocsim.analysis.bench.by_hand", "run_resources", BY_HAND_DAYS),
)
CALL = "import sys, importlib; m, f, *n = sys.argv[1:]; getattr(importlib.import_module(m), f)(*map(int, n))"


def programs(cpp_program: Path | None) -> list[Program]:
    """Return the programs to measure; the C++ one if it could be compiled."""
    found = [
        Program(name, timed(module, function), most, (sys.executable, "-c", CALL, module, function))
        for name, module, function, most in PYTHON_PROGRAMS
    ]
    if cpp_program is not None:

        def run(places: int, days: int, seed: int) -> tuple[toy.Counts, float]:
            return cpp.run_program(cpp_program, places, days, seed)

        found.insert(1, Program("C++17", run, None, (str(cpp_program),)))
    return found


def bench_toy(
    places: int = toy.PLACES,
    days: int = toy.DAYS,
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
    progress: Progress | None = None,
) -> list[Timing]:
    """Measure every program of the toy network.

    Args:
        places, days: the whole stretch, each 1 or more; the fast programs run all of it.
        rounds: in each round every program runs once, so that all meet the same noise; medians are returned.
        seed: root seed.
        progress: told the share done.

    Returns:
        The compiled engine first.

    Raises:
        CountsDiffer: if programs with the same draws do not count exactly the same.
    """
    with cpp.compiled_program() as cpp_program:
        measured = programs(cpp_program)
        # Loading the compiled code is no part of a run.
        measured[0].run(1, 1, seed)
        found: dict[str, list[tuple[toy.Counts, float]]] = {each.name: [] for each in measured}
        for step in range(rounds * len(measured)):
            each = measured[step % len(measured)]
            found[each.name].append(each.run(places, days_of(each, days), seed))
            if progress is not None:
                progress((step + 1) / (rounds * len(measured)))
        check_counts({name: runs[0][0] for name, runs in found.items()})
        whole = found[measured[0].name][0][0].events
        return [_timing(each, found[each.name], places, days, whole, seed) for each in measured]


def days_of(program: Program, days: int) -> int:
    """Return how many of `days` a program runs."""
    return days if program.days is None else min(days, program.days)


def _timing(
    program: Program, runs: list[tuple[toy.Counts, float]], places: int, days: int, whole: int, seed: int
) -> Timing:
    run_days, events = days_of(program, days), runs[0][0].events
    seconds = median(took for _, took in runs)
    scale = 1.0 if run_days == days else whole / events
    memory = peak_memory(program, places, run_days, seed)
    return Timing(program.name, seconds * scale, events, run_days, run_days < days, memory)


class CountsDiffer(Exception):
    """Programs that must count the same do not; the message says which."""


def check_counts(counts: dict[str, toy.Counts]) -> None:
    """Refuse to compare programs that did not do the same work.

    Raises:
        CountsDiffer: naming the programs.
    """
    pairs = (("compiled engine", "C++17"), ("SimPy, counters", "SimPy, Resource"))
    for one, other in pairs:
        if other in counts and counts[one].events != counts[other].events:
            raise CountsDiffer(
                f"{one} counts {counts[one].events} events and {other} {counts[other].events}; "
                "their seconds cannot be compared"
            )


# A process starts with the peak of the one that started it, so a small one stands between.
BETWEEN = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def peak_memory(program: Program, places: int, days: int, seed: int) -> int | None:
    """Return the most memory, in bytes, of a process that runs a program once; None where nothing tells."""
    if sys.platform == "win32":
        return None
    if len(program.command) == 1:
        return peak_of(program.command, cpp.toy_numbers(places, days, seed))
    return peak_of((*program.command, str(places), str(days), str(seed)), "")


def peak_of(command: Sequence[str], text: str) -> int:
    """Return the most memory, in bytes, that a command held, 10 MB or more; `text` is its input."""
    between = [sys.executable, "-S", "-c", BETWEEN, *command]
    done = subprocess.run(between, input=text, capture_output=True, text=True, check=True)
    # Linux counts kibibytes, macOS bytes: getrusage(2) of either.
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024)
