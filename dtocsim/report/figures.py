"""Finished pictures: a plot with its title, its caption and a style, as PNG or SVG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

from dtocsim.report import plots
from dtocsim.report.numbers import count, day

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result

_STYLES = Path(__file__).parent / "styles"
STYLES = ("slides", "print")

# What each kind of plot is called, its unit, and what draws it.
_KINDS: dict[str, tuple[str, str, Callable[[Result, Axes], Axes]]] = {
    "dtoc_by_reason": ("Delayed transfers of care by reason", "beds a day, weekly mean", plots.dtoc_by_reason)
}
KINDS = tuple(_KINDS)

_LEFT = 0.012
_AXES = (0.07, 0.2, 0.595, 0.62)


class PlotError(ValueError):
    """A plot that cannot be made as asked; one line."""


def figure(result: Result, kind: str, style: str = "slides") -> Figure:
    """One finished picture.

    Args:
        result: What `run` or `read_result` returned.
        kind: One of `KINDS`.
        style: `slides` (1280 x 720 pixels) or `print` (170 mm wide).

    Raises:
        PlotError: An unknown kind or style.
    """
    if kind not in _KINDS:
        raise PlotError(f"no plot {kind!r}; there is {', '.join(KINDS)}")
    if style not in STYLES:
        raise PlotError(f"no style {style!r}; there is {', '.join(STYLES)}")
    title, unit, draw = _KINDS[kind]
    # Text takes its size from the style when it is drawn, so the style holds for the whole picture.
    with mpl.rc_context(fname=_STYLES / f"{style}.mplstyle"):
        picture = Figure()
        draw(result, picture.add_axes(_AXES))
        size = float(mpl.rcParams["font.size"])
        picture.text(_LEFT, 0.97, title, va="top", size=mpl.rcParams["figure.titlesize"], weight="bold")
        picture.text(_LEFT, 0.9, f"{result.manifest.area}: {unit}", va="top", size=1.125 * size)
        picture.text(_LEFT, 0.025, _caption(result), va="bottom", size=0.875 * size, color="#425563")
        return picture


def plot(result: Result, kind: str, path: str | Path, style: str = "slides") -> Path:
    """Writes one picture; equal results give equal bytes.

    Args:
        result: What `run` or `read_result` returned.
        kind: One of `KINDS`.
        path: File to write; its ending, .png or .svg, decides the format.
        style: `slides` (1280 x 720 pixels) or `print` (170 mm wide).

    Returns:
        The path written.

    Raises:
        PlotError: An unknown kind, style or ending.
        OSError: The disk refuses.
    """
    target = Path(path)
    if target.suffix not in (".png", ".svg"):
        raise PlotError(f"{path}: a plot is written as .png or .svg")
    picture = figure(result, kind, style)
    with mpl.rc_context(fname=_STYLES / f"{style}.mplstyle"):
        picture.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None)
    return target


def write_plots(result: Result, folder: Path) -> None:
    """Writes every kind of plot into a folder, as PNG and as SVG."""
    for kind in KINDS:
        for ending in (".png", ".svg"):
            plot(result, kind, (folder / kind).with_suffix(ending))


def _caption(result: Result) -> str:
    about = result.manifest
    first = result.scenario.run.first_day
    lines = [
        f"Simulated: {about.scenario}; {about.days} days from {day(first)}; "
        f"{count(about.replications, 'replication')}, seed {about.seed}; dtocsim {about.version}."
    ]
    if result.published is not None:
        lines.append("Published: NHS England, Delayed Transfers of Care, delayed days of a month / its days.")
    return "\n".join(lines)
