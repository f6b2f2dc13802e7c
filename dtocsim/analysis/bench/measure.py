"""Measure the programs of the toy network in turn, and their memory in processes of their own.

The two programs written by hand in SimPy run once, whole, after the rounds: a quarter of an hour together.
No shorter stretch stands for the whole, because an event costs them more the more people there are: their
list of events grows, `Resource` searches a list of who holds it, and all of it leaves the fast memory. With
`Resource` an event took 18 microseconds over the first 30 days of all 152 places, 13 over a year of 8 places
and 51 over a year of all (measured, 2 cores), so that scaling either would flatter SimPy threefold. The
reference engine, for which nothing is aimed at, runs a day and is scaled.
"""

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
REFERENCE_DAYS = 1
"""Days for which the reference engine runs, with all places; its seconds are scaled by events."""


@dataclass(frozen=True)
class Timing:
    """What one program of the toy network took.

    seconds: for the whole stretch, median over its runs, scaled by events where only a part of it was run;
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
    once: whether it is so slow that it runs once, not once a round; command: what runs it in a process of its
    own.
    """

    name: str
    run: Callable[[int, int, int], tuple[toy.Counts, float]]
    days: int | None
    once: bool
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
    ("compiled engine", "dtocsim.analysis.bench.engines", "run_compiled", None, False),
    ("reference engine", "dtocsim.analysis.bench.engines", "run_reference", REFERENCE_DAYS, False),
    ("SimPy, counters", "dtocsim.analysis.bench.by_hand", "run_counters", None, True),
    ("SimPy, Resource", "dtocsim.analysis.bench.by_hand", "run_resources", None, True),
)
CALL = "import sys; from dtocsim.analysis.bench.measure import print_run; print_run(*sys.argv[1:])"


def programs(cpp_program: Path | None) -> list[Program]:
    """Return the programs to measure; the C++ one if it could be compiled."""
    found = [
        Program(name, timed(module, function), most, once, (sys.executable, "-c", CALL, module, function))
        for name, module, function, most, once in PYTHON_PROGRAMS
    ]
    if cpp_program is not None:

        def run(places: int, days: int, seed: int) -> tuple[toy.Counts, float]:
            return cpp.run_program(cpp_program, places, days, seed)

        found.insert(1, Program("C++17", run, None, False, (str(cpp_program),)))
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
            Those written by hand run once, after all rounds.
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
        again, once = ([each for each in measured if each.once is one] for one in (False, True))
        turns = again * rounds + once
        runs: dict[str, list[_OneRun]] = {each.name: [] for each in measured}
        for done, each in enumerate(turns, start=1):
            runs[each.name].append(_run(each, places, days_of(each, days), seed))
            if progress is not None:
                progress(done / len(turns))
        check_counts({name: found[0].counts for name, found in runs.items()})
        whole = runs[measured[0].name][0].counts.events
        return [_timing(each, runs[each.name], places, days, whole, seed) for each in measured]


@dataclass(frozen=True)
class _OneRun:
    counts: toy.Counts
    seconds: float
    peak_bytes: int | None = None


def _run(program: Program, places: int, days: int, seed: int) -> _OneRun:
    """Run a program here; one that runs only once in a process of its own, which tells its memory as well."""
    if not program.once or sys.platform == "win32":
        return _OneRun(*program.run(places, days, seed))
    text, peak = output_and_peak((*program.command, str(places), str(days), str(seed)), "")
    *counts, seconds = text.split()
    return _OneRun(toy.Counts(*map(int, counts)), float(seconds), peak)


def print_run(module: str, function: str, *numbers: str) -> None:
    """Run a program of the toy network and print its counts and seconds for the process that asked."""
    counts, seconds = timed(module, function)(*map(int, numbers))
    print(*vars(counts).values(), seconds)


def days_of(program: Program, days: int) -> int:
    """Return how many of `days` a program runs."""
    return days if program.days is None else min(days, program.days)


def _timing(
    program: Program, runs: Sequence[_OneRun], places: int, days: int, whole: int, seed: int
) -> Timing:
    run_days, events = days_of(program, days), runs[0].counts.events
    seconds = median(each.seconds for each in runs)
    scale = 1.0 if run_days == days else whole / events
    memory = runs[0].peak_bytes if program.once else peak_memory(program, places, run_days, seed)
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
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def peak_memory(program: Program, places: int, days: int, seed: int) -> int | None:
    """Return the most memory, in bytes, of a process that runs a program once; None where nothing tells."""
    if sys.platform == "win32":
        return None
    if len(program.command) == 1:
        return output_and_peak(program.command, cpp.toy_numbers(places, days, seed))[1]
    return output_and_peak((*program.command, str(places), str(days), str(seed)), "")[1]


def output_and_peak(command: Sequence[str], text: str) -> tuple[str, int]:
    """Return what a command prints and the most memory, in bytes, that it held, 10 MB or more.

    `text` is its input.
    """
    between = [sys.executable, "-S", "-c", BETWEEN, *command]
    done = subprocess.run(between, input=text, stdout=subprocess.PIPE, text=True, check=True)
    printed, _, peak = done.stdout.rstrip().rpartition("\n")
    # Linux counts kibibytes, macOS bytes: getrusage(2) of either.
    return printed, int(peak) * (1 if sys.platform == "darwin" else 1024)
