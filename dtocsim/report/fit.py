"""How well a result fits what was published: every target with its error, paths and councils drawn beside it.

What goes into the model is called an input and is not counted as fit; what was missed is red.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import spearmanr

from dtocsim.analysis.calibration.figures import figures
from dtocsim.analysis.calibration.simulation import area_rows
from dtocsim.analysis.calibration.space import Array
from dtocsim.analysis.calibration.target_files import read_targets
from dtocsim.analysis.calibration.targets import Target, mean_error_percent
from dtocsim.analysis.councils.delays import of_year, simulated
from dtocsim.care.calendar import financial_year
from dtocsim.experiment import ResultError
from dtocsim.experiment.statistics import interval
from dtocsim.report.calibration import figure
from dtocsim.report.document import Block, Bullets, Cell, Document, Heading, Picture, Table, Text
from dtocsim.report.numbers import count

if TYPE_CHECKING:
    from dtocsim.experiment import Result

_PUBLISHED, _MODEL = "#212B32", "#005EB8"
_A_YEAR = 365


def shipped_targets(result: Result) -> tuple[Target, ...]:
    """The shipped targets that a result of England covers: of the file that has most of them and fewest
    others.

    Raises:
        ResultError: the result is of a part of England, or nothing published covers it.
    """
    if result.manifest.kind != "nation":
        raise ResultError(f"{result.manifest.area}: no shipped targets; give a file with --targets")
    folder = result.scenario.tables.folder.parent / "calibration"
    files = sorted(folder.glob("targets-*.yaml"))
    read = [(path, _covered(result, path)) for path in files]
    _, found = max(read, key=lambda each: (len(each[1]), -each[0].stat().st_size), default=(folder, ()))
    if not found:
        raise ResultError(
            f"{result.manifest.scenario}: no shipped target covers it; give a file with --targets"
        )
    return found


def given_targets(result: Result, path: Path) -> tuple[Target, ...]:
    """The targets of a file that a result covers.

    Raises:
        ScenarioError: the file says what cannot be meant.
        ResultError: the result covers none of them.
    """
    found = _covered(result, path)
    if not found:
        raise ResultError(f"{path}: the result covers none of these targets")
    return found


def _covered(result: Result, path: Path) -> tuple[Target, ...]:
    run = result.scenario.run
    targets = read_targets(path, "England", 10.0)
    return tuple(each for each in targets if each.period.inside(run.first_day, run.days))


def fit_report(result: Result, targets: Sequence[Target]) -> Document:
    """The report of one result as a document.

    Raises:
        UnknownArea: a target's area does not exist.
    """
    frame = result.monthly.assign(month=result.monthly["month"].dt.strftime("%Y-%m"))
    areas = {target.area: area_rows(result.scenario, target.area) for target in targets}
    found = figures(targets, areas, frame)
    return Document(
        f"Fit: {result.manifest.scenario}",
        [
            Text(_summary(result, targets, found)),
            Heading("Targets"),
            _table(targets, found),
            Text("An input goes into the model: that it comes out again is no fit, and it is not counted."),
            *_paths(targets, found),
            *_councils(result),
        ],
    )


def _summary(result: Result, targets: Sequence[Target], found: Array) -> str:
    fit = [
        target.met(float(values.mean())) for target, values in _pairs(targets, found) if target.role == "fit"
    ]
    many = count(result.manifest.replications, "replication")
    inputs = count(len(targets) - len(fit), "input")
    return (
        f"{result.manifest.area}, {many}: {sum(fit)} of {count(len(fit), 'target')} are met; {inputs} beside."
    )


def _pairs(targets: Sequence[Target], found: Array) -> Iterator[tuple[Target, Array]]:
    return zip(targets, found.T, strict=True)


def _table(targets: Sequence[Target], found: Array) -> Table:
    columns = ["no.", "target", "published", "found", "95 % interval", "error", "tolerance", ""]
    rows = [_row(target, values) for target, values in _pairs(targets, found)]
    return Table(columns, rows, left=(0, 1, 7), spare=(0, 4))


def _row(target: Target, values: Array) -> list[str | Cell]:
    mean = float(values.mean())
    low, high = interval(values.tolist(), 0.95)
    good = target.met(mean)
    verdict = Cell("met", "good") if good else Cell("missed", "bad")
    if target.role == "input":
        verdict = Cell("input", "quiet")
    return [
        target.number,
        target.label,
        figure(target.value),
        Cell(figure(mean), "bad" if verdict.tone == "bad" else ""),
        "–" if low is None or high is None else f"{figure(low)} to {figure(high)}",
        _error(target, mean),
        target.tolerance_text,
        verdict,
    ]


def _error(target: Target, mean: float) -> str:
    text = f"{100 * (mean / target.value - 1):+.1f} %" if target.relative else f"{mean - target.value:+.2f}"
    return text.replace("-", "−")


def _paths(targets: Sequence[Target], found: Array) -> Iterator[Block]:
    means = found.mean(axis=0)
    for name in dict.fromkeys(target.group for target in targets if target.group):
        places = [place for place, target in enumerate(targets) if target.group == name]
        path, values = [targets[place] for place in places], [float(means[place]) for place in places]
        words = "an input" if path[0].role == "input" else "a target"
        yield Heading(name)
        yield Bullets(
            [f"mean absolute error {mean_error_percent(path, values):.1f} % over {len(path)} months, {words}"]
        )
        yield Picture(_drawn_path(path, values), f"{name}: black as published, blue as simulated.")


def _councils(result: Result) -> Iterator[Block]:
    run = result.scenario.run
    year = financial_year(run.first_day)
    told = {name: days for name, days in of_year(result.scenario, year).items() if days > 0}
    if result.manifest.kind != "nation" or not told or run.days not in (_A_YEAR, _A_YEAR + 1):
        return
    days = simulated(result)
    pairs = [(days.get(name, 0.0), published) for name, published in told.items()]
    ours, theirs = np.asarray(pairs).T
    ours = ours * theirs.sum() / max(ours.sum(), 1e-9)
    factor = result.scenario.councils.delay_factor
    words = "an input (councils.delay_factor: published)" if factor == "published" else "an output"
    yield Heading("Councils")
    yield Bullets(
        [
            f"delayed days of {count(len(pairs), 'council')} in {year}, brought to the published total: "
            f"{words}",
            f"rank correlation (Spearman) {spearmanr(ours, theirs).statistic:.3f}",
            f"median absolute error {float(np.median(100 * np.abs(ours / theirs - 1))):.1f} %",
        ]
    )
    yield Picture(
        _drawn_councils(theirs, ours), "Each council's delayed days: published across, simulated up."
    )


def _drawn_path(path: Sequence[Target], values: Sequence[float]) -> str:
    def draw(ax: Any) -> None:
        months = [target.period.first for target in path]
        places = range(len(months))
        ax.plot(places, [target.value for target in path], color=_PUBLISHED, marker="o", label="published")
        ax.plot(places, values, color=_MODEL, marker="s", label="simulated")
        step = 1 + len(months) // 13
        ax.set_xticks(list(places)[::step], months[::step])
        ax.set_ylim(0, 1.15 * max(*values, *(target.value for target in path)))
        ax.legend(frameon=False, loc="lower left")

    return _svg(draw, (10, 3.6))


def _drawn_councils(published: Array, ours: Array) -> str:
    def draw(ax: Any) -> None:
        low, high = 0.8 * max(1.0, min(published.min(), ours.min())), 1.2 * max(published.max(), ours.max())
        ax.plot([low, high], [low, high], color=_PUBLISHED, linewidth=1)
        ax.scatter(published, ours, s=14, color=_MODEL)
        ax.set(xscale="log", yscale="log", xlim=(low, high), ylim=(low, high))
        ax.set(xlabel="published delayed days", ylabel="simulated")

    return _svg(draw, (5, 5))


def _svg(draw: Any, size: tuple[float, float]) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(fname=Path(__file__).parent / "styles" / "print.mplstyle"):
        picture = Figure(figsize=size, layout="constrained")
        draw(picture.add_subplot())
        text = StringIO()
        picture.savefig(text, format="svg", metadata={"Date": None})
    return text.getvalue()
