"""People moving between home, hospital, waiting and care: one dot for many, two results on one clock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pandas as pd

from dtocsim.experiment import ResultError
from dtocsim.report.drawing import wrapped
from dtocsim.report.numbers import day, number
from dtocsim.report.plots.data import daily, places, summed

if TYPE_CHECKING:
    from dtocsim.experiment import Result

_PAGE = Path(__file__).parent / "animation.html"
HOME, HOSPITAL, WAITING = "home", "hospital", "waiting"
HOME_CARE, REABLEMENT, CARE_HOME = "home care", "reablement", "care home"
_WORDS = {
    HOME: "at home",
    HOSPITAL: "in hospital",
    WAITING: "delayed",
    HOME_CARE: "home care",
    REABLEMENT: "reablement",
    CARE_HOME: "care homes",
}
COLOURS = {
    HOME: "#41B6E6",
    HOSPITAL: "#005EB8",
    WAITING: "#8A1538",
    HOME_CARE: "#00A499",
    REABLEMENT: "#ED8B00",
    CARE_HOME: "#425563",
}
_RESOURCES = {
    HOME_CARE: ("packages of care",),
    REABLEMENT: ("reablement places",),
    CARE_HOME: ("residential places", "nursing places"),
}
# Where a patient goes on leaving; a bed in a community hospital is still hospital.
_LEADS_TO = {
    "home": HOME,
    "new housing": HOME,
    "home with equipment": HOME,
    "reablement": REABLEMENT,
    "home care": HOME_CARE,
    "residential home": CARE_HOME,
    "nursing home": CARE_HOME,
}
_MOST_DOTS, _HOME_DOTS = 3000, 400
_ROUND = (1, 2, 5)
# Room of an area in the title and of a line above one of two scenes, in letters of their size.
_TITLE, _HEAD = 23.0, 27.0


@dataclass(frozen=True)
class Scene:
    """One result as an animation shows it.

    Attributes:
        name: Name of its scenario.
        counts: People in each place at each midnight, mean over replications; at home is everybody else.
        moves: From, to, people on each day.
    """

    name: str
    counts: dict[str, list[float]]
    moves: list[tuple[str, str, list[float]]]


def scene(result: Result) -> Scene:
    """The people of a result day by day.

    Those in hospital are the residents in any bed, a mean of each month, less those who are delayed. As many
    leave from among the delayed as delays ended in the month: first those who leave for care, since care is
    what most wait for, then some who go home.

    Raises:
        ResultError: The result is of a district, whose care is its council's.
    """
    if result.manifest.kind == "district":
        raise ResultError(
            f"{result.manifest.area} is a district, whose care is its council's; an animation needs a "
            "council, a system or England"
        )
    days = pd.date_range(pd.Timestamp(result.manifest.first_day), periods=result.manifest.days)
    waiting = daily(result, "delayed_days")["delayed_days"]
    care = daily(result, "care_occupied_days", "category")
    counts = {
        HOSPITAL: (_by_month(result, "bed_days", days) - waiting).clip(lower=0.0),
        WAITING: waiting,
        **{
            place: care.reindex(columns=list(names), fill_value=0.0).sum(axis=1)
            for place, names in _RESOURCES.items()
        },
    }
    people = sum(sum(place.population) for place in places(result))
    counts[HOME] = people - pd.concat(counts.values(), axis=1).sum(axis=1)
    return Scene(
        result.manifest.scenario,
        {place: [round(float(value), 1) for value in series] for place, series in counts.items()},
        _moves(result, days, waiting),
    )


def animation(results: Sequence[Result]) -> str:
    """A page that fetches nothing and shows one or two results.

    Args:
        results: One, or a baseline and a what-if with the same days.

    Raises:
        ResultError: The results do not cover the same days of the same area.
    """
    first = results[0].manifest
    for other in (result.manifest for result in results[1:]):
        if (other.first_day, other.days, other.area) != (first.first_day, first.days, first.area):
            raise ResultError(
                f"{other.scenario}: {other.area}, {other.days} days from {other.first_day}; an animation "
                f"shows the same days of one area, {first.area}, {first.days} days from {first.first_day}"
            )
    scenes = [scene(result) for result in results]
    people = people_a_dot(scenes)
    dot = "1 person" if people == 1 else f"{number(people)} people"
    several = first.replications > 1
    means = f"means of {number(first.replications)} replications" if several else "those of one replication"
    at_home = number(scenes[0].counts[HOME][0] / _HOME_DOTS)
    note = (
        f"A dot is {dot}, at home {at_home}: everybody else who lived here in mid-2017. Figures are {means} "
        "at midnight, those in hospital means of a month. Moves that are not recorded lead home or come from "
        f"there. Seed {first.seed}, dtocsim {first.version}."
    )
    # A name that ends the element it stands in would end it in the page too.
    data = json.dumps(_data(results[0], scenes, people), ensure_ascii=False).replace("</", "<\\/")
    area = wrapped(first.area, _TITLE, 1.0, 1, "bold")
    title = f"{area}: patients between home, hospital and care"
    words = {"title": escape(title), "note": escape(note), "data": data}
    return Template(_PAGE.read_text(encoding="utf-8")).substitute(words)


def people_a_dot(scenes: Sequence[Scene]) -> int:
    """The least round number of people a dot so that no scene has more than 3,000 dots outside home."""
    most = max(
        sum(values[at] for place, values in each.counts.items() if place != HOME)
        for each in scenes
        for at in (0, -1)
    )
    sizes = (digit * int(10**power) for power in range(8) for digit in _ROUND)
    return next(size for size in sizes if most / size <= _MOST_DOTS)


def head(name: str) -> str:
    """What stands above a scene: its name, or beginning and end of a long one."""
    return wrapped(name, _HEAD, 1.0, 2, "bold").replace("\n", " ")


def _data(result: Result, scenes: Sequence[Scene], people: int) -> dict[str, object]:
    days = pd.date_range(pd.Timestamp(result.manifest.first_day), periods=result.manifest.days)
    return {
        "places": list(_WORDS),
        "words": _WORDS,
        "colours": COLOURS,
        "people": people,
        "home": _HOME_DOTS,
        "dates": [day(moment.date()) for moment in days],
        "scenes": [
            {
                "name": each.name,
                "head": head(each.name),
                "index": at,
                "counts": each.counts,
                "moves": each.moves,
            }
            for at, each in enumerate(scenes)
        ],
        "figures": [
            {place: [number(value) for value in values] for place, values in each.counts.items()}
            for each in scenes
        ],
    }


def _moves(
    result: Result, days: pd.DatetimeIndex, waiting: pd.Series[float]
) -> list[tuple[str, str, list[float]]]:
    ended = _by_month(result, "delays_ended", days)
    # Who waits is made up by people who become delayed: as many as stop, and the change of the day.
    begun = (ended + waiting.diff().fillna(0.0)).clip(lower=0.0)
    admitted = daily(result, "emergency_admissions")["emergency_admissions"]
    nights = (
        admitted
        - _by_month(result, "zero_day_admissions", days)
        + _by_month(result, "elective_admissions", days)
    )
    found = [(HOME, HOSPITAL, nights.clip(lower=0.0)), (HOSPITAL, WAITING, begun)]
    going = {
        place: _by_month(result, "discharges_by_destination", days, words)
        for place, words in _words().items()
    }
    supported = going[REABLEMENT] + going[HOME_CARE] + going[CARE_HOME]
    share = (ended / supported.where(supported > 0)).fillna(0.0).clip(upper=1.0)
    delayed = {place: share * going[place] for place in (REABLEMENT, HOME_CARE, CARE_HOME)}
    delayed[HOME] = (ended - sum(delayed.values())).clip(lower=0.0, upper=going[HOME])
    for place, people in going.items():
        found += [(WAITING, place, delayed[place]), (HOSPITAL, place, people - delayed[place])]
    return [(start, end, [round(float(value), 2) for value in series]) for start, end, series in found]


def _words() -> dict[str, list[str]]:
    """Destinations on leaving by the place they are."""
    return {
        place: [word for word, leads in _LEADS_TO.items() if leads == place]
        for place in (HOME, REABLEMENT, HOME_CARE, CARE_HOME)
    }


def _by_month(
    result: Result, quantity: str, days: pd.DatetimeIndex, words: Sequence[str] | None = None
) -> pd.Series[float]:
    """A quantity of the monthly table spread evenly over the days of each month."""
    sums = summed(result, quantity, ["month", "category"]).reset_index()
    if words is not None:
        sums = sums[sums["category"].isin(list(words))]
    months = sums.groupby("month")["value"].sum()
    starts = days.to_period("M").to_timestamp()
    lengths = pd.Series(starts).value_counts()
    values = [float(months.get(start, 0.0)) / int(lengths[start]) for start in starts]
    return pd.Series(values, index=days)
