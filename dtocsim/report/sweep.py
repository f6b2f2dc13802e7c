"""A sweep in words: the best point, then all of them."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np

from dtocsim import care
from dtocsim.analysis.sweep.plan import GBP, PROGRAMME, Value
from dtocsim.experiment.paired import paired
from dtocsim.experiment.ranking import probability_of_best
from dtocsim.report.draws import draws_answer
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import NOTHING, count, interval, number, percent, pounds

if TYPE_CHECKING:
    from dtocsim.analysis.sweep import Sweep

_WIDTH = 100
_MOST_ROWS = 60
_BASE = "the base"


def sweep_text(sweep: Sweep) -> str:
    """The point with the lowest mean, or the range of draws, in a sentence; then every point beside the base.

    Args:
        sweep: What `sweep` returned; its level is in the sentence that of all points together, in the table
            of each by itself.
    """
    rows = sweep_rows(sweep)
    text = f"{fill(sweep_answer(sweep), _WIDTH)}\n\n{table(rows[: _MOST_ROWS + 1], left=())}"
    more = len(rows) - 1 - _MOST_ROWS
    return text if more <= 0 else f"{text}\nand {count(more, 'more point')} in measures.parquet"


def sweep_answer(sweep: Sweep) -> str:
    """The answer in a sentence or two."""
    return draws_answer(sweep) if sweep.plan.design == "drawn" else _answer(sweep, sweep.level)


def _answer(sweep: Sweep, level: float) -> str:
    about = care.measures.MEASURES[sweep.plan.measure]
    figures = sweep.values[sweep.plan.measure]
    found = paired(figures[:, :1], figures, level, max(1, len(sweep.points) - 1))
    digits, best = about.decimals + 1, int(found.what_if.argmin())
    half = found.half_width[best]
    ends = interval(found.difference[best] - half, found.difference[best] + half, digits)
    verdict, base = _verdict(sweep, best, bool(found.difference[best] + half < 0))
    there = f"in {base}" if base == _BASE else f"with {base}"
    runs = count(sweep.plan.replications, "replication")
    return (
        f"{sweep.area}: {verdict}: {number(found.what_if[best], digits)} {about.unit} against "
        f"{number(found.base[0], digits)} {there} ({percent(level)} interval of the difference {ends}, "
        f"all points together; {runs} of each).{_how_sure(sweep, best, level)}"
    )


def _verdict(sweep: Sweep, best: int, lower: bool) -> tuple[str, str]:
    """What the lowest point is, and what the base is called."""
    label = care.measures.MEASURES[sweep.plan.measure].label.strip()
    among, base = f"of {count(len(sweep.points), 'point')}", _BASE
    if sweep.plan.design == "split":
        ways = count(len(sweep.points) - 1, "way")
        among, base = f"of {ways} to divide {pounds(sweep.plan.gbp)} a year,", "nothing spent"
    if lower:
        return f"{among} {_words(sweep, best)} has the lowest {label}", base
    return f"{among} none has a clearly lower {label} than {base}; the lowest is {_words(sweep, best)}", base


def _how_sure(sweep: Sweep, best: int, level: float) -> str:
    """How likely the best point is the best, and how many might as well be."""
    figures = sweep.values[sweep.plan.measure]
    others = len(sweep.points) - 1
    chance = probability_of_best(figures)[best]
    if others < 2 or np.isnan(chance):
        return ""
    beside = paired(figures[:, best : best + 1], figures, level, others)
    near = int((beside.difference <= beside.half_width).sum()) - 1
    told = f"{count(near, 'other')} cannot be told from it" if near else "all others are higher"
    return f" The chance that it is the lowest of them is {percent(chance)}; {told}."


def _words(sweep: Sweep, number_: int) -> str:
    point = sweep.points[number_]
    return " and ".join(_said(key, value) for key, value in point.items() if not _none(key, value)) or _BASE


def _none(key: str, value: Value) -> bool:
    return key.startswith(GBP) and value == 0


def _said(key: str, value: Value) -> str:
    if key.startswith(GBP):
        return f"{pounds(float(value))} for {_heading(key)}"
    return f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}"


def _heading(key: str) -> str:
    if key.startswith(PROGRAMME):
        return f"{key.removeprefix(PROGRAMME).replace('_', ' ')} works"
    return key.removeprefix(GBP).replace("_", " ") if key.startswith(GBP) else key


def _cell(key: str, value: Value | None) -> str:
    if value is None:
        return NOTHING
    if key.startswith(PROGRAMME):
        return percent(float(value))
    return pounds(float(value)) if key.startswith(GBP) else str(value)


def sweep_rows(sweep: Sweep) -> list[list[str]]:
    """A header, then every point beside the base."""
    about = care.measures.MEASURES[sweep.plan.measure]
    figures = sweep.values[sweep.plan.measure]
    found = paired(figures[:, :1], figures, sweep.level)
    keys, digits = [varied.key for varied in sweep.plan.varied], about.decimals + 1
    names = [_heading(key) for key in keys]
    rows = [["point", *names, about.label.strip(), "difference", f"{percent(sweep.level)} interval"]]
    for position, point in enumerate(sweep.points):
        low = float(found.difference[position] - found.half_width[position])
        high = float(found.difference[position] + found.half_width[position])
        values = [_cell(key, point.get(key)) for key in keys]
        mean, difference = number(found.what_if[position], digits), number(found.difference[position], digits)
        rows.append([str(position), *values, mean, difference, interval(low, high, digits)])
    return rows
