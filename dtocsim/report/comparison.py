"""A comparison in a planner's words: the answer, the ranking, what changes, where."""

from __future__ import annotations

from math import floor, isnan, log10
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.care.measures.schemes import SCHEMES
from dtocsim.experiment.orders import contributions
from dtocsim.report.fifths import GAP_NOTE, TOLD, fifth_rows, targeted
from dtocsim.report.grid_text import table
from dtocsim.report.looks import looks_text
from dtocsim.report.money import comparison_money_text, money_note
from dtocsim.report.numbers import NOTHING, count, interval, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtocsim.experiment.comparison import Change, Comparison
    from dtocsim.experiment.orders import Contribution

_WIDTH = 100
_MOST_AREAS = 10
ALL_ORDERS = (
    "A step is what a what-if adds, the mean over all orders in which they can be added, so that steps sum "
    "to the whole; alone: to the baseline; last: to all the others."
)


def comparison_text(comparison: Comparison) -> str:
    """The answer in a sentence, then the ranking, every measure and the areas with the largest differences.

    Args:
        comparison: What `compare` returned.

    Returns:
        Plain text, lines of about 100 characters, without a line break at the end.
    """
    notes = "\n".join(f"Note: {note}" for note in comparison.notes)
    parts = [fill(answer(comparison), _WIDTH), notes, fill(pairing(comparison), _WIDTH)]
    if comparison.looks:
        parts.append(fill(looks_text(comparison.looks), _WIDTH))
    shown = comparison.names[1:]
    if steps := contribution_rows(comparison):
        # What each adds says more than fifteen tables; every figure stands in the folder.
        parts += [table(steps, left=(0,)), fill(ALL_ORDERS, _WIDTH)]
        shown = shown[-1:]
    if len(comparison.names) > 2:
        parts.append(table(ranking_rows(comparison), left=(0,)))
    for name in shown:
        parts += [table(measure_rows(comparison, name), left=(0, 6)), _areas(comparison, name)]
        if targeted(comparison):
            parts += [table(fifth_rows(comparison, name, measure), left=(0,)) for measure in TOLD]
            parts.append(fill(GAP_NOTE, _WIDTH))
        parts.append(comparison_money_text(comparison, name))
    parts.append(fill(money_note(comparison), _WIDTH))
    return "\n\n".join(part for part in parts if part)


def decimals(change: Change) -> int:
    """Decimals worth showing of a difference: two digits of its half-width, between 0 and 3.

    A difference without an interval is shown with one decimal more than its measure.
    """
    if change.low is None or change.high is None or change.high == change.low:
        return care.measures.MEASURES[change.measure].decimals + 1
    return min(3, max(0, 1 - floor(log10((change.high - change.low) / 2))))


def answer(comparison: Comparison) -> str:
    """The answer in a sentence: of a single what-if, the one with the lowest mean, or all combined."""
    if added := contributions(comparison):
        return _combined(comparison, added)
    changes = [comparison.change(name, comparison.measure) for name in comparison.names[1:]]
    change = min(changes, key=lambda each: each.mean)
    sentence = f"{comparison.area}: '{change.what_if}' {_effect(change)} ({_certainty(comparison, change)})"
    if len(changes) > 1:
        sentence += f"; {_rank(changes, change)}{_probability(comparison, change)}"
    return sentence + "."


def _combined(comparison: Comparison, added: Sequence[Contribution]) -> str:
    """What all what-ifs do together, and what each adds to it."""
    change = comparison.change(comparison.names[-1], comparison.measure)
    names = [f"'{each.what_if}'" for each in added]
    together = f"the combination of {', '.join(names[:-1])} and {names[-1]}"
    digits = decimals(change)
    steps = ", ".join(f"{name} {number(each.step, digits)}" for name, each in zip(names, added, strict=True))
    sentence = (
        f"{comparison.area}: {together} {_effect(change)} ({_certainty(comparison, change)}); "
        f"what each adds, the mean over all orders: {steps}"
    )
    if (lowest := comparison.ranking[0]).mean < change.mean:
        sentence += f"; '{lowest.name}' alone has a lower mean still"
    return sentence + "."


def _rank(changes: Sequence[Change], best: Change) -> str:
    """Where the what-if with the lowest mean stands among all; those that tie are said to."""
    alike = sum(each.mean == best.mean for each in changes)
    if alike == 1:
        return f"of {len(changes)} what-ifs it has the lowest mean"
    if alike == len(changes):
        return f"all {alike} what-ifs have the same mean, each the lowest"
    return f"of {len(changes)} what-ifs {alike} have the lowest mean, each"


def _effect(change: Change) -> str:
    about = care.measures.MEASURES[change.measure]
    label, unit = about.label.strip(), "points" if about.unit == "%" else about.unit
    if change.difference == 0 and change.low in (None, 0.0):
        return f"changes nothing in {label}"
    amount = f"{number(abs(change.difference), decimals(change))} {unit}{_share(change)}"
    if change.low is not None and change.high is not None and change.low <= 0 <= change.high:
        which = "lower" if change.difference < 0 else "higher"
        return f"shows no clear effect on {label}: {amount} {which}"
    return f"{'lowers' if change.difference < 0 else 'raises'} {label} by {amount}"


def _share(change: Change) -> str:
    if change.relative is None or care.measures.MEASURES[change.measure].unit == "%":
        return ""
    return f", {percent(abs(change.relative), 1)}"


def _certainty(comparison: Comparison, change: Change) -> str:
    if change.low is None or change.high is None:
        return "one replication, so no interval"
    ends = (change.low, change.high)
    if change.difference < 0 and change.high < 0:
        ends = (-change.high, -change.low)
    together = " of all what-ifs together" if len(comparison.names) > 2 else ""
    return (
        f"{percent(comparison.level)} interval{together} {interval(*ends, decimals(change))}; "
        f"{count(comparison.replications, 'paired replication')}"
    )


def _probability(comparison: Comparison, change: Change) -> str:
    (rank,) = (rank for rank in comparison.ranking if rank.name == change.what_if)
    return "" if rank.lowest is None else f", with probability {_chance(rank.lowest)}"


def _chance(share: float | None) -> str:
    if share is None:
        return NOTHING
    return "over 99.9 %" if share > 0.999 else "under 0.1 %" if share < 0.001 else percent(share, 1)


def pairing(comparison: Comparison) -> str:
    """What the differences are and what pairing is worth; empty for a single replication."""
    change = comparison.change(comparison.names[1], comparison.measure)
    if comparison.replications == 1:
        return ""
    paired = (
        f"Differences are what-if minus baseline ('{comparison.names[0]}') on the same people, replication "
        "by replication"
    )
    if change.pairing is None:
        return f"{paired}."
    label = care.measures.MEASURES[comparison.measure].label.strip()
    wider = f"{number(change.pairing, 1)} times as wide"
    return f"{paired}; unpaired, the interval of {label} would be {wider}."


def ranking_rows(comparison: Comparison) -> list[list[str]]:
    """A header, then all scenarios with their main measure, the lowest mean first."""
    label = care.measures.MEASURES[comparison.measure].label.strip()
    rows = [[label, "mean", "difference", f"{percent(comparison.level)} interval", "change", "lowest"]]
    for rank in comparison.ranking:
        if rank.name == comparison.names[0]:
            rows.append([rank.name, number(rank.mean, 1), NOTHING, NOTHING, NOTHING, _chance(rank.lowest)])
            continue
        change = comparison.change(rank.name, comparison.measure)
        rows.append([rank.name, number(rank.mean, 1), *_difference(change), _chance(rank.lowest)])
    return rows


def contribution_rows(comparison: Comparison) -> list[list[str]]:
    """A header, then what each what-if adds over all orders, and what they do together; empty without it."""
    if not (found := contributions(comparison)):
        return []
    whole = comparison.change(comparison.names[-1], comparison.measure)
    digits = decimals(whole)
    label = care.measures.MEASURES[comparison.measure].label.strip()
    rows = [[label, "step", f"{percent(comparison.level)} interval", "alone", "last"]]
    for each in found:
        sure = interval(each.low, each.high, digits)
        steps = [number(each.step, digits), sure, number(each.alone, digits), number(each.last, digits)]
        rows.append([each.what_if, *steps])
    ends = interval(whole.low, whole.high, digits)
    return [*rows, ["all together", number(whole.difference, digits), ends, NOTHING, NOTHING]]


def _difference(change: Change) -> list[str]:
    digits = decimals(change)
    relative = NOTHING if change.relative is None else percent(change.relative, 1)
    return [number(change.difference, digits), interval(change.low, change.high, digits), relative]


def measure_rows(comparison: Comparison, name: str) -> list[list[str]]:
    """A header, then every headline measure of a what-if, and what its schemes did; last comes the unit."""
    level = percent(comparison.level)
    schemes = any(scenario.schemes for scenario in (comparison.base, *comparison.what_ifs))
    rows = [[name, "baseline", "what-if", "difference", f"{level} interval", "change", "unit"]]
    for measure, about in care.measures.MEASURES.items():
        of_scheme = schemes and about.group == SCHEMES and comparison.change(name, measure).mean != 0
        if about.headline or of_scheme or measure == comparison.measure:
            change = comparison.change(name, measure)
            means = [number(mean, about.decimals) for mean in (change.base, change.mean)]
            unit = about.unit_over(comparison.base.run.days)
            rows.append([about.label, *means, *_difference(change), unit])
    return rows


def area_rows(comparison: Comparison, name: str) -> tuple[list[list[str]], int]:
    """A header, then the areas with the largest differences; and how many more there are.

    Empty where there is one area.
    """
    found = comparison.differences
    main = found[(found["measure"] == comparison.measure) & found["month"].isna()]
    rows = main[(main["what_if"] == name) & (main["area"] != "")]
    if len(rows) < 2:
        return [], 0
    largest = rows.reindex(rows["difference"].abs().sort_values(ascending=False).index)[:_MOST_AREAS]
    label = care.measures.MEASURES[comparison.measure].label.strip()
    level = percent(comparison.level)
    lines = [[f"{label} by area", "baseline", "difference", f"{level} interval", "change"]]
    for row in largest.to_dict("records"):
        figures = [number(row["base"], 1), number(row["difference"], 2), interval(row["low"], row["high"], 2)]
        relative = row["relative"]
        lines.append([row["area"], *figures, NOTHING if isnan(relative) else percent(relative, 1)])
    return lines, len(rows) - len(largest)


def _areas(comparison: Comparison, name: str) -> str:
    rows, more = area_rows(comparison, name)
    text = table(rows, left=(0,)) if rows else ""
    return text if more <= 0 else f"{text}\nand {count(more, 'more area')} in differences.parquet"
