"""What a what-if changes for each deprivation fifth, and what becomes of the gap between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dtocsim import care
from dtocsim.care.schemes.steps import StepScheme
from dtocsim.care.words import FIFTHS
from dtocsim.experiment.paired import t_quantile
from dtocsim.report.numbers import NOTHING, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.experiment import Comparison

TOLD = ("emergency_admissions", "dtoc_beds")
"""Measures that are known by deprivation fifth."""
NAMES = ("1, most deprived", "2", "3", "4", "5, least deprived")
GAP_NOTE = (
    "1 over 5: what is counted in the most deprived fifth over the least, as far as it changes; how many "
    "people live in each is the same in both, so that rates a head change as much."
)


def of_fifth(measure: str, fifth: str) -> str:
    """The name of a measure in one fifth."""
    return f"{measure}_fifth_{fifth}"


def targeted(comparison: Comparison) -> bool:
    """Whether a scheme is for the people of some fifths alone."""
    return any(
        isinstance(scheme, StepScheme) and scheme.reached != FIFTHS
        for scenario in (comparison.base, *comparison.what_ifs)
        for scheme in scenario.schemes.values()
    )


def fifth_rows(comparison: Comparison, name: str, measure: str) -> list[list[str]]:
    """A header, a row a fifth, and last how the ratio of the first to the last changes.

    Args:
        comparison: What `compare` returned.
        name: Of the what-if.
        measure: Of `TOLD`.
    """
    label = care.measures.MEASURES[measure].label.strip()
    level = f"{percent(comparison.level)} interval"
    rows = [[f"{label} by deprivation", "baseline", "difference", level, "change", level]]
    for fifth, told in zip(FIFTHS, NAMES, strict=True):
        change = comparison.change(name, of_fifth(measure, fifth))
        digits = 0 if abs(change.base) >= 1000 else 2
        rows.append(
            [
                told,
                number(change.base, max(0, digits - 1)),
                number(change.difference, digits),
                interval(change.low, change.high, digits),
                NOTHING if change.relative is None else percent(change.relative, 2),
                _shares(change.relative_low, change.relative_high),
            ]
        )
    return [*rows, ["1 over 5", NOTHING, NOTHING, NOTHING, *_gap(comparison, name, measure)]]


def _gap(comparison: Comparison, name: str, measure: str) -> tuple[str, str]:
    """How the ratio of the most to the least deprived fifth changes, with its interval."""
    table = comparison.measures
    wanted = [of_fifth(measure, FIFTHS[0]), of_fifth(measure, FIFTHS[-1])]
    values = table[table["measure"].isin(wanted)].pivot(
        index="replication", columns=["scenario", "measure"], values="value"
    )
    if not (values[[comparison.names[0], name]] > 0).to_numpy().all():
        return NOTHING, NOTHING
    logs = np.log(values)
    first, last = ((logs[name][each] - logs[comparison.names[0]][each]).to_numpy() for each in wanted)
    each, many = first - last, len(first)
    middle = float(each.mean())
    if many < 2:
        return percent(np.expm1(middle), 2), NOTHING
    level = 1 - (1 - comparison.level) / (len(comparison.names) - 1)
    half = t_quantile(many, level) * float(each.std(ddof=1)) / many**0.5
    return percent(np.expm1(middle), 2), _shares(np.expm1(middle - half), np.expm1(middle + half))


def _shares(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NOTHING
    return f"{interval(100 * low, 100 * high, 2)} %"
