"""A sweep in words: the best point, then all of them."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.experiment.paired import paired
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import NOTHING, count, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.analysis.sweep import Sweep

_WIDTH = 100
_MOST_ROWS = 60


def sweep_text(sweep: Sweep, level: float = 0.95) -> str:
    """The point with the lowest mean in a sentence, then every point beside the base.

    Args:
        sweep: What `sweep` returned.
        level: Confidence level of each interval, each by itself.
    """
    about = care.measures.MEASURES[sweep.plan.measure]
    figures = sweep.values[sweep.plan.measure]
    found = paired(figures[:, :1], figures, level)
    digits = about.decimals + 1
    best = int(found.what_if.argmin())
    runs = count(sweep.plan.replications, "replication")
    label = about.label.strip()
    half = found.half_width[best]
    ends = interval(found.difference[best] - half, found.difference[best] + half, digits)
    verdict = f"{_words(sweep, best)} has the lowest {label}"
    if not found.difference[best] + half < 0:
        verdict = f"none has a clearly lower {label} than the base; the lowest is {_words(sweep, best)}"
    answer = (
        f"{sweep.area}: of {count(len(sweep.points), 'point')} {verdict}: "
        f"{number(found.what_if[best], digits)} {about.unit} against {number(found.base[0], digits)} in the "
        f"base ({percent(level)} interval of the difference {ends}; {runs} of each point)."
    )
    return f"{fill(answer, _WIDTH)}\n\n{_table(sweep, level)}"


def _words(sweep: Sweep, number_: int) -> str:
    point = sweep.points[number_]
    return (
        " and ".join(
            f"{key} {value:g}" if isinstance(value, float) else f"{key} {value}"
            for key, value in point.items()
        )
        or "the base"
    )


def _table(sweep: Sweep, level: float) -> str:
    about = care.measures.MEASURES[sweep.plan.measure]
    figures = sweep.values[sweep.plan.measure]
    found = paired(figures[:, :1], figures, level)
    keys, digits = [varied.key for varied in sweep.plan.varied], about.decimals + 1
    rows = [["point", *keys, about.label.strip(), "difference", f"{percent(level)} interval"]]
    for position, point in enumerate(sweep.points[:_MOST_ROWS]):
        low = float(found.difference[position] - found.half_width[position])
        high = float(found.difference[position] + found.half_width[position])
        values = [str(point.get(key, NOTHING)) for key in keys]
        mean, difference = number(found.what_if[position], digits), number(found.difference[position], digits)
        rows.append([str(position), *values, mean, difference, interval(low, high, digits)])
    text = table(rows, left=())
    more = len(sweep.points) - _MOST_ROWS
    return text if more <= 0 else f"{text}\nand {count(more, 'more point')} in measures.parquet"
