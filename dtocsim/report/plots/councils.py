"""Councils beside one another: by system, and one among those most like it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib import rcParams

from dtocsim.care.gazetteer import load_gazetteer
from dtocsim.care.likeness import distances, likeness, people_65_plus
from dtocsim.report.drawing import (
    FAINT,
    INK,
    MOST_ROWS,
    QUIET,
    SERIES,
    PlotError,
    beside,
    figures,
    room_for,
    rows,
    small,
    wrapped,
)
from dtocsim.report.numbers import number
from dtocsim.report.plots.data import measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from dtocsim.care.areas import Place
    from dtocsim.experiment import Result

PER = 10_000
NEIGHBOURS = 10
_MOST_SYSTEMS = 12


@dataclass(frozen=True)
class Council:
    """A council with its delays.

    Attributes:
        name: The council.
        system: The system most of its people live in.
        people: People aged 65 and over.
        rate: Beds taken up by delayed transfers for 10,000 of them.
        likeness: What neighbours are found by; see `care.likeness`.
    """

    name: str
    system: str
    people: float
    rate: float
    likeness: tuple[float, ...]


def councils(result: Result) -> list[Council]:
    """The councils of a result with their delays, the highest rate first.

    Args:
        result: A result of England, of systems or of councils.

    Raises:
        PlotError: The result is of a district, whose delays are a part of its council's.
    """
    if result.manifest.kind == "district":
        raise PlotError(
            f"councils: {result.manifest.area} is a part of a council; simulate the council or system"
        )
    # A council that spans systems has a part in each, under one name.
    beds = measured(result, "dtoc_beds", ("area", "system")).mean()
    geography = load_gazetteer(result.scenario.tables.folder).geography
    systems = {system.code: system.name for system in geography.systems}
    parts = {
        name: [p for p in geography.places if p.council == name] for name in {area for area, _ in beds.index}
    }
    run = {
        name: [p for p in places if (name, systems[p.system_code]) in beds.index]
        for name, places in parts.items()
    }
    found = [
        _council(places, float(beds[name].sum()), systems[max(places, key=lambda p: p.share).system_code])
        for name, places in run.items()
    ]
    return sorted(found, key=lambda council: (-council.rate, council.name))


def _council(places: Sequence[Place], beds: float, system: str) -> Council:
    people = people_65_plus(places)
    return Council(places[0].council, system, people, beds / people * PER, likeness(places))


def councils_by_system(result: Result, ax: Axes) -> Axes:
    """A strip a system, ranked, a dot a council; the line is the mean of the system's people.

    Args:
        result: As `councils` takes it; of more than twelve systems the highest and lowest are named.
        ax: Axes to draw on, in their final size, with room at both sides.

    Returns:
        The same axes.

    Raises:
        PlotError: As `councils`; or there is only one.
    """
    found = councils(result)
    if len(found) < 2:
        raise PlotError(
            f"councils_by_system: needs several councils; this result holds {found[0].name} alone"
        )
    systems: dict[str, list[Council]] = {}
    for council in found:
        systems.setdefault(council.system, []).append(council)
    if len(systems) == 1:
        return _ranked(found, ax)
    ranked = sorted(systems, key=lambda name: -_mean(systems[name]))
    if len(ranked) > _MOST_SYSTEMS + 1:
        half = _MOST_SYSTEMS // 2
        ranked = [*ranked[:half], f"{len(ranked) - 2 * half} systems between", *ranked[-half:]]
    for row, name in enumerate(ranked):
        strip = systems.get(name) or [each for each in found if each.system not in ranked]
        named = name in systems
        ax.hlines(row, strip[-1].rate, strip[0].rate, color=FAINT, linewidth=rcParams["lines.linewidth"] / 3)
        ax.plot(
            [each.rate for each in strip],
            [row] * len(strip),
            "o",
            color=SERIES[0] if named else QUIET,
            alpha=0.75,
        )
        ax.plot(_mean(strip), row, "|", color=INK, markersize=1.4 * small(), mew=rcParams["lines.linewidth"])
    texts = [_extremes(systems[name]) if name in systems else "" for name in ranked]
    ax.set_xlim(*room_for([each.rate for each in found]))
    figures(ax.xaxis)
    rows(ax, ranked, ["" for _ in ranked], "stroke: mean of the system\nhighest council")
    room = (1 - ax.get_position().x1) * ax.figure.get_size_inches()[0] * 72 - 1.5 * small()  # type: ignore[union-attr]
    for row, text in enumerate(texts):
        beside(ax, row, wrapped(text, room, small(), 1), small())
    return ax


def council_neighbours(result: Result, ax: Axes, council: str | None = None) -> Axes:
    """A council among the ten most like it in size, age and deprivation.

    Args:
        result: A result with many councils.
        ax: Axes to draw on, in their final size, with room for names at the left.
        council: Name or code of the council; None for the one that was simulated.

    Returns:
        The same axes.

    Raises:
        PlotError: The council is not in the result, or no other is.
        UnknownArea: No such area.
    """
    found = councils(result)
    wanted = _wanted(result, council, found)
    distance = distances([each.likeness for each in found], found.index(wanted))
    nearest = sorted(np.argsort(distance, kind="stable")[: NEIGHBOURS + 1].tolist())
    return _ranked([found[at] for at in nearest], ax, wanted.name)


def _wanted(result: Result, council: str | None, found: list[Council]) -> Council:
    name = council or (result.manifest.area if result.manifest.kind == "council" else None)
    if name is None:
        raise PlotError("council_neighbours: name the council with --council")
    selection = load_gazetteer(result.scenario.tables.folder).find(name, "council")
    match = [each for each in found if each.name == selection.name]
    if not match:
        raise PlotError(
            f"council_neighbours: {selection.name} is not in this result of {result.manifest.area}"
        )
    if len(found) < 2:
        raise PlotError(
            f"council_neighbours: needs other councils; this result holds {selection.name} alone: run England"
        )
    return match[0]


def _ranked(found: list[Council], ax: Axes, marked: str = "") -> Axes:
    found = found[:MOST_ROWS]
    for row, each in enumerate(found):
        colour = SERIES[1] if each.name == marked else SERIES[0]
        ax.hlines(row, 0, each.rate, color=colour, linewidth=rcParams["lines.linewidth"])
        ax.plot(each.rate, row, "o", color=colour, markersize=1.3 * rcParams["lines.markersize"])
    ax.set_xlim(*room_for([each.rate for each in found]))
    figures(ax.xaxis)
    names = [each.name for each in found]
    rows(ax, names, [number(each.rate, 1) for each in found], "beds")
    for label, name in zip(ax.get_yticklabels(), names, strict=True):
        label.set_fontweight("bold" if name == marked else "normal")
    return ax


def _mean(strip: list[Council]) -> float:
    people = sum(each.people for each in strip)
    return sum(each.rate * each.people for each in strip) / people


def _extremes(strip: list[Council]) -> str:
    return f"{number(strip[0].rate, 1)} {strip[0].name}"
