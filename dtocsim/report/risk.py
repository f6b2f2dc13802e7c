"""What a single year may bring, in words."""

from __future__ import annotations

from math import isnan
from statistics import fmean
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import count, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.analysis.risk import Chance, Risk

_WIDTH = 100


def risk_text(risk: Risk, season: str) -> str:
    """The answer in a sentence, then the figures.

    Args:
        risk: What `risk` returned.
        season: What the days that count are called, such as `winter`.
    """
    about = care.measures.MEASURES[risk.measure]
    label, level = about.label.strip(), percent(risk.level)
    bound = f"{number(risk.above, about.decimals)} {about.unit}"
    any_day = risk.any_day_above
    answer = (
        f"{risk.area}: {label} pass {bound} on some day of the {season} with a chance of "
        f"{percent(any_day.share)} ({level} interval {_ends(any_day)}; "
        f"{count(len(risk.mean), 'simulated year')}), on {number(fmean(risk.days_above), 1)} of its "
        f"{count(risk.days, 'day')} on average."
    )
    rows = [
        ["", "mean", "one year in ten below / above", f"{level} interval"],
        ["mean of the " + season, number(fmean(risk.mean), about.decimals + 1), _range(risk), ""],
        ["highest day", number(fmean(risk.worst), about.decimals + 1), "", ""],
        [
            f"days above {number(risk.above, about.decimals)}",
            number(fmean(risk.days_above), 1),
            "",
            interval(risk.days_low, risk.days_high, 1),
        ],
        ["chance that some day is above", percent(any_day.share), "", _ends(any_day)],
        ["chance that the mean is above", percent(risk.mean_above.share), "", _ends(risk.mean_above)],
    ]
    note = _parameters(risk, season)
    return "\n\n".join([fill(answer, _WIDTH), table(rows, left=(0,)), fill(note, _WIDTH)])


def _parameters(risk: Risk, season: str) -> str:
    """Which uncertainties are in the figures, and of an ensemble how much each matters."""
    if risk.spread is None:
        return (
            "These years differ by chance alone. How well the parameters are known is another uncertainty, "
            "and is not in these figures; --ensemble adds it."
        )
    text = f"These years differ by chance and by {count(risk.members, 'parameter set')}."
    found, decimals = risk.spread, care.measures.MEASURES[risk.measure].decimals + 1
    if isnan(found.parameters_share):
        return f"{text} With one year of each, the two are not told apart."
    chance, parameters = (
        interval(float(low), float(high), decimals)
        for low, high in (
            (found.chance_low, found.chance_high),
            (found.parameters_low, found.parameters_high),
        )
    )
    return (
        f"{text} Of the variance of the mean of the {season}, {percent(float(found.parameters_share))} is "
        f"due to parameters; eight in ten lie, by chance alone, in {chance}, and by parameters alone in "
        f"{parameters}."
    )


def _ends(chance: Chance) -> str:
    return f"{percent(chance.low)} to {percent(chance.high)}"


def _range(risk: Risk) -> str:
    decimals = care.measures.MEASURES[risk.measure].decimals + 1
    return interval(risk.year_low, risk.year_high, decimals).replace(" to ", " / ")
