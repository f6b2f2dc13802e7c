"""What every command shares: one-line errors with an exit status, progress, messages on standard error."""

from __future__ import annotations

import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dtocsim.experiment import Target

FAULT = 1
REFUSED = 2
INTERRUPTED = 130
_LONGEST_NAME = 120
_FIRST_LOOK_SECONDS = 10.0

ScenarioFile = Annotated[Path, typer.Argument(help="Scenario file (YAML).", show_default=False)]
Area = Annotated[str | None, typer.Option(help="Only this council, district or system.", show_default=False)]
System = Annotated[str | None, typer.Option(help="Only this system.", show_default=False)]
Set = Annotated[
    list[str], typer.Option("--set", metavar="KEY=VALUE", help="Change one value; may be repeated.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress bar.")]
Out = Annotated[
    Path | None,
    typer.Option(help="Folder for the result; else in results/, named by its content.", show_default=False),
]
Level = Annotated[float, typer.Option(min=0.5, max=0.999, help="Confidence level of the intervals.")]
MOST = 100
Precision = Annotated[
    list[str],
    typer.Option(
        metavar="[MEASURE=]2%|50",
        help="Add replications until the half-width is so small; may be repeated.",
        show_default=False,
    ),
]
Most = Annotated[int, typer.Option(min=2, help="Most replications with --precision.")]
STORE = Path("results") / "store"
Store = Annotated[
    Path, typer.Option(help="Folder in which finished replications are kept, to be run only once.")
]
Threads = Annotated[
    int | None, typer.Option(min=1, help="How many threads; else one a processor.", show_default=False)
]
Cluster = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Run on this Dask cluster; `local` starts one.", show_default=False),
]


@contextmanager
def scenario_errors(target: Path | None = None) -> Iterator[None]:
    """Turns what is wrong with a scenario into lines and an exit status, without loading what runs one."""
    from dtocsim.scenario import ScenarioError

    try:
        yield
    except ScenarioError as error:
        complain(str(error))
        raise typer.Exit(REFUSED) from error
    except BrokenPipeError:
        _write_no_more()
    except OSError as error:
        complain(f"{error.filename or target}: {error.strerror or error}")
        raise typer.Exit(REFUSED) from error


@contextmanager
def one_line_errors(target: Path, store: Path | None = None) -> Iterator[None]:
    """Turns what a user can mend into one line and an exit status.

    Args:
        target: What an error of the disk is about if it names no file.
        store: Where finished replications are kept, if anywhere.
    """
    from dtocsim.care.gazetteer import UnknownArea
    from dtocsim.care.tables import DataError

    # Only what is light: who mistyped a name shall not wait for the engine.
    from dtocsim.experiment import ClusterError, ResultError
    from dtocsim.scenario import ScenarioError

    try:
        yield
    except (ScenarioError, UnknownArea, DataError, ResultError, ClusterError) as error:
        complain(str(error))
        raise typer.Exit(REFUSED) from error
    except BrokenPipeError:
        _write_no_more()
    except OSError as error:
        complain(f"{error.filename or target}: {error.strerror or error}")
        raise typer.Exit(REFUSED) from error
    except MemoryError as error:
        complain(str(error) or "not enough memory; simulate a part with --area or --system")
        raise typer.Exit(REFUSED) from error
    except KeyboardInterrupt as error:
        complain(_interrupted(store))
        raise SystemExit(INTERRUPTED) from error


def _write_no_more() -> None:
    # Whoever read the output (`| head`) has seen enough; nor shall the last flush complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def answer(*parts: str) -> None:
    """Prints at once, while files are still being written; they are written though nobody reads."""
    try:
        print(*parts, sep="\n\n", end="\n\n", flush=True)
    except BrokenPipeError:
        _write_no_more()


def repeat_with() -> None:
    """Prints the command that was typed."""
    print(f"Repeat with: {shlex.join(['dtocsim', *sys.argv[1:]])}")


def _interrupted(store: Path | None) -> str:
    if store is None:
        return "interrupted; nothing was written"
    if not store.exists():
        return "interrupted before anything was finished: run the same command again to begin anew"
    return f"interrupted; what is finished is kept in {store}: run the same command again to continue"


def precision_targets(texts: Sequence[str], measure: str) -> list[Target]:
    from dtocsim.experiment import read_target

    try:
        return [read_target(text, measure) for text in texts]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def default_folder(name: str, area: str | None, system: str | None, changes: Sequence[str]) -> Path:
    """A folder in `results` whose name tells what it holds."""
    # A council and a system of one name keep their results apart, and so do a scenario and its changes.
    part = area if system is None else f"{system} system"
    words = re.findall(r"\w+", part.casefold()) if part else []
    changed = re.findall(r"[\w.]+", " ".join(changes))
    return Path("results") / "-".join([name, *words, *changed])[:_LONGEST_NAME]


@contextmanager
def progress_bar(what: str, quiet: bool) -> Iterator[Callable[[float], None]]:
    if quiet or not sys.stderr.isatty():
        yield (lambda share: None) if quiet else Estimate(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


class Estimate:
    """Says once how long it is likely to take, where nobody sees a bar and it is more than a minute."""

    def __init__(self, what: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._what, self._clock, self._told = what, clock, False
        self._begun = clock()
        self._first: tuple[float, float] | None = None

    def __call__(self, share: float) -> None:
        if self._told or share <= 0:
            return
        now = self._clock()
        # What comes before the first share, such as compiling, comes once and says nothing of the rest; and a
        # share that falls is that of a next step.
        if self._first is None or share < self._first[1]:
            self._first = (now, share)
        then, before = self._first
        passed, done = now - then, share - before
        if passed < _FIRST_LOOK_SECONDS or done <= 0:
            return
        self._told = True
        from dtocsim.report.numbers import count

        if (minutes := (now - self._begun + (1 - share) * passed / done) / 60) >= 1:
            long = count(round(minutes), "minute") if minutes < 120 else count(round(minutes / 60), "hour")
            complain(
                f"{self._what}: about {long} in all, by the first {passed:.0f} seconds; Ctrl-C stops "
                "it, what is finished is kept, and the same command goes on"
            )


@contextmanager
def steps_bar(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for work in several steps; hears the step, how much of it is done, and of how much."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("", total=1)
        now = ""

        def tell(step: str, done: int, of: int) -> None:
            nonlocal now
            if step != now:
                now = step
                bar.reset(task, description=step, total=of)
            bar.update(task, completed=done, total=max(of, 1))

        yield tell


def complain(message: str) -> None:
    print(message, file=sys.stderr)
