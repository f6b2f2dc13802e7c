"""`dtocsim sweep`: many points over scenario keys."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import dtocsim
from dtocsim.cli.frame import (
    STORE,
    Cluster,
    Level,
    Out,
    Quiet,
    Set,
    Store,
    Threads,
    default_folder,
    one_line_errors,
    progress_bar,
    repeat_with,
)


def sweep(
    file: Annotated[Path, typer.Argument(help="Sweep file (YAML).", show_default=False)],
    level: Level = 0.95,
    set_: Set = [],  # noqa: B006 - typer copies it
    threads: Threads = None,
    cluster: Cluster = None,
    store: Store = STORE,
    out: Out = None,
    quiet: Quiet = False,
) -> None:
    """Run a design of many points (grid, one at a time, Latin hypercube, Sobol) into one tidy table."""
    target = out or default_folder(f"sweep-{file.stem}", None, None, set_)
    with one_line_errors(target, store):
        from dtocsim.analysis import sweep as sweeping
        from dtocsim.experiment import FolderStore, Resources, check_target
        from dtocsim.report import sweep_text

        check_target(target)
        plan = sweeping.read_plan(file)
        base = dtocsim.load(plan.base, set_=tuple(set_))
        with progress_bar(f"Sweeping {len(sweeping.points(plan))} points", quiet) as progress:
            work = Resources(threads, cluster, FolderStore(store), progress)
            found = sweeping.sweep(plan, base, work, level)
        text = sweep_text(found)
        sweeping.write_sweep(found, target, also=[lambda folder: _write(folder, text)])
        print(text, end="\n\n")
        print(f"Written: {target}/ (measures.parquet: every value of every point)")
        repeat_with()


def _write(folder: Path, text: str) -> None:
    (folder / "sweep.txt").write_text(text + "\n", encoding="utf-8")
