"""Equal budgets in words: what each what-if does for the money, who pays and who gains."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim.report.grid_text import table
from dtocsim.report.money import EVERYBODY, money_note
from dtocsim.report.numbers import NOTHING, interval, money_scale, number, percent, pounds

if TYPE_CHECKING:
    from dtocsim.analysis.budget import Budget, Offer

_WIDTH = 100


def budget_text(found: Budget) -> str:
    """The answer in a sentence, the ranking, and who pays and who gains by each what-if.

    Args:
        found: What `compare_budgets` returned.
    """
    parts = [fill(_answer(found), _WIDTH), table(_ranking(found), left=(0,)), _notes(found)]
    parts += [table(_payers(found), left=(0,)), fill(money_note(found.comparison), _WIDTH)]
    return "\n\n".join(part for part in parts if part)


def _answer(found: Budget) -> str:
    first = found.offers[0]
    words = f"{found.comparison.area}, {pounds(found.gbp)} a year: {_who_avoids(found)}"
    if first.avoided.mean is not None:
        words += f", {_digits(first.avoided.mean)} delayed days for a thousand pounds"
    if first.avoided.low is not None:
        words += f" ({percent(found.comparison.level)} interval {_ends(first)})"
    if first.best is not None and len(found.offers) > 1:
        words += f"; {_chance(found)} {percent(first.best)}"
    return f"{words}."


def _chance(found: Budget) -> str:
    best = [offer.avoided.mean for offer in found.offers]
    if best.count(best[0]) > 1:
        return "the chance that none avoids more, shared among equals, is for each"
    return "the chance that no other one avoids more is"


def _who_avoids(found: Budget) -> str:
    """Who avoids most; several where nothing tells them apart."""
    best = found.offers[0].avoided.mean
    alike = [f"'{offer.name}'" for offer in found.offers if offer.avoided.mean == best]
    if len(alike) == 1:
        return f"{alike[0]} avoids most"
    most = "the same" if len(alike) == len(found.offers) else "most, and the same"
    return f"{', '.join(alike[:-1])} and {alike[-1]} avoid {most}"


def _digits(value: float) -> str:
    return number(value, 1 if abs(value) >= 1 else 2)


def _ends(offer: Offer) -> str:
    low, high = offer.avoided.low, offer.avoided.high
    return interval(low, high, 1 if abs(offer.avoided.mean or 0.0) >= 1 else 2)


def _ranking(found: Budget) -> list[list[str]]:
    level = f"{percent(found.comparison.level)} interval"
    rows = [["delayed days avoided for £1,000", "mean", level, "best", "times its file's size", "£ a year"]]
    for offer in found.offers:
        mean = NOTHING if offer.avoided.mean is None else _digits(offer.avoided.mean)
        best = NOTHING if offer.best is None else percent(offer.best)
        factor = "as it is" if offer.scaled.factor is None else number(offer.scaled.factor, 2)
        rows.append([offer.name, mean, _ends(offer), best, factor, number(offer.scaled.gbp)])
    return rows


def _notes(found: Budget) -> str:
    notes = []
    if any(offer.scaled.factor is None for offer in found.offers):
        notes.append("As it is: more money does not make its effect larger, so it was not scaled.")
    notes.append(
        "£ a year: what is paid for schemes at full strength, without what depends on use; the thousand "
        "pounds are those spent on schemes in the run, along their ramps."
    )
    return "\n".join(fill(note, _WIDTH) for note in notes)


def _payers(found: Budget) -> list[list[str]]:
    """A header, then the cash of each payer by what-if."""
    largest = max(abs(each.cash.mean) for offer in found.offers for each in offer.payments)
    unit, scale, digits = money_scale(largest)
    rows = [[f"cash, {unit} a year", *(offer.name for offer in found.offers)]]
    payers = dict.fromkeys(each.payer for offer in found.offers for each in offer.payments if each.payer)
    for payer in (*payers, ""):
        cash = [
            next((each.cash.mean for each in offer.payments if each.payer == payer), 0.0)
            for offer in found.offers
        ]
        rows.append([payer or EVERYBODY, *(number(each / scale, digits) for each in cash)])
    return rows
