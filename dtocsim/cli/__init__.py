"""The commands: what the user typed goes in, text and exit status come out; nothing is computed here.

A command has a file, and imports what it needs when it is called, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

import dtocsim
from dtocsim.cli.animate import animate
from dtocsim.cli.areas import areas
from dtocsim.cli.bottleneck import bottleneck
from dtocsim.cli.budget import budget
from dtocsim.cli.calibrate import calibrate
from dtocsim.cli.compare import compare
from dtocsim.cli.describe import describe
from dtocsim.cli.dictionary import dictionary
from dtocsim.cli.diff import diff
from dtocsim.cli.explain import explain
from dtocsim.cli.export import export
from dtocsim.cli.fit_councils import fit_councils
from dtocsim.cli.fit_report import fit_report
from dtocsim.cli.fit_schemes import fit_schemes
from dtocsim.cli.frame import FAULT, INTERRUPTED, complain
from dtocsim.cli.new import new
from dtocsim.cli.plot import plot
from dtocsim.cli.prove import bench, prove
from dtocsim.cli.report import report
from dtocsim.cli.results import results
from dtocsim.cli.risk import risk
from dtocsim.cli.run import run
from dtocsim.cli.schema import schema
from dtocsim.cli.show import show
from dtocsim.cli.similar import similar
from dtocsim.cli.size import size
from dtocsim.cli.slides import slides
from dtocsim.cli.sweep import sweep
from dtocsim.cli.validate import validate

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
for command in (
    run, show, export, compare, budget, size, bottleneck, sweep, risk, similar,
    plot, report, slides, animate,
    calibrate, fit_councils, fit_report, fit_schemes,
    validate, explain, diff, new, schema, areas, dictionary, describe,
    prove, bench,
):  # fmt: skip
    app.command()(command)
app.add_typer(results, name="results")


def main() -> None:
    """Runs the command line; what goes wrong is one line on standard error: status 2, our own fault 1."""
    # A command makes hundreds of thousands of objects that stay; looking for waste among them takes 0.3 s.
    gc.set_threshold(100_000, 50, 100)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows no typographic minus shall show a question mark, not a traceback.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        status = app(standalone_mode=False)
        if status == INTERRUPTED:
            # Before the command itself could say what becomes of it.
            complain("interrupted; nothing was written")
    except typer.TyperException as error:
        complain(error.format_message())
        status = error.exit_code
    except Exception as error:
        complain(f"a fault in dtocsim, please report it: {type(error).__name__}: {error} ({_place(error)})")
        status = FAULT
    sys.exit(status)


def program() -> None:
    """The installed command: `main`, but one that Ctrl-C ends at once, whatever its threads still do.

    Nothing is lost by it: what is written appears whole or not at all.
    """
    try:
        main()
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(INTERRUPTED)


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


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
