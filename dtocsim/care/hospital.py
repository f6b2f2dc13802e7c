"""Acute, community and mental-health beds: getting in, the clinical stay, and on to `discharge`."""

import math
from math import fsum

from dtocsim.care.beds import EMERGENCY_QUEUES, hours_waited
from dtocsim.care.calendar import deciding_share
from dtocsim.care.discharge import die, go_back, write_discharge
from dtocsim.care.geography import AGE_BANDS
from dtocsim.care.lengths import StayParts, emergency_stay
from dtocsim.care.model import PlaceModel, once, spread
from dtocsim.care.pressure import note_pressure
from dtocsim.care.words import HOMES
from dtocsim.flow import By, Constant
from dtocsim.flow.durations import Duration, Mixture
from dtocsim.flow.journey_steps import Shares
from dtocsim.scenario import Scenario

HOUR = 1 / 24


def write_acute(model: PlaceModel) -> None:
    """An acute spell: zero-day patients need no bed; others wait for one, and stay until fit or dead."""
    journey, people, records = model.journey, model.people, model.records
    _prevent(model)
    with journey.scope("acute spell") as spell:
        _hold_place(model)
        with journey.branch("admitted as", people.route) as to:
            with to("emergency"):
                journey.count(records.emergencies)
                _zero_day(model)
                _emergency_bed(model)
            with to("elective"):
                journey.count(records.electives)
                _elective_bed(model)
        journey.count(records.admitted["acute"])
        model.enter("acute bed", records.in_bed["acute"], since="in_bed")
        note_pressure(model, "admitted")
        with journey.branch("dies", model.dated(lambda now: _deaths(model, now))) as to:
            with to("yes"):
                stay = model.dated(lambda now: _stays(model, now, now.hospital.death_stay_ratio))
                journey.hold("stay until death", stay, since=model.since("stay"))
                die(model, "acute")
            with to("no"):
                stay = model.dated(lambda now: _survivors_stays(model, now))
                journey.hold("clinical stay", stay, model.deciding, since=model.since("stay"))
                model.forget("clinical stay", "stay")
        write_discharge(model, "acute", "bed")
        # The end that a stay in a care home would have had anyway does not wait for the hospital.
        with spell.clock("end of life in hospital", people.life_ends):
            die(model, "acute")


def _prevent(model: PlaceModel) -> None:
    """Schemes that may prevent an emergency admission, one after the other."""
    preventing = [site for site in model.sites if site.scheme.prevents]
    if not preventing:
        return
    with model.journey.branch("prevented", model.people.route) as to, to("emergency"):
        for site in preventing:
            site.scheme.before_admission(site, model)


def _dies(share: float) -> dict[str, float]:
    return {"yes": share, "no": 1 - share}


def _deaths(model: PlaceModel, now: Scenario) -> By[Shares]:
    """Whether a patient dies during the clinical stay, by age band and route of admission."""
    people, routes = model.people, model.people.route.values
    elective = _dies(now.hospital.elective_death_share)
    by_age: dict[str, Shares | By[Shares]] = {}
    for band in AGE_BANDS:
        emergency = _dies(now.hospital.emergency_death_share[band])
        by_age[band] = By(
            people.route, {route: elective if route == "elective" else emergency for route in routes}
        )
    return By(people.age, by_age)


def _stays(model: PlaceModel, now: Scenario, ratio: float) -> By[Duration]:
    """The clinical stay by age band and route of admission, stretched by a ratio."""
    people, routes = model.people, model.people.route.values
    by_age: dict[str, Duration | By[Duration]] = {}
    for position, band in enumerate(AGE_BANDS):
        emergency = _mixed(emergency_stay(now, position, ratio))
        elective = _elective_stay(now, band, ratio)
        by_age[band] = By(
            people.route, {route: elective if route == "elective" else emergency for route in routes}
        )
    return By(people.age, by_age)


def _survivors_stays(model: PlaceModel, now: Scenario) -> By[Duration]:
    """The clinical stay of survivors, in hours of decisions; shorter if admitted under pressure."""
    usual = deciding_share(model.scenario)
    if (pressed := model.people.pressed) is None:
        return _stays(model, now, usual)
    shorter = usual * (1 - now.pressure.stay_saved_share)
    return By(pressed, {"no": _stays(model, now, usual), "yes": _stays(model, now, shorter)})


def _mixed(parts: StayParts) -> Duration:
    stays = [(weight, spread(mean, sd)) for weight, mean, sd in parts]
    return stays[0][1] if len(stays) == 1 else Mixture(tuple(stays))


def _elective_stay(now: Scenario, band: str, ratio: float) -> Duration:
    hospital = now.hospital
    return spread(
        hospital.elective_stay_mean_days[band] * ratio, hospital.elective_stay_sd_days[band] * ratio
    )


def _hold_place(model: PlaceModel) -> None:
    """A resident's place or a client's package is held for a time, then given up."""
    journey, people = model.journey, model.people
    package = model.dated(lambda now: Constant(now.home_care.package_held_days))
    place = model.dated(lambda now: Constant(now.care_homes.place_held_days))
    held = {"home care": ("package", package), "residential": ("place", place), "nursing": ("place", place)}
    with (
        journey.branch("something held", people.kept) as to,
        to("yes"),
        journey.background("held for a time"),
        journey.branch("held where", people.home) as home,
    ):
        for name in HOMES[1:]:
            label, length = held[name]
            with home(name):
                journey.hold(f"held: {name}", length).release(label).set(people.kept, "lost")
                journey.count(model.records.left_care)


def _zero_day(model: PlaceModel) -> None:
    """Some emergencies need no night and no bed: assessed and sent back on the same day."""
    journey = model.journey

    def same_day(now: Scenario) -> Shares:
        share = now.demand.zero_day_share
        return {"yes": share, "no": 1 - share}

    with journey.branch("same day", model.dated(same_day)) as to, to("yes"):
        journey.count(model.records.zero_day)
        stay = model.dated(lambda now: once(now.hospital.zero_day_stay_mean_hours * HOUR))
        journey.hold("zero-day stay", stay)
        go_back(model)


def _choose_hospital(model: PlaceModel, name: str) -> None:
    """One of the hospitals that serve the place, as often as its residents use them."""
    shares = dict.fromkeys(model.people.hospital.values, 0.0)
    for position, hospital in enumerate(model.hospitals):
        shares[str(position)] = model.expected.hospital_shares[hospital.id]
    total = fsum(shares.values())
    model.journey.draw(name, model.people.hospital, {value: share / total for value, share in shares.items()})


def _emergency_bed(model: PlaceModel) -> None:
    """Wait for a bed; who has waited longer goes first, and before 12 hours an escalation bed is opened.

    The queue is one of those who waited for less than 4 hours, for longer, and for so long that an escalation
    bed will do; planned patients stand behind them all.
    """
    _choose_hospital(model, "emergency: hospital")
    journey, pools = model.journey, model.pools
    beds, escalation = model.by_hospital(pools.acute, None), model.by_hospital(pools.escalation, None)

    twelve, opened, four, _ = hours_waited(model.scenario)

    def wait(name: str, priority: int, hours: float) -> None:
        journey.seize(
            *((beds,) if priority > 1 else (beds, escalation)),
            label="bed",
            name=f"emergency: {name}",
            priority=priority,
            patience=Constant(hours * HOUR) if priority else None,
        )

    wait("wait for a bed", 3, four)
    with journey.otherwise():
        wait("wait over 4 hours", 2, opened - four)
        with journey.otherwise():
            wait("wait for any bed", 1, twelve - opened)
            with journey.otherwise():
                wait("wait over 12 hours", 0, math.inf)


def _elective_bed(model: PlaceModel) -> None:
    """A planned admission waits behind the emergencies, and is postponed when the wait is too long."""
    journey = model.journey
    patience = model.dated(lambda now: Constant(now.hospital.elective_patience_hours * HOUR))
    postponed = model.dated(lambda now: once(now.hospital.elective_postponed_days))
    _choose_hospital(model, "elective: hospital")
    with journey.repeat("elective admission"):
        journey.seize(
            model.by_hospital(model.pools.acute, None),
            label="bed",
            name="elective: wait for a bed",
            priority=EMERGENCY_QUEUES,
            patience=patience,
        )
        with journey.otherwise():
            journey.count(model.records.postponed)
            journey.hold("elective: postponed", postponed).again("elective admission")


def write_community(model: PlaceModel) -> None:
    """A spell in a community bed, which is held already."""
    journey, records = model.journey, model.records
    journey.count(records.admitted["community"])
    model.enter("community bed", records.in_bed["community"], since="in_bed")
    stay = model.dated(
        lambda now: spread(now.hospital.community_stay_mean_days, now.hospital.community_stay_sd_days)
    )
    journey.hold("community stay", stay)
    deaths = model.dated(lambda now: _dies(now.hospital.community_death_share))
    with journey.branch("dies in a community bed", deaths) as to, to("yes"):
        die(model, "community")
    write_discharge(model, "community", "community bed")


def write_mental_health(model: PlaceModel) -> None:
    """A spell in a mental-health bed."""

    def stay(now: Scenario) -> Duration:
        hospital = now.hospital
        return spread(hospital.mental_health_stay_mean_days, hospital.mental_health_stay_sd_days)

    journey, records = model.journey, model.records
    journey.seize(model.mental_health, label="mental-health bed", name="wait for a mental-health bed")
    journey.count(records.admitted["mental health"])
    model.enter("mental-health bed", records.in_bed["mental health"], since="in_bed")
    journey.hold("mental-health stay", model.dated(stay))
    write_discharge(model, "mental health", "mental-health bed")
