"""Finished pictures: a plot with its title, its caption and a style, as PNG or SVG."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from dtocsim.experiment import EnsembleResult
from dtocsim.report.drawing import QUIET, PlotError, width, wrapped
from dtocsim.report.kinds import KINDS, Kind, subtitle_of, title_of
from dtocsim.report.numbers import count, day
from dtocsim.report.plots.data import published_mean

if TYPE_CHECKING:
    from dtocsim.experiment import Comparison, Result

__all__ = [
    "KINDS",
    "STYLES",
    "PlotError",
    "figure",
    "picture",
    "plot",
    "png",
    "possible",
    "svg",
    "write_plots",
]

_STYLES = Path(__file__).parent / "styles"
STYLES = ("slides", "print")
_LEFT, _WIDTH = 0.012, 0.976
# Of a line, how much an area keeps whatever else there is.
_LEAST_AREA = 0.3
# Written beside every result.
_USUAL = ("dtoc_by_reason",)
_WITH_PUBLISHED = ("dtoc_by_reason", "dtoc_by_organisation")


def figure(
    subject: Result | Comparison | EnsembleResult | pd.DataFrame,
    kind: str,
    style: str = "slides",
    council: str | None = None,
) -> Figure:
    """One finished picture.

    Args:
        subject: What `run`, `compare` or a reader of their folders returned; or a tidy table (`KINDS` says of
            which columns), whose `attrs` may hold title, area, unit, source, x and y.
        kind: One of `KINDS`.
        style: `slides` (1280 x 720 pixels) or `print` (170 mm wide).
        council: Which council a plot of neighbours is about.

    Raises:
        PlotError: An unknown kind or style, or the subject lacks what the plot shows.
    """
    if kind not in KINDS:
        raise PlotError(f"no plot {kind!r}; there is {', '.join(KINDS)}")
    if style not in STYLES:
        raise PlotError(f"no style {style!r}; there is {', '.join(STYLES)}")
    chosen = KINDS[kind]
    if _of(subject) != chosen.of:
        raise PlotError(f"{kind}: shows a {chosen.of}, and this is a {_of(subject)}")
    # Text takes its size from the style when it is drawn, so the style holds for the whole picture.
    with mpl.rc_context(fname=_STYLES / f"{style}.mplstyle"):
        # Names of scenarios and areas are words, not mathematics.
        mpl.rcParams["text.parse_math"] = False
        picture = Figure()
        axes = picture.add_axes(chosen.box)
        if kind == "council_neighbours":
            chosen.draw(subject, axes, council)
        else:
            chosen.draw(subject, axes)
        _words(picture, chosen, subject)
        return picture


def plot(
    subject: Result | Comparison | EnsembleResult | pd.DataFrame,
    kind: str,
    path: str | Path,
    style: str = "slides",
    council: str | None = None,
) -> Path:
    """Writes one picture; equal results give equal bytes.

    Args:
        subject: As `figure` takes it.
        kind: One of `KINDS`.
        path: File to write; its ending, .png or .svg, decides the format.
        style: `slides` (1280 x 720 pixels) or `print` (170 mm wide).
        council: Which council a plot of neighbours is about.

    Returns:
        The path written.

    Raises:
        PlotError: An unknown kind, style or ending, or the subject lacks what the plot shows.
        OSError: The disk refuses.
    """
    target = Path(path)
    if target.suffix not in (".png", ".svg"):
        raise PlotError(f"{path}: a plot is written as .png or .svg")
    _save(figure(subject, kind, style, council), target, style)
    return target


def _save(picture: Figure, target: Path, style: str) -> None:
    with mpl.rc_context(fname=_STYLES / f"{style}.mplstyle"), _any_letters():
        picture.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None)


@contextmanager
def _any_letters() -> Iterator[None]:
    """A letter that the font lacks is drawn as a box, and not warned of: the reader sees it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+")
        yield


def svg(
    subject: Result | Comparison | EnsembleResult | pd.DataFrame, kind: str, name: str | None = None
) -> str:
    """One finished picture in print style as the text of an SVG, with its letters as letters.

    Args:
        subject: As `figure` takes it.
        kind: One of `KINDS`.
        name: What its ids begin with, so that several stand on one page; else the kind.

    Raises:
        PlotError: As `figure`.
    """
    picture = figure(subject, kind, "print")
    content = BytesIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": f"dtocsim-{kind}"}), _any_letters():
        picture.savefig(content, format="svg", metadata={"Date": None})
    return _apart(content.getvalue().decode("utf-8"), name or kind)


@dataclass(frozen=True)
class Drawing:
    """A finished picture that a notebook shows by itself.

    Attributes:
        text: The picture as SVG.
    """

    text: str

    def _repr_svg_(self) -> str:
        return self.text


def picture(subject: Result | Comparison | EnsembleResult | pd.DataFrame, kind: str) -> Drawing:
    """One finished picture for a notebook.

    Args:
        subject: As `figure` takes it.
        kind: One of `KINDS`.

    Raises:
        PlotError: As `figure`.
    """
    return Drawing(svg(subject, kind))


def png(subject: Result | Comparison | EnsembleResult | pd.DataFrame, kind: str) -> bytes:
    """One finished picture for slides as the content of a PNG."""
    content = BytesIO()
    with _any_letters():
        figure(subject, kind).savefig(content, format="png", dpi=150)
    return content.getvalue()


def _apart(text: str, name: str) -> str:
    """An SVG whose ids begin with a name, so that several stand on one page."""
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
    return re.sub(r'(\bid="|url\(#|xlink:href="#)', rf"\g<1>{name}-", text)


def possible(subject: Result | Comparison | EnsembleResult | pd.DataFrame) -> tuple[str, ...]:
    """The kinds that can be drawn of a subject as it is."""
    return tuple(name for name, kind in KINDS.items() if kind.of == _of(subject) and _can(subject, name))


def write_plots(result: Result, folder: Path) -> None:
    """Writes the usual plot of a result into a folder, as PNG and as SVG."""
    for kind in _USUAL:
        picture = figure(result, kind)
        for ending in (".png", ".svg"):
            _save(picture, (folder / kind).with_suffix(ending), STYLES[0])


def _can(subject: Any, kind: str) -> bool:
    try:
        figure(subject, kind)
    except PlotError:
        return False
    return True


def _of(subject: Any) -> str:
    if isinstance(subject, pd.DataFrame):
        return "table"
    if isinstance(subject, EnsembleResult):
        return "ensemble"
    return "comparison" if hasattr(subject, "what_ifs") else "result"


def _words(picture: Figure, kind: Kind, subject: Any) -> None:
    size = float(mpl.rcParams["font.size"])
    large = float(mpl.rcParams["figure.titlesize"])
    room = _WIDTH * float(picture.get_size_inches()[0]) * 72
    title = wrapped(title_of(kind, subject), room, large, 1, "bold")
    picture.text(_LEFT, 0.97, title, va="top", size=large, weight="bold")
    picture.text(_LEFT, 0.9, _subtitle(kind, subject, room, 1.125 * size), va="top", size=1.125 * size)
    lines = [
        wrapped(line, room, 0.875 * size, 2 if place == 0 else 1)
        for place, line in enumerate(_caption(subject, kind.name))
    ]
    picture.text(_LEFT, 0.025, "\n".join(lines), va="bottom", size=0.875 * size, color=QUIET)


def _subtitle(kind: Kind, subject: Any, room: float, size: float) -> str:
    """Area and unit; of a long area a part, so that the unit is read."""
    text, area = subtitle_of(kind, subject), _area(subject)
    rest = text.removeprefix(area)
    if width(text, size) > room and rest != text:
        text = wrapped(area, max(room - width(rest, size), _LEAST_AREA * room), size, 1) + rest
    return wrapped(text, room, size, 1)


def _area(subject: Any) -> str:
    if isinstance(subject, pd.DataFrame):
        return str(subject.attrs.get("area", ""))
    return str(subject.manifest.area if _of(subject) == "result" else subject.area)


def _caption(subject: Any, kind: str) -> list[str]:
    if isinstance(subject, pd.DataFrame):
        return [str(subject.attrs.get("source", "Source: the table given."))]
    if _of(subject) == "ensemble":
        run = subject.scenarios[0].run
        sets = f"{count(subject.members, 'parameter set')}, {count(subject.replications, 'replication')} each"
        return [
            f"Simulated: {_names(subject.names)}; {run.days} days from {day(run.first_day)}; {sets}, seed "
            f"{run.seed}; dtocsim {_version(subject)}."
        ]
    if _of(subject) == "comparison":
        run, many = subject.base.run, count(len(subject.names) - 1, "what-if")
        paired = count(subject.replications, "paired replication")
        return [
            f"Simulated: {subject.names[0]} and {many} on the same people; {run.days} days from "
            f"{day(run.first_day)}; {paired}, seed {run.seed}; dtocsim {_version(subject)}."
        ]
    about = subject.manifest
    lines = [
        f"Simulated: {about.scenario}; {about.days} days from {day(subject.scenario.run.first_day)}; "
        f"{count(about.replications, 'replication')}, seed {about.seed}; dtocsim {about.version}."
    ]
    if subject.published is not None and kind in _WITH_PUBLISHED:
        lines.append("Published: NHS England, Delayed Transfers of Care, delayed days of a month / its days.")
    if kind == "dtoc_by_reason" and published_mean(subject) is not None:
        lines.append(
            "Published: NHS England, Delayed Transfers of Care, delayed days of the year / its days."
        )
    return lines


def _names(names: Sequence[str]) -> str:
    if len(names) <= 2:
        return " and ".join(names)
    return f"{names[0]} and {count(len(names) - 1, 'what-if')}"


def _version(subject: Comparison | EnsembleResult) -> str:
    # The engine's version holds a hash after the number of the release.
    return subject.version.split("+")[0].split("-")[0]
