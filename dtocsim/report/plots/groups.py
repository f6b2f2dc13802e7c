"""Who is delayed, and how people leave: deprivation fifths, age bands, discharge pathways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib import rcParams

from dtocsim.care.areas import AGE_BANDS
from dtocsim.care.words import FIFTHS, PATHWAYS
from dtocsim.experiment.statistics import interval
from dtocsim.report.drawing import INK, SERIES, PlotError, figures, room_for, rows
from dtocsim.report.numbers import number, percent
from dtocsim.report.plots.data import measured, places, summed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dtocsim.experiment import Result

PER = 10_000
_FIFTH_WORDS = ("1, most deprived", "2", "3", "4", "5, least deprived")
_PATHWAY_WORDS = ("0  home, no new support", "1  home with support", "2  community hospital", "3  care home")


def deprivation_fifths(result: Result, ax: Axes) -> Axes:
    """Beds taken up by delayed transfers for 10,000 people aged 65 and over, by deprivation fifth.

    Args:
        result: A result of England, systems or councils.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: A district, of whose fifths a result knows delays but not all people; nobody was delayed.
    """
    people = _people_by_fifth(result)
    # Where nobody of a fifth lives there is no rate.
    return _bars(
        result, "deprivation fifth", FIFTHS, _FIFTH_WORDS, PER / np.where(people > 0, people, np.nan), ax
    )


def age_bands(result: Result, ax: Axes) -> Axes:
    """Beds taken up by delayed transfers, by age band.

    Args:
        result: A result.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: Nobody was delayed.
    """
    return _bars(result, "age band", AGE_BANDS, AGE_BANDS, np.ones(len(AGE_BANDS)), ax)


def discharge_pathways(result: Result, ax: Axes) -> Axes:
    """Discharges, and people fit but still in a bed, by pathway, as shares of each.

    Args:
        result: A result.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: Nobody was discharged.
    """
    left = summed(result, "discharges", "category").reindex(list(PATHWAYS), fill_value=0.0)
    fit = summed(result, "medically_fit_days", "category").reindex(list(PATHWAYS), fill_value=0.0)
    if left.sum() == 0 or fit.sum() == 0:
        raise PlotError("discharge_pathways: nobody was discharged in this result")
    shares = [left / left.sum(), fit / fit.sum()]
    for place, (share, colour) in enumerate(zip(shares, (SERIES[0], SERIES[1]), strict=True)):
        heights = np.arange(len(PATHWAYS)) + (place - 0.5) * 0.36
        ax.barh(heights, 100 * share.to_numpy(), height=0.34, color=colour)
    ax.set_xlim(0, 104 * max(float(share.max()) for share in shares))
    figures(ax.xaxis)
    texts = [
        f"{percent(shares[0][p], 1)} of discharges\n{percent(shares[1][p], 1)} of days fit" for p in PATHWAYS
    ]
    rows(ax, _PATHWAY_WORDS, texts)
    return ax


def _bars(
    result: Result, breakdown: str, words: Sequence[str], names: Sequence[str], scale: np.ndarray, ax: Axes
) -> Axes:
    found = measured(result, "dtoc_beds", (breakdown,)).reindex(columns=list(words), fill_value=0.0)
    if not found.to_numpy().any():
        raise PlotError(f"{breakdown}: nobody was delayed in this result")
    table = pd.DataFrame(found.to_numpy() * scale, columns=list(words))
    means = table.mean()
    ends = [_interval([float(value) for value in table[word].tolist()]) for word in words]
    digits = 1 if float(means.max()) < 100 else 0
    values: list[float] = []
    texts = []
    for row, (word, (low, high)) in enumerate(zip(words, ends, strict=True)):
        if means[word] != means[word]:
            texts.append("nobody lives there")
            continue
        ax.barh(row, means[word], height=0.66, color=SERIES[0])
        text = number(means[word], digits)
        if low is not None and high is not None:
            ax.hlines(row, low, high, color=INK, linewidth=rcParams["lines.linewidth"])
            text += f" ({number(low, digits)} to {number(high, digits)})"
            values.append(high)
        values.append(float(means[word]))
        texts.append(text)
    ax.set_xlim(*room_for(values))
    figures(ax.xaxis)
    rows(ax, names, texts, "mean (95 % interval)" if result.manifest.replications > 1 else "mean")
    return ax


def _interval(values: Sequence[float]) -> tuple[float | None, float | None]:
    return (None, None) if np.isnan(values).any() else interval(values, 0.95)


def _people_by_fifth(result: Result) -> np.ndarray:
    if result.manifest.kind == "district":
        raise PlotError("deprivation_fifths: needs a council, a system or England, not a district")
    shares = [np.asarray(place.deprivation_65plus) * sum(place.population[1:]) for place in places(result)]
    return np.sum(shares, axis=0) if shares else np.full(len(FIFTHS), np.nan)
