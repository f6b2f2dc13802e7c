"""Who pays and who gains, in words and tables: cash and value are never added up, and beds refill."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim.care.money import PAYERS, costs
from dtocsim.experiment.payments import (
    CARE,
    beds,
    care_days,
    cost_per_delayed_day_avoided,
    line_changes,
    payments,
    three_prices,
    unpriced,
    years,
)
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import NOTHING, interval, money_scale, number, percent, pounds

if TYPE_CHECKING:
    import pandas as pd

    from dtocsim.experiment import Comparison, Result
    from dtocsim.experiment.breakdown import Estimate
    from dtocsim.experiment.payments import Payment, Year

_WIDTH = 100
_DAYS_A_YEAR = 365
EVERYBODY = "all together"
PRICE_WORDS = {
    "excess_bed_day": "the NHS's price of an excess bed day",
    "audit_office": "the gross figure of the National Audit Office",
    "marginal": "what providers book for a delayed day",
}
REFILLS = (
    "Cash is what is paid or saved when there is a little more or less of something; value is its average "
    "cost. A freed bed is not cash: whoever waits refills it, and the staff stay."
)


def cost_rows(result: Result) -> list[list[str]]:
    """A header, then what each payer pays a year, all together last."""
    found = _a_year(result).groupby("payer", observed=True)[["gbp", "cash_gbp"]].sum()
    amounts = {str(payer): (float(row["gbp"]), float(row["cash_gbp"])) for payer, row in found.iterrows()}
    total = (sum(value for value, _ in amounts.values()), sum(cash for _, cash in amounts.values()))
    named = [*((payer, amounts[payer]) for payer in PAYERS if payer in amounts), (EVERYBODY, total)]
    unit, scale, digits = money_scale(total[0])
    rows = [[f"what is counted here costs, {unit} a year", "value", "of it cash", "share of value"]]
    return rows + [
        [payer, number(value / scale, digits), number(cash / scale, digits), percent(value / (total[0] or 1))]
        for payer, (value, cash) in named
    ]


def cost_line_rows(result: Result) -> list[list[str]]:
    """A header, then every line of every payer a year."""
    found = _a_year(result)
    unit, scale, digits = money_scale(float(found["gbp"].max()) if len(found) else 0.0)
    rows = [["payer", "line", "units", "", f"value, {unit}", f"of it cash, {unit}"]]
    for payer in PAYERS:
        for row in found[found["payer"] == payer].to_dict("records"):
            amounts = [number(row[name] / scale, max(digits, 1)) for name in ("gbp", "cash_gbp")]
            rows.append([payer, row["line"], number(row["quantity"]), row["unit"], *amounts])
    return rows


def _a_year(result: Result) -> pd.DataFrame:
    found = costs(result.monthly, result.scenario)
    keys, figures = ["payer", "line", "unit"], ["quantity", "gbp", "cash_gbp"]
    sums = found.groupby(keys, observed=True, sort=False)[figures].sum()
    return (sums * _DAYS_A_YEAR / result.manifest.days / result.manifest.replications).reset_index()


def prices_words(scenario_price_year: str) -> str:
    """Which prices these are."""
    return f"Prices of {scenario_price_year}, not discounted."


def costs_text(result: Result, lines: bool = False) -> str:
    """What a run costs by payer, and by line where asked; nothing where nothing was counted."""
    rows = cost_rows(result)
    if len(rows) <= 2:
        return ""
    parts = [table(rows, left=(0,))]
    if lines:
        parts.append(table(cost_line_rows(result), left=(0, 1, 3)))
    note = f"{prices_words(result.scenario.money.price_year)} {REFILLS if lines else _SHORT}"
    return "\n\n".join([*parts, fill(note, _WIDTH)])


_SHORT = "Value is at average cost; cash is what changes when there is a little more or less."


def comparison_money_text(comparison: Comparison, name: str) -> str:
    """Who pays and who gains by a what-if."""
    told = "\n".join(fill(sentence, _WIDTH) for sentence in sentences(comparison, name))
    parts = [table(payment_rows(comparison, name), left=(0,)), told]
    if rows := year_rows(comparison, name):
        parts += [table(rows, left=(0,)), fill(years_note(comparison, name), _WIDTH)]
    return "\n\n".join(part for part in parts if part)


def money_note(comparison: Comparison) -> str:
    """What to know of all money of a comparison."""
    return f"Money: above 0 pays more. {prices_words(comparison.base.money.price_year)} {REFILLS}"


def payment_rows(comparison: Comparison, name: str) -> list[list[str]]:
    """A header, then what each payer pays more or less a year; those to whom it is nothing left out."""
    everyone = payments(comparison, name)
    largest = max(abs(part.mean) for each in everyone for part in (each.cash, each.value))
    unit, scale, digits = money_scale(largest)
    found = [each for each in everyone if not each.payer or _seen(each, scale / 10**digits)]
    level = f"{percent(comparison.level)} interval"
    rows = [[f"{name}: {unit} a year", "cash", level, "for schemes", "value", level]]
    for each in found:
        schemes = number(each.scheme.mean / scale, digits) if each.scheme.mean else NOTHING
        cash, value = (_cells(part, scale, digits) for part in (each.cash, each.value))
        rows.append([each.payer or EVERYBODY, *cash, schemes, *value])
    return rows


def _seen(payment: Payment, least: float) -> bool:
    """Whether anything of a payment is more than nothing as it is written."""
    return any(abs(part.mean) >= least / 2 for part in (payment.cash, payment.value, payment.scheme))


def line_rows(comparison: Comparison, name: str) -> list[list[str]]:
    """A header, then every line that changes for every payer, a year."""
    found = line_changes(comparison, name)
    unit, scale, digits = money_scale(max((abs(each.value.mean) for each in found), default=0.0))
    level = f"{percent(comparison.level)} interval"
    rows = [["payer", "line", "units", "", f"cash, {unit}", level, f"value, {unit}", level]]
    for each in found:
        cash, value = (_cells(part, scale, digits) for part in (each.cash, each.value))
        rows.append([each.payer, each.line, number(each.quantity.mean, 1), each.unit, *cash, *value])
    return rows


def _cells(found: Estimate, scale: float, digits: int) -> list[str]:
    low, high = (None if end is None else end / scale for end in (found.low, found.high))
    return [number(found.mean / scale, digits), interval(low, high, digits)]


def sentences(comparison: Comparison, name: str) -> Iterator[str]:
    """What to know of the money of a what-if, a sentence or two each."""
    if unpriced(comparison, name):
        yield "What the what-if itself costs is not stated: it has no scheme with a cost here."
    yield _freed(comparison, name)
    if worth := _worth(comparison, name):
        yield worth
    if earlier := _care(comparison, name):
        yield earlier
    yield _ratio(comparison, name)


def _freed(comparison: Comparison, name: str) -> str:
    found = beds(comparison, name)
    if not found.freed.mean and not found.empty.mean:
        return "No bed day is freed or taken."
    words = f"Bed days freed a year by people who leave sooner: {_count(found.freed)}. "
    if found.refilled.mean >= 0:
        words += f"Of these {_count(found.refilled)} are refilled by people who need the bed"
    else:
        words += "None of these is refilled, since people who need a bed take up fewer as well"
    return (
        f"{words}; {_count(found.empty)} more stand empty. In the model no more people ask for treatment "
        "than before; in practice waiting lists refill freed beds, and only closed beds save money."
    )


def _worth(comparison: Comparison, name: str) -> str:
    avoided = beds(comparison, name).delayed
    if avoided.mean <= 0:
        return ""
    worth = [
        f"{pounds(value.mean)} at {pounds(price.gbp)} ({PRICE_WORDS[which]})"
        for which, (price, value) in three_prices(comparison, name).items()
    ]
    return f"The {_count(avoided)} delayed days avoided a year are valued at {', '.join(worth)}."


def _care(comparison: Comparison, name: str) -> str:
    found = care_days(comparison, name)
    told = [f"{_count(found[what])} of {what}" for what in CARE if _clear(found[what])]
    return f"Days of care a year that begin sooner, or are more: {', '.join(told)}." if told else ""


def _clear(found: Estimate) -> bool:
    """Whether a figure is told from nothing, by its interval where it has one."""
    if found.low is None or found.high is None:
        return abs(found.mean) >= 1
    return found.low > 0 or found.high < 0


def _ratio(comparison: Comparison, name: str) -> str:
    found = cost_per_delayed_day_avoided(comparison, name)
    if found.mean is None:
        return "Cash for a delayed day avoided: not defined, since none is avoided."
    ends = "its interval is not defined, since the days avoided cannot be told from none"
    if found.low is not None and found.high is not None:
        ends = f"{pounds(found.low)} to {pounds(found.high)}"
    below = "; below 0 cash is saved as well" if found.mean < 0 else ""
    without = " without what the what-if itself costs" if unpriced(comparison, name) else ""
    return f"Cash of all payers for a delayed day avoided{without}: {pounds(found.mean)} ({ends}){below}."


def _count(found: Estimate) -> str:
    if found.low is None or found.high is None:
        return number(found.mean)
    return f"{number(found.mean)} ({interval(found.low, found.high)})"


def year_rows(comparison: Comparison, name: str) -> list[list[str]]:
    """A header, then the cash of each payer in each of three years; empty where they are all alike."""
    found = years(comparison, name)
    if len({year.payments for year in found}) < 2:
        return []
    largest = max(abs(each.cash.mean) for year in found for each in year.payments)
    unit, scale, digits = money_scale(largest)
    header = [f"{name}: cash, {unit}"]
    header += [f"year {year.number}" + ("" if year.simulated else ", carried on") for year in found]
    rows = [header]
    for payer, *by_year in zip(_payers(found[0]), *(year.payments for year in found), strict=True):
        if payer == EVERYBODY or any(_seen(each, scale / 10**digits) for each in by_year):
            rows.append([payer, *(number(each.cash.mean / scale, digits) for each in by_year)])
    return rows


def _payers(year: Year) -> list[str]:
    return [each.payer or EVERYBODY for each in year.payments]


def years_note(comparison: Comparison, name: str) -> str:
    """What is to know of years that were not simulated; empty where all were, or all are alike."""
    if not year_rows(comparison, name) or all(year.simulated for year in years(comparison, name)):
        return ""
    return (
        "Carried on: not simulated, but as the months in which all schemes are fully at work; for more years "
        "say --set run.days=1095 where the tables reach."
    )


def who_pays(comparison: Comparison, name: str) -> str:
    """Who pays and who gains in cash, in a sentence: payers whose change is told from none."""
    found = [each for each in payments(comparison, name) if each.payer and _clear(each.cash)]
    paying = [f"{_who(each)} {pounds(each.cash.mean)} more" for each in found if each.cash.mean > 0]
    gaining = [f"{_who(each)} {pounds(-each.cash.mean)} less" for each in found if each.cash.mean < 0]
    if not found:
        return f"'{name}' shows no clear effect on anybody's cash."
    return f"'{name}', cash a year: {', '.join([*paying, *gaining])}."


def _who(payment: Payment) -> str:
    return {"NHS": "the NHS pays", "council": "councils pay", "district": "districts pay"}.get(
        payment.payer, f"the {payment.payer} pays"
    )
