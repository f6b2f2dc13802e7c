"""In a care home: a place is found or already there; until the stay ends, or an admission.

During an admission the place is held for a time; see `hospital`.
"""

import math

from dtocsim.care.calendar import DAYS_A_YEAR
from dtocsim.care.home import admit
from dtocsim.care.lengths import hospital_deaths_per_resident_day, stay_in_care
from dtocsim.care.model import PlaceModel, at_rate
from dtocsim.flow import Constant
from dtocsim.flow.durations import Duration
from dtocsim.scenario import Scenario


def write_care_home(model: PlaceModel) -> None:
    """Write life in a residential or nursing place."""
    journey, people = model.journey, model.people
    pools = {"residential": model.pools.residential, "nursing": model.pools.nursing}
    with (
        journey.branch("place", people.kept) as to,
        to("none"),
        journey.branch("kind of place", people.home) as home,
    ):
        for kind, pool in pools.items():
            with home(kind):
                journey.search(f"{kind}: from home", pool, label="place").set(people.kept, "new")
    with journey.branch("new place", people.kept) as to:
        with to("new"):
            journey.set(people.kept, "yes")
            journey.count(model.records.entered_care)
            journey.note("stay in care", people.life_ends, model.dated(_stay))
            _in_care(model, "new")
        with to("yes"):
            _in_care(model, "back")
        for nothing in ("none", "lost"):
            with to(nothing):
                journey.leave()


def _in_care(model: PlaceModel, name: str) -> None:
    journey, people, rules = model.journey, model.people, model.scenario.care_homes
    with journey.scope(f"{name}: stay in care") as stay:
        journey.hold(f"{name}: in a care home", Constant(math.inf))
        with stay.clock(f"{name}: stay ends", people.life_ends):
            journey.count(model.records.left_care).release("place").leave()
        admitted = at_rate(rules.emergency_admissions_per_resident_year, DAYS_A_YEAR)
        with stay.clock(f"{name}: resident admitted", admitted):
            admit(model)


def _stay(now: Scenario) -> Duration:
    rules = now.care_homes
    deaths = hospital_deaths_per_resident_day(now)
    return stay_in_care(rules.stay_mean_days, rules.stay_median_days, deaths)
