"""Who comes from outside: emergencies, planned patients, and people from home into care."""

from math import fsum, inf

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.calendar import DAYS_A_YEAR, emergency_admissions, planned_pause
from dtocsim.care.geography import AGE_BANDS
from dtocsim.care.model import PlaceModel
from dtocsim.care.newcomers import in_reablement_readmitted
from dtocsim.flow import Network
from dtocsim.flow.network import Stream

EMERGENCY_BAND, OTHER_BAND = 4.0, 1.0
"""Widths of rate bands of streams, arrivals a day: constants of the model, so that candidates never move."""


def age_shares(model: PlaceModel) -> dict[str, dict[str, float]]:
    """Return the age bands of newcomers by the route they come by."""
    scenario = model.scenario
    new = model.expected.new_emergencies
    emergencies = [people / fsum(new) for people in new] if fsum(new) > 0 else [1.0, 0.0, 0.0, 0.0]
    by_route = {
        "emergency": emergencies,
        "elective": scenario.demand.elective_age_share.in_order(),
        "mental health": scenario.hospital.mental_health_age_share.in_order(),
        "resident": scenario.care_homes.age_share.in_order(),
        "client": scenario.home_care.age_share.in_order(),
    }
    return {route: _exact(dict(zip(AGE_BANDS, shares, strict=True))) for route, shares in by_route.items()}


def _exact(shares: dict[str, float]) -> dict[str, float]:
    total = fsum(shares.values())
    return {name: share / total for name, share in shares.items()}


def write_streams(model: PlaceModel, network: Network) -> None:
    """Write the streams of a place: emergencies, electives, mental health, and people from home into care."""
    scenario, expected = model.scenario, model.expected
    per_day = _emergencies(model, network) * _by_weekday(model, "emergency")
    per_day *= model.timeline.by_day(lambda now: now.demand.emergency_admissions_ratio)
    usual = model.expectations.scenario.demand.elective_overnight_admissions_per_year
    # Of a base without electives nobody knows where those of a what-if would go.
    more = model.timeline.by_day(
        lambda now: now.demand.elective_overnight_admissions_per_year / (usual or inf) * expected.electives
    )
    planned = more * _by_weekday(model, "elective") * planned_pause(scenario, network.all_days)
    planned *= model.timeline.by_day(lambda now: now.demand.elective_admissions_ratio)
    _stream(
        model, network, "emergencies", "hospital", "emergency", per_day, scenario.demand.emergency_hour_index
    )
    _stream(model, network, "electives", "hospital", "elective", planned, scenario.demand.elective_hour_index)
    flat = np.ones(len(network.all_days))
    steady = (1.0,) * 24
    admitted = expected.mental_health * flat
    _stream(model, network, "mental health", "mental health", "mental health", admitted, steady)
    for kind, arriving in _from_home(model).items():
        chapter, route = ("home care", "client") if kind == "home care" else ("care home", "resident")
        _stream(model, network, f"{kind} from home", chapter, route, arriving * flat, steady, home=kind)


def _by_weekday(model: PlaceModel, kind: str) -> NDArray[np.float64]:
    """Return the index of the weekday of each day of the run; shape (days,)."""
    weekdays = np.asarray([day.weekday() for day in model.timeline.days])
    index = model.timeline.by_day(lambda now: getattr(now.demand, f"{kind}_weekday_index").in_order())
    found: NDArray[np.float64] = index[np.arange(len(weekdays)), weekdays]
    return found


def _emergencies(model: PlaceModel, network: Network) -> NDArray[np.float64]:
    """Return new emergencies a day: England's published months, by the place's expected share."""
    published = emergency_admissions(model.scenario.tables.folder, network.all_days)
    return published * fsum(model.expected.new_emergencies) / model.expectations.everywhere


def _from_home(model: PlaceModel) -> dict[str, float]:
    """Return the people a day who enter care from home: what keeps the numbers in care level."""
    expected, expectations = model.expected, model.expectations
    scenario = expectations.of(model.place)
    home_care, reablement = scenario.home_care, scenario.reablement
    clients = expectations.clients(model.place)
    ending = expectations.ending(model.place, "home_care")
    readmitted = in_reablement_readmitted(expectations, model.place)
    after_reablement = expected.leaving_with("reablement") * (1 - readmitted)
    found = {
        "home care": ending
        - expected.leaving_with("home_care")
        - after_reablement * reablement.onward_home_care_share
    }
    moving = clients * home_care.to_care_home_per_client_year / DAYS_A_YEAR
    moving += after_reablement * reablement.onward_care_home_share
    residential = scenario.care_homes.residential_share_from_home
    for kind, share in (("residential", residential), ("nursing", 1 - residential)):
        ending = expectations.ending(model.place, kind)
        found[kind] = ending - expected.leaving_with(kind) - moving * share
    return {kind: max(0.0, arriving) for kind, arriving in found.items()}


def _stream(
    model: PlaceModel,
    network: Network,
    name: str,
    chapter: str,
    route: str,
    per_day: NDArray[np.float64],
    by_hour: tuple[float, ...],
    home: str = "own",
) -> Stream | None:
    if per_day.max() <= 0:
        return None
    people = model.people
    return network.stream(
        f"{name} {model.place.id}",
        model.journey,
        per_day,
        by_hour=tuple(factor * 24 / fsum(by_hour) for factor in by_hour),
        band_per_day=EMERGENCY_BAND if route == "emergency" else OTHER_BAND,
        attributes={people.chapter: chapter, people.route: route, people.home: home},
    )
