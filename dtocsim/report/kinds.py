"""Every kind of plot: its title, its unit, what it shows, and who draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dtocsim import care
from dtocsim.experiment.orders import contributions
from dtocsim.report import plots
from dtocsim.report.numbers import count, percent

if TYPE_CHECKING:
    from dtocsim.experiment import Comparison

Subject = "Result | Comparison | EnsembleResult | pd.DataFrame"
Of = Literal["result", "comparison", "ensemble", "table"]
Box = tuple[float, float, float, float]

# Left, bottom, width, height of the axes, as shares of the picture.
LABELLED: Box = (0.07, 0.2, 0.595, 0.62)
# Figures of a hundred thousand stand at the left of it.
TALL: Box = (0.088, 0.2, 0.577, 0.62)
NAMED: Box = (0.3, 0.2, 0.4, 0.6)
# Twenty rows of letters with dots above them and tails below.
ROWS: Box = (0.3, 0.2, 0.4, 0.62)
MAP: Box = (0.14, 0.2, 0.83, 0.62)
BARE: Box = (0.02, 0.14, 0.96, 0.68)


@dataclass(frozen=True)
class Kind:
    """One kind of plot.

    Attributes:
        name: What it is called in commands and files.
        of: What it shows: a result, a comparison, the run of an ensemble, or a table.
        title: The measure, for the title.
        unit: Unit and, where it matters, what is compared; of a comparison its own measure's where empty.
        draw: Takes the subject and the axes, returns the axes.
        box: Where the axes stand.
        about: One line for a list.
    """

    name: str
    of: Of
    title: str
    unit: str
    draw: Callable[..., Any]
    box: Box
    about: str


def _result(name: str, title: str, unit: str, box: Box, about: str) -> Kind:
    return Kind(name, "result", title, unit, getattr(plots, name), box, about)


def _comparison(name: str, title: str, box: Box, about: str) -> Kind:
    return Kind(name, "comparison", title, "", getattr(plots, name), box, about)


def _ensemble(name: str, title: str, box: Box, about: str) -> Kind:
    return Kind(name, "ensemble", title, "", getattr(plots, name), box, about)


def _table(name: str, title: str, unit: str, box: Box, about: str) -> Kind:
    return Kind(name, "table", title, unit, getattr(plots, name), box, about)


_DELAYED = "Delayed transfers of care"
_ALL = (
    _result(
        "dtoc_by_reason",
        f"{_DELAYED} by reason",
        "beds a day, weekly mean",
        LABELLED,
        "beds by official reason over time; published months where there are any",
    ),
    _result(
        "dtoc_by_organisation",
        f"{_DELAYED} by responsible organisation",
        "beds a day, monthly mean",
        LABELLED,
        "beds by NHS, social care and both; published months where there are any",
    ),
    _result(
        "councils_by_system",
        f"{_DELAYED} by council",
        "beds for 10,000 people aged 65 and over",
        NAMED,
        "a strip a system, ranked, a dot a council; the stroke is the mean of the system",
    ),
    _result(
        "council_neighbours",
        f"{_DELAYED}: a council among those most like it",
        "beds for 10,000 people aged 65 and over",
        NAMED,
        "a council among ten like it in size, age and deprivation; needs --council",
    ),
    _result(
        "people_between_places",
        "Where hospital patients come from and go to",
        "people in the run, stays of no night included",
        BARE,
        "flow of people between home, hospital, community hospital and care",
    ),
    _result(
        "lengths_of_delays",
        "Length of delayed transfers",
        "% of delays that ended",
        NAMED,
        "distribution of the lengths of delays",
    ),
    _result(
        "lengths_of_fit_stays",
        "Time in bed after being medically fit",
        "% of patients who left",
        NAMED,
        "distribution of the time from fit to leaving",
    ),
    _result(
        "waits_for_a_bed",
        "Wait from decision to admit to a bed",
        "% of emergency patients of the providers that serve it",
        NAMED,
        "distribution of emergency waits for a bed",
    ),
    _result(
        "beds_against_capacity",
        "General and acute beds: occupied and usable",
        "beds at midnight of the providers that serve it",
        TALL,
        "beds occupied day by day against usable and available beds",
    ),
    _result(
        "care_against_capacity",
        "Care outside hospital: in use of what there is",
        "% in use or held",
        NAMED,
        "places, packages and staff in use against capacity",
    ),
    _result(
        "deprivation_fifths",
        f"{_DELAYED} by deprivation of the neighbourhood",
        "beds for 10,000 people aged 65 and over",
        NAMED,
        "delays by deprivation fifth, for people aged 65 and over",
    ),
    _result("age_bands", f"{_DELAYED} by age", "beds a day", NAMED, "delays by age band"),
    _result(
        "discharge_pathways",
        "Discharge pathways",
        "% of discharges (blue) and of days fit in a bed (orange)",
        NAMED,
        "discharges and days fit in a bed by pathway",
    ),
    _result(
        "precision",
        f"{_DELAYED}: mean as replications are added",
        "beds a day, 95 % interval",
        LABELLED,
        "is the number of replications enough",
    ),
    _result(
        "warm_up",
        f"{_DELAYED}: does the run begin settled?",
        "beds a day",
        LABELLED,
        "has the warm start left a trend",
    ),
    _comparison(
        "against_baseline",
        "what-if and baseline by month",
        LABELLED,
        "lines by month; the band is the paired interval",
    ),
    _comparison(
        "difference_by_month",
        "what-if minus baseline by month",
        LABELLED,
        "paired differences by month with their intervals",
    ),
    _comparison(
        "what_ifs",
        "what-if minus baseline",
        NAMED,
        "every what-if's difference with its interval; an open circle holds zero",
    ),
    _comparison(
        "change_by_area",
        "what-if minus baseline by area",
        NAMED,
        "the areas with the largest differences",
    ),
    _comparison(
        "change_by_fifth",
        "change by deprivation",
        NAMED,
        "relative changes by deprivation fifth of the neighbourhood with their intervals",
    ),
    _comparison(
        "waterfall",
        "from the baseline, one what-if after another",
        ROWS,
        "steps of what-ifs that build on one another, in the order given",
    ),
    _ensemble(
        "ensemble_by_month",
        "by month, with both uncertainties",
        LABELLED,
        "months with bands: both uncertainties, parameters alone; what-ifs as differences",
    ),
    _comparison(
        "money",
        "Who pays, who gains",
        NAMED,
        "what each payer pays more or less a year: cash is dark, value at average cost is light",
    ),
    _table(
        "sweep_curve",
        "Sweep",
        "mean and interval",
        LABELLED,
        "sweep of one key (or two), or table with columns x, mean [low, high, series]",
    ),
    _table("sweep_map", "Sweep", "mean", MAP, "sweep of two keys, or table with columns x, y, mean"),
    _table("sweep_split", "Sweep", "difference", BARE, "sweep that divides a sum among three schemes"),
)
KINDS = {kind.name: kind for kind in _ALL}


def kinds_text() -> str:
    """All kinds, one a line, with what they need."""
    wide = max(map(len, KINDS)) + 2
    return "\n".join(f"{kind.name:<{wide}}{kind.of:<12}{kind.about}" for kind in KINDS.values())


def title_of(kind: Kind, subject: Any) -> str:
    """The title: measure and what is shown of it."""
    if kind.of == "table":
        return str(subject.attrs.get("title", kind.title))
    if kind.of == "result" or kind.name == "money":
        return kind.title
    return f"{care.measures.MEASURES[subject.measure].label.strip()}: {kind.title}"


def subtitle_of(kind: Kind, subject: Any) -> str:
    """Area and unit, and which what-ifs a plot of many shows."""
    if kind.of == "result":
        return f"{subject.manifest.area}: {kind.unit}"
    if kind.of == "table":
        return ": ".join(
            part for part in (subject.attrs.get("area", ""), subject.attrs.get("unit", kind.unit)) if part
        )
    if kind.of == "ensemble":
        which = "" if len(subject.names) == 1 else ", what-if minus baseline"
        bands = "eight in ten; dark: parameters alone"
        return f"{subject.area}: {care.measures.MEASURES[subject.measure].unit}{which}; {bands}"
    if kind.name == "money":
        sure = f", {percent(subject.level)} interval" if subject.replications > 1 else ""
        year = subject.base.money.price_year
        unit = plots.money_unit(subject)
        return f"{subject.area}: {unit} a year, prices of {year}{sure}; {plots.shown_area(subject)}"
    unit = "% of the baseline" if kind.name == "change_by_fifth" else plots.unit_of(subject.measure)
    parts = [f"{subject.area}: {unit}"]
    if subject.replications > 1:
        together = " of all what-ifs together" if len(subject.names) > 2 else ""
        parts.append(f"{percent(subject.level)} interval{together}")
    return "; ".join([*parts, *_which(kind, subject)])


def _which(kind: Kind, comparison: Comparison) -> list[str]:
    many = len(comparison.names) - 1
    if kind.name in ("change_by_area", "change_by_fifth"):
        return [plots.shown_area(comparison)]
    if kind.name in ("against_baseline", "difference_by_month") and many > plots.MOST_LINES:
        return [f"the {plots.MOST_LINES} lowest of {many}"]
    if kind.name == "waterfall" and contributions(comparison):
        return ["mean over all orders"]
    if kind.name == "what_ifs" and many > plots.MOST_ROWS:
        return [f"the {plots.MOST_ROWS} lowest of {count(many, 'what-if')}"]
    return []
