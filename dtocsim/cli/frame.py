"""What every command shares: one-line errors with an exit status, progress, messages on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

FAULT = 1
REFUSED = 2
INTERRUPTED = 130


@contextmanager
def one_line_errors(target: Path) -> Iterator[None]:
    from dtocsim.care.gazetteer import UnknownArea
    from dtocsim.care.tables import DataError
    from dtocsim.experiment import ResultError
    from dtocsim.scenario import ScenarioError

    try:
        yield
    except (ScenarioError, UnknownArea, DataError, ResultError) as error:
        complain(str(error))
        raise typer.Exit(REFUSED) from error
    except BrokenPipeError:
        # Whoever read the output (`| head`) has seen enough; nor shall the last flush complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        complain(f"{error.filename or target}: {error.strerror or error}")
        raise typer.Exit(REFUSED) from error
    except MemoryError as error:
        complain("not enough memory; simulate a part with --area or --system")
        raise typer.Exit(REFUSED) from error
    except KeyboardInterrupt as error:
        complain("interrupted; nothing was written")
        raise typer.Exit(INTERRUPTED) from error


@contextmanager
def progress_bar(what: str, quiet: bool) -> Iterator[Callable[[float], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def complain(message: str) -> None:
    print(message, file=sys.stderr)
