"""Of many what-ifs: which are told in detail, and the others in a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.experiment.payments import payments
from dtocsim.report.comparison import decimals
from dtocsim.report.document.blocks import Table
from dtocsim.report.numbers import NOTHING, money_scale, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dtocsim.experiment import Comparison

MOST_IN_DETAIL = 3
# What a planner asks of a what-if first, beside the measure of the comparison.
_ASKED = ("dtoc_beds", "medically_fit_beds", "general_acute_occupied_beds", "waits_over_4_hours")
_PAYERS = ("NHS", "council")


def in_detail(comparison: Comparison) -> tuple[str, ...]:
    """The what-ifs to tell in detail: up to three as they were given, of more the three lowest.

    Of more than three, those that change nothing are left to the others.
    """
    names = comparison.names[1:]
    if len(names) <= MOST_IN_DETAIL:
        return names
    ranked = [rank.name for rank in comparison.ranking if rank.name in names]
    changing = [name for name in ranked if comparison.change(name, comparison.measure).difference != 0]
    return tuple((changing or ranked[:1])[:MOST_IN_DETAIL])


def others(comparison: Comparison) -> Table | None:
    """What the other what-ifs change, a row each, the lowest mean first; None where there are no others."""
    told = (comparison.names[0], *in_detail(comparison))
    names = [rank.name for rank in comparison.ranking if rank.name not in told]
    if not names:
        return None
    asked = tuple(dict.fromkeys((comparison.measure, *_ASKED)))
    columns = [_figures(comparison, names, measure) for measure in asked]
    columns += [column for payer in _PAYERS if (column := _cash(comparison, names, payer))]
    heads, *rows = zip(["what-if minus baseline", *names], *columns, strict=True)
    return Table(heads, rows, (0,), "Appendix: the other what-ifs, the lowest mean first")


def _figures(comparison: Comparison, names: Sequence[str], measure: str) -> list[str]:
    about = care.measures.MEASURES[measure]
    changes = [comparison.change(name, measure) for name in names]
    return [
        f"{about.label.strip()}, {about.unit_over(comparison.base.run.days)}",
        *(number(change.difference, decimals(change)) for change in changes),
    ]


def _cash(comparison: Comparison, names: Sequence[str], payer: str) -> list[str]:
    """A header, then the cash of a payer; empty where it pays nothing in any scenario."""
    paid = [[each.cash.mean for each in payments(comparison, name) if each.payer == payer] for name in names]
    if not all(paid):
        return []
    amounts = [each[0] for each in paid]
    unit, scale, digits = money_scale(max(map(abs, amounts)))
    cells = [number(amount / scale, digits) if amount else NOTHING for amount in amounts]
    return [f"cash of {'the NHS' if payer == 'NHS' else f'{payer}s'}, {unit} a year", *cells]
