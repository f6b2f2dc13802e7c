"""`dtocsim run`: simulate a scenario."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

import dtocsim
from dtocsim.cli.frame import STORE, Cluster, Store, Threads, one_line_errors, progress_bar

_LONGEST_NAME = 120


def run(
    scenario: Annotated[Path, typer.Argument(help="Scenario file (YAML).", show_default=False)],
    area: Annotated[
        str | None, typer.Option(help="Only this council, district or system.", show_default=False)
    ] = None,
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
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
) -> None:
    """Simulate a scenario: summary here; tables and plots in a folder."""
    target = out or _default_folder(scenario, area, system, set_)
    settings = [*set_, *_settings(replications, seed)]
    with one_line_errors(target, store):
        from dtocsim.experiment import FolderStore, check_target, write_result
        from dtocsim.report import cost_text, summary_text, write_plots

        check_target(target)
        loaded = dtocsim.load(scenario, set_=tuple(settings))
        with progress_bar(f"Simulating {area or system or 'England'}", quiet) as progress:
            result = dtocsim.run(
                loaded,
                engine=engine,
                area=area,
                system=system,
                threads=threads,
                cluster=cluster,
                store=FolderStore(store),
                progress=progress,
            )
        write_result(result, target, also=[lambda folder: write_plots(result, folder)])
        print(summary_text(result), cost_text(result.manifest), sep="\n\n", end="\n\n")
    print(f"Written: {target}/ (summary, tables, plots)")
    print(f"Repeat with: {shlex.join(['dtocsim', *sys.argv[1:]])}")


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
