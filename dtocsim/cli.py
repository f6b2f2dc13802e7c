"""The commands: what the user typed goes in, text and exit status come out; nothing is computed here."""

from __future__ import annotations

import re
import shlex
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

import dtocsim

_FAULT = 1
_LONGEST_NAME = 120
_REFUSED = 2
_INTERRUPTED = 130

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


def main() -> None:
    """Runs the command line; what goes wrong is one line on standard error: status 2, our own fault 1."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no typographic minus shall show a question mark, not a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        status = app(standalone_mode=False)
    except typer.TyperException as error:
        _complain(error.format_message())
        status = error.exit_code
    except Exception as error:
        _complain(f"a fault in dtocsim, please report it: {type(error).__name__}: {error} ({_place(error)})")
        status = _FAULT
    sys.exit(status)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"dtocsim {dtocsim.__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and stop.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Simulates delayed transfers of care between England's hospitals and social care, patient by patient."""


@app.command()
def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).", show_default=False)],
    area: Annotated[str | None, typer.Option(help="Only this council or system.", show_default=False)] = None,
    system: Annotated[str | None, typer.Option(help="Only this system.", show_default=False)] = None,
    replications: Annotated[
        int | None, typer.Option(help="How many; else as the scenario says.", show_default=False)
    ] = None,
    seed: Annotated[
        int | None, typer.Option(help="Root seed; else the scenario's.", show_default=False)
    ] = None,
    engine: Annotated[
        Literal["compiled", "reference"],
        typer.Option(help="compiled is fast, reference defines what is right."),
    ] = "compiled",
    set_: Annotated[
        list[str], typer.Option("--set", metavar="KEY=VALUE", help="Change one value; may be repeated.")
    ] = [],  # noqa: B006 - typer copies it
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the result; else results/<scenario>[-<area>][-<changes>].", show_default=False
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Simulate a scenario: summary here; tables and plots in a folder."""
    target = out or _default_folder(scenario, area, system, set_)
    settings = [*set_, *_settings(replications, seed)]
    with _one_line_errors(target):
        from dtocsim.experiment import check_target, write_result
        from dtocsim.report import cost_text, summary_text, write_plots

        check_target(target)
        loaded = dtocsim.load(scenario, set_=tuple(settings))
        with _progress_bar(f"Simulating {area or system or 'England'}", quiet) as progress:
            result = dtocsim.run(loaded, engine=engine, area=area, system=system, progress=progress)
        write_result(result, target, also=[lambda folder: write_plots(result, folder)])
        print(summary_text(result), cost_text(result.manifest), sep="\n\n", end="\n\n")
    print(f"Written: {target}/ (summary, tables, plots)")
    print(f"Repeat with: {shlex.join(['dtocsim', *sys.argv[1:]])}")


@app.command()
def prove(
    only: Annotated[
        str | None, typer.Option(help="One subject (P1) or one case (P1.2).", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File for the table (Markdown).", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Hold the engine to queueing theory and published models, at full length; status 1 if any fails."""
    from dtocsim.analysis import proof

    with _one_line_errors(out or Path("proof")):
        try:
            cases = proof.select(only)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        if out is not None:
            proof.check_file(out)
        try:
            with _progress_bar("Proving", quiet) as progress:
                findings = proof.prove(cases, progress=progress)
        except proof.BrokenInvariant as error:
            _complain(str(error))
            raise typer.Exit(_FAULT) from error
        text = proof.table(findings)
        print(text)
        if out is not None:
            proof.write_table(text, out)
            print(f"Written: {out}")
    if not all(finding.passed for finding in findings):
        raise typer.Exit(_FAULT)


@app.command()
def bench(
    only: Annotated[
        Literal["toy", "england"], typer.Option(help="The toy network or England.", show_default=True)
    ] = "toy",
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days to simulate.")] = 365,
    scenario: Annotated[Path, typer.Option(help="England's scenario file.")] = Path(
        "scenarios/england-2017-18.yaml"
    ),
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Measure how fast the engines are: seconds, events and memory, beside programs written by hand."""
    from dtocsim.analysis import bench as measuring

    with _one_line_errors(scenario):
        if only == "england":
            print(measuring.england_table(measuring.bench_england(scenario, days)))
            return
        try:
            with _progress_bar("Measuring", quiet) as progress:
                timings = measuring.bench_toy(days=days, progress=progress)
        except measuring.CountsDiffer as error:
            _complain(str(error))
            raise typer.Exit(_FAULT) from error
        print(measuring.toy_table(timings))


def _settings(replications: int | None, seed: int | None) -> list[str]:
    # As settings they are checked, recorded and stored with the scenario like any other value.
    given = {"run.replications": replications, "run.seed": seed}
    return [f"{key}={value}" for key, value in given.items() if value is not None]


def _default_folder(scenario: Path, area: str | None, system: str | None, changes: list[str]) -> Path:
    # A council and a system of one name keep their results apart, and so do a scenario and its changes.
    part = area if system is None else f"{system} system"
    words = re.findall(r"\w+", part.casefold()) if part else []
    changed = re.findall(r"[\w.]+", " ".join(changes))
    return Path("results") / "-".join([scenario.stem, *words, *changed])[:_LONGEST_NAME]


@contextmanager
def _one_line_errors(target: Path) -> Iterator[None]:
    from dtocsim.care.areas import UnknownArea
    from dtocsim.care.tables import DataError
    from dtocsim.experiment import ResultError
    from dtocsim.scenario import ScenarioError

    try:
        yield
    except (ScenarioError, UnknownArea, DataError, ResultError) as error:
        _complain(str(error))
        raise typer.Exit(_REFUSED) from error
    except OSError as error:
        _complain(f"{error.filename or target}: {error.strerror or error}")
        raise typer.Exit(_REFUSED) from error
    except MemoryError as error:
        _complain("not enough memory; simulate a part with --area or --system")
        raise typer.Exit(_REFUSED) from error
    except KeyboardInterrupt as error:
        _complain("interrupted; nothing was written")
        raise typer.Exit(_INTERRUPTED) from error


@contextmanager
def _progress_bar(what: str, quiet: bool) -> Iterator[Callable[[float], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda share: bar.update(task, completed=share)


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _complain(message: str) -> None:
    print(message, file=sys.stderr)
