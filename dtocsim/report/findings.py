"""What a plot shows, in a sentence for the title of a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dtocsim.care.measures import MEASURES
from dtocsim.care.quantities import LENGTHS
from dtocsim.experiment import Comparison
from dtocsim.report.comparison import answer
from dtocsim.report.kinds import KINDS, title_of
from dtocsim.report.money import who_pays
from dtocsim.report.numbers import number, percent
from dtocsim.report.plots.change import shown_area, unit_of
from dtocsim.report.plots.councils import councils
from dtocsim.report.plots.data import measured, summed
from dtocsim.report.plots.flows import COMMUNITY, HOSPITAL, flows
from dtocsim.report.plots.lengths import shares
from dtocsim.report.plots.occupancy import capacity_and_use, occupied_and_usable
from dtocsim.report.plots.waterfall import steps
from dtocsim.report.reasons import REASONS

if TYPE_CHECKING:
    from dtocsim.experiment import Result


def finding(subject: Result | Comparison, kind: str) -> str:
    """A sentence for a plot that can be drawn of the subject; its title where no sentence is known.

    Args:
        subject: A result or a comparison.
        kind: One of `KINDS`.
    """
    known = _OF_COMPARISON if isinstance(subject, Comparison) else _OF_RESULT
    return known[kind](subject) if kind in known else title_of(KINDS[kind], subject)


def _effect(comparison: Comparison) -> str:
    # Its certainty stands in the picture.
    return f"{answer(comparison).split(' (')[0]}."


def _levels(comparison: Comparison) -> str:
    best = comparison.change(shown_area(comparison), comparison.measure)
    unit = unit_of(comparison.measure)
    before, after = number(best.base, 1), number(best.mean, 1)
    if best.difference == 0:
        return f"{before} {unit} with '{best.what_if}' as without it."
    if best.low is not None and best.high is not None and best.low <= 0 <= best.high:
        return f"{before} {unit}, and {after} with '{best.what_if}': no clear effect."
    return f"From {before} to {after} {unit} with '{best.what_if}'."


def _largest_month(comparison: Comparison) -> str:
    row = _largest(comparison, by_month=True)
    if row["difference"] == 0:
        return f"'{row['what_if']}' changes nothing in any month."
    change = f"{number(row['difference'], 1)} {unit_of(comparison.measure)}"
    return f"'{row['what_if']}': the largest change of a month is {change}, in {row['month']:%B %Y}."


def _largest_area(comparison: Comparison) -> str:
    row = _largest(comparison, by_month=False)
    if row["difference"] == 0:
        return f"'{row['what_if']}' changes nothing in any area."
    change = f"{number(row['difference'], 2)} {unit_of(comparison.measure)}"
    return f"'{row['what_if']}' changes most in {row['area']}: {change}."


def _largest(comparison: Comparison, by_month: bool) -> dict[str, Any]:
    """The row with the largest difference of the what-if with the lowest mean, by month or by area."""
    table = comparison.differences
    place = table["area"] == "" if by_month else table["area"] != ""
    time = table["month"].notna() if by_month else table["month"].isna()
    which = (table["measure"] == comparison.measure) & (table["what_if"] == shown_area(comparison))
    found = table[place & time & which]
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in found.to_dict("records")
    ]
    return max(rows, key=lambda row: abs(float(row["difference"])))


def _together(comparison: Comparison) -> str:
    walked = steps(comparison)
    digits = max(1, MEASURES[comparison.measure].decimals)
    first, last = (number(walked[at].mean, digits) for at in (0, -1))
    most = max(walked[1:], key=lambda step: abs(step.change))
    if most.change == 0:
        return f"All together change nothing: {last} {unit_of(comparison.measure)}, as in the baseline."
    return (
        f"All together: from {first} to {last} {unit_of(comparison.measure)}; '{most.name}' changes most, "
        f"{number(most.change, digits)}."
    )


def _who_pays(comparison: Comparison) -> str:
    return who_pays(comparison, shown_area(comparison))


def _main_reason(result: Result) -> str:
    beds = measured(result, "dtoc_beds", ("reason",)).mean()
    reason = max(REASONS, key=lambda each: float(beds.get(each.code, 0.0)))
    share = float(beds.get(reason.code, 0.0) / beds.sum())
    return f"The most frequent reason is {reason.label}: {percent(share)} of delayed days."


def _main_organisation(result: Result) -> str:
    beds = measured(result, "dtoc_beds", ("organisation",)).mean()
    name = str(beds.idxmax())
    who = (
        "The NHS answers"
        if name == "NHS"
        else f"{name.capitalize()} {'answer' if name == 'both' else 'answers'}"
    )
    return f"{who} for {percent(float(beds[name] / beds.sum()))} of delayed days."


def _councils(result: Result) -> str:
    found = councils(result)
    high, low = (f"{number(each.rate, 1)} in {each.name}" for each in (found[0], found[-1]))
    return f"From {low} to {high}, beds for 10,000 people aged 65 and over."


def _over(result: Result, quantity: str, first: str) -> str:
    """The share of what ended in a bin of lengths or a longer one."""
    found = shares(result, quantity)
    return percent(float(found.iloc[LENGTHS.index(first) :].sum()), 1)


def _long_delays(result: Result) -> str:
    return f"{_over(result, 'delays_ended', '7 to 14 days')} of delays last a week or longer."


def _long_fit_stays(result: Result) -> str:
    share = _over(result, "medically_fit_ended", "1 to 2 days")
    return f"{share} of patients stay a day or longer after being medically fit."


def _long_waits(result: Result) -> str:
    share = _over(result, "bed_waits", "4 to 12 hours")
    return f"{share} of emergency patients wait 4 hours or longer for a bed."


def _go_home(result: Result) -> str:
    table = flows(result)
    left = table[table["from"].isin([HOSPITAL, COMMUNITY]) & ~table["to"].isin([HOSPITAL, COMMUNITY])]
    share = float(left.loc[left["to"] == "home", "people"].sum() / left["people"].sum())
    return f"{percent(share)} of hospital stays end at home without a package of care or reablement."


def _occupied(result: Result) -> str:
    occupied, usable = occupied_and_usable(result)
    share = percent(float(occupied.sum() / usable.sum()), 1)
    return f"On an average midnight {share} of usable beds are occupied."


def _fullest(result: Result) -> str:
    capacity, used = capacity_and_use(result)
    share = used / capacity
    return f"Fullest outside hospital: {share.idxmax()}, {percent(float(share.max()), 1)} in use."


def _oldest(result: Result) -> str:
    beds = measured(result, "dtoc_beds", ("age band",)).mean()
    share = float(beds.reindex(["75-84", "85+"]).sum() / beds.sum())
    return f"{percent(share)} of delayed days are those of people aged 75 and over."


def _new_support(result: Result) -> str:
    left, fit = (
        percent(1 - float(found.get("0", 0.0) / found.sum()))
        for found in (summed(result, name, "category") for name in ("discharges", "medically_fit_days"))
    )
    return f"{left} of discharges need new support; they take {fit} of the days of fit patients in a bed."


_OF_COMPARISON: dict[str, Any] = {
    "what_ifs": _effect,
    "against_baseline": _levels,
    "difference_by_month": _largest_month,
    "change_by_area": _largest_area,
    "waterfall": _together,
    "money": _who_pays,
}
_OF_RESULT: dict[str, Any] = {
    "dtoc_by_reason": _main_reason,
    "dtoc_by_organisation": _main_organisation,
    "councils_by_system": _councils,
    "people_between_places": _go_home,
    "lengths_of_delays": _long_delays,
    "lengths_of_fit_stays": _long_fit_stays,
    "waits_for_a_bed": _long_waits,
    "discharge_pathways": _new_support,
    "beds_against_capacity": _occupied,
    "care_against_capacity": _fullest,
    "age_bands": _oldest,
}
