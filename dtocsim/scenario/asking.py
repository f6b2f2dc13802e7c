"""A new what-if by a few questions: whom it is about, what it asks, what it changes; a slip is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from .catalogue import accepted, plausible
from .explain import unit_of
from .problems import ScenarioError
from .starting import Begun, WhatIf, key_of
from .varying import flat
from .writer import in_line

Ask = Callable[[str, str], str]
"""Asks a question, with what an empty answer means, and returns the answer."""
Tell = Callable[[str], None]
Answer = TypeVar("Answer")

OFTEN_CHANGED = (
    "capacity.packages_of_care_added",
    "capacity.reablement_places_added",
    "capacity.residential_places_added",
    "capacity.nursing_places_added",
    "capacity.community_beds_added",
    "capacity.assessors_added",
    "home_care.search_mean_days",
    "placement.residential_search_mean_days",
    "placement.nursing_search_mean_days",
    "assessment.mean_hours",
    "funding.mean_days",
    "reablement.stay_mean_days",
    "equipment.delivery_mean_days",
    "discharge.hospital_process_mean_hours",
)
"""What planners ask about most; every other key may be named as well."""


def ask(what_if: WhatIf, question: Ask, tell: Tell) -> WhatIf:
    """Complete what a user said of a what-if by questions.

    Args:
        what_if: what is known so far; its name is the one offered.
        question: asks the user.
        tell: tells the user something.
    """
    what_if = _area(what_if, question, tell)
    name = question("Name", what_if.name)
    asked = question("Which question shall it answer?", what_if.question or f"What does {name} change?")
    what_if = replace(what_if, name=name, question=asked)
    return _changes(what_if, question, tell)


def _area(what_if: WhatIf, question: Ask, tell: Tell) -> WhatIf:
    while True:
        chosen = replace(what_if, area=question("Area: England, a system, council or district", what_if.area))
        try:
            return replace(chosen, area=Begun(chosen).area.name)
        except ScenarioError as error:
            tell(_reason(error))


def _changes(what_if: WhatIf, question: Ask, tell: Tell) -> WhatIf:
    """Add one change after the other until an empty answer."""
    tell(_list(what_if))
    while key := question("What shall be different? A number of the list, or any key; empty when done", ""):
        changed = _changed(what_if, key.strip(), question, tell)
        what_if = changed or what_if
    return what_if


def _changed(what_if: WhatIf, key: str, question: Ask, tell: Tell) -> WhatIf | None:
    """One more change; None for a key that does not exist or a value that is not given."""
    try:
        key = (
            OFTEN_CHANGED[int(key) - 1]
            if key.isdigit() and 0 < int(key) <= len(OFTEN_CHANGED)
            else key_of(key)
        )
    except ScenarioError as error:
        tell(_reason(error))
        return None
    now = flat(Begun(replace(what_if, changes={})).scenario.content())[key]
    wanted = f"{key}: {accepted(key)}{plausible(key)}; now {in_line(now)}"
    while value := question(f"{wanted}. New value; empty to leave it", ""):
        changed = replace(what_if, changes={**what_if.changes, key: value.strip()})
        try:
            Begun(changed)
        except ScenarioError as error:
            tell(_reason(error))
        else:
            return changed
    return None


def _list(what_if: WhatIf) -> str:
    """The values that are often changed, each with its number, unit and present value."""
    scenario = Begun(what_if).scenario
    values = flat(scenario.content())
    width = max(map(len, OFTEN_CHANGED))
    return "\n".join(
        f"{number:>4}  {key:<{width}}  {in_line(values[key])} {unit_of(scenario, key)}"
        for number, key in enumerate(OFTEN_CHANGED, start=1)
    )


def _reason(error: ScenarioError) -> str:
    """What is wrong, without the option it would have been said with."""
    return "\n".join(f"  {str(each).partition(': ')[2]}" for each in error.problems)
