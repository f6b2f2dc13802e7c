"""A sweep as a document to hand on: its answer first, then its picture and every point."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.experiment import ResultError
from dtocsim.report.document import Block, Folded, Heading, Picture, Table, Text
from dtocsim.report.figures import KINDS, PlotError, svg
from dtocsim.report.kinds import subtitle_of, title_of
from dtocsim.report.numbers import count
from dtocsim.report.sweep import sweep_answer, sweep_rows
from dtocsim.report.sweeps import read_sweep_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dtocsim.analysis.sweep import Sweep
    from dtocsim.report.subjects import ShownSweep

# More points than a reader takes in at once.
_MOST_OPEN = 30


def sweep_title(sweep: Sweep) -> str:
    """What the page is about, in a line."""
    return f"{sweep.area}: {sweep.plan.name}"


def sweep_blocks(shown: ShownSweep, ids: str) -> Iterator[Block]:
    """The page of a sweep up to its method.

    Args:
        shown: The sweep and its folder.
        ids: What the ids of its pictures begin with.
    """
    path, sweep = shown.path, shown.subject
    yield Text(sweep_answer(sweep))
    if sweep.plan.question:
        yield Text(sweep.plan.question)
    pictures = list(_pictures(path, ids))
    if pictures:
        yield Heading("Pictures")
        yield from pictures
    yield Heading("Every point")
    header, *rows = sweep_rows(sweep)
    about = care.measures.MEASURES[sweep.plan.measure]
    points = Table(header, rows, (), f"{about.label.strip()}, {about.unit}; point 0 is the base")
    yield points if len(rows) <= _MOST_OPEN else Folded(count(len(rows), "point"), [points])
    yield Heading("Repeat it")
    runs = count(sweep.plan.replications, "replication")
    yield Text(f"seed {sweep.base.run.seed}; {count(len(rows), 'point')}, {runs} of each on the same people.")
    command = ["dtocsim", "run", f"{path}/baseline.yaml"]
    yield Text(f"The base, by itself: {shlex.join(command)}")


def _pictures(path: str, ids: str) -> Iterator[Picture]:
    """The pictures that can be drawn: of points over more than two keys there is none."""
    try:
        table = read_sweep_table(path)
    except ResultError:
        return
    for kind in _kinds(set(table.columns)):
        about = KINDS[kind]
        try:
            drawing = svg(table, kind, f"{ids}-{kind}")
        except PlotError:
            continue
        told = f"{title_of(about, table)}. {subtitle_of(about, table)}"
        yield Picture(drawing, f"{told}.", f"{told}: {about.about}.")


def _kinds(columns: set[str]) -> tuple[str, ...]:
    """What shows a table over one, two or three things that vary."""
    if "z" in columns:
        return ("sweep_split",)
    return ("sweep_map", "sweep_curve") if "y" in columns else ("sweep_curve",)
