"""`dtocsim prove` and `dtocsim bench`: hold the engines to theory, and measure them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from dtocsim.cli.frame import FAULT, complain, one_line_errors, progress_bar


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

    with one_line_errors(out or Path("proof")):
        try:
            cases = proof.select(only)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from error
        if out is not None:
            proof.check_file(out)
        try:
            with progress_bar("Proving", quiet) as progress:
                findings = proof.prove(cases, progress=progress)
        except proof.BrokenInvariant as error:
            complain(str(error))
            raise typer.Exit(FAULT) from error
        text = proof.table(findings)
        print(text)
        if out is not None:
            proof.write_table(text, out)
            print(f"Written: {out}")
    if not all(finding.passed for finding in findings):
        raise typer.Exit(FAULT)


def bench(
    only: Annotated[
        Literal["toy", "england", "system", "growth", "start"],
        typer.Option(help="The toy network, England, one system, growth with size, or starting."),
    ] = "toy",
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days to simulate.")] = 365,
    scenario: Annotated[Path, typer.Option(help="England's scenario file.")] = Path(
        "scenarios/england-2017-18.yaml"
    ),
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Measure how fast the engines are: seconds, events and memory, beside programs written by hand.

    Those of the toy network take a quarter of an hour for a year; --days 30 takes two minutes.
    """
    from dtocsim.analysis import bench as measuring

    with one_line_errors(scenario):
        if only == "england":
            england = measuring.bench_england(scenario, days)
            print(measuring.england_table(england), end="\n\n")
            targets = measuring.england_targets(england)
        elif only == "system":
            targets = measuring.system_targets(measuring.bench_system(scenario, days))
        elif only == "growth":
            targets = measuring.growth_targets(measuring.bench_growth())
        elif only == "start":
            targets = measuring.start_targets(measuring.bench_start())
        else:
            try:
                with progress_bar("Measuring", quiet) as progress:
                    timings = measuring.bench_toy(days=days, progress=progress)
            except measuring.CountsDiffer as error:
                complain(str(error))
                raise typer.Exit(FAULT) from error
            print(measuring.toy_table(timings), end="\n\n")
            targets = measuring.toy_targets(timings)
        print(measuring.targets_table(targets))
