"""At home: on one's own, with a package of care, or in reablement."""

import math

from dtocsim.care.bridging import may_bridge, write_bridges
from dtocsim.care.calendar import DAYS_A_YEAR
from dtocsim.care.lengths import READMISSION_WINDOW_DAYS
from dtocsim.care.model import PlaceModel, at_rate, once, spread
from dtocsim.care.words import BRIDGED_NEED, FIFTHS
from dtocsim.flow import By, Constant
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_steps import Shares
from dtocsim.scenario import Scenario


def admit(model: PlaceModel) -> None:
    """Be admitted as an emergency."""
    journey, people = model.journey, model.people
    journey.set(people.route, "emergency").set(people.chapter, "hospital")


def write_home(model: PlaceModel) -> None:
    """Home without support: some are readmitted within 30 days, the others leave the model."""
    journey, people = model.journey, model.people

    def readmitted(now: Scenario) -> By[Shares]:
        usual = _readmitted(model, now, now.after.readmission_30_days_share)
        if (pressed := people.pressed) is None:
            return usual
        more = now.after.readmission_30_days_share * (1 + now.pressure.readmission_more_share)
        return By(pressed, {"no": usual, "yes": _readmitted(model, now, more)})

    with journey.branch("readmitted within 30 days", model.dated(readmitted)) as to:
        with to("yes"):
            until = model.dated(lambda now: once(now.after.readmission_mean_days))
            journey.hold("at home until readmitted", until)
            journey.count(model.records.readmissions)
            admit(model)
        with to("no"):
            journey.leave()


def _readmitted(model: PlaceModel, now: Scenario, mean_share: float) -> By[Shares]:
    ratios = now.after.deprivation_readmission_ratio.in_order()
    shares = {fifth: min(1.0, mean_share * ratio) for fifth, ratio in zip(FIFTHS, ratios, strict=True)}
    return By(model.people.deprivation, {fifth: _yes(share) for fifth, share in shares.items()})


def write_home_care(model: PlaceModel) -> None:
    """A package of care: until it ends, an admission (it is held for a time), or a move to a care home."""
    journey, people = model.journey, model.people
    with journey.branch("package", people.kept) as to, to("none"):
        if may_bridge(model, BRIDGED_NEED):
            write_bridges(model)
        else:
            journey.search("home care: from home", model.pools.home_care, label="package")
        journey.set(people.kept, "new")
    with journey.branch("new package", people.kept) as to:
        with to("new"):
            journey.set(people.kept, "yes")
            journey.count(model.records.entered_care)
            length = model.dated(
                lambda now: spread(now.home_care.episode_mean_days, now.home_care.episode_sd_days)
            )
            journey.note("package of care", people.package_ends, length)
            _with_package(model, "new")
        with to("yes"):
            _with_package(model, "back")
        for nothing in ("none", "lost"):
            with to(nothing):
                journey.leave()


def _with_package(model: PlaceModel, name: str) -> None:
    journey, people, rules = model.journey, model.people, model.scenario.home_care
    with journey.scope(f"{name}: package of care") as care:
        journey.hold(f"{name}: with a package of care", Constant(math.inf))
        with care.clock(f"{name}: package ends", people.package_ends):
            journey.count(model.records.left_care).release("package").leave()
        admitted = at_rate(rules.emergency_admissions_per_client_year, DAYS_A_YEAR)
        with care.clock(f"{name}: client admitted", admitted):
            admit(model)
        moving = at_rate(rules.to_care_home_per_client_year, DAYS_A_YEAR)
        with care.clock(f"{name}: to a care home", moving):
            journey.count(model.records.left_care).release("package")
            journey.set(people.kept, "none").set(people.chapter, "care home")
            _choose_home(model, f"{name}: kind of home")


def write_reablement(model: PlaceModel) -> None:
    """Reablement, up to six weeks; then home, a care home, or a package (until found, the place is kept)."""
    journey, people = model.journey, model.people
    journey.count(model.records.entered_reablement)
    stay = model.dated(lambda now: spread(now.reablement.stay_mean_days, now.reablement.stay_sd_days))
    with journey.scope("in reablement") as reablement:
        journey.hold("reablement", stay)
        with journey.branch("after reablement", model.dated(_onward)) as to:
            with to("home_care"):
                journey.search("reablement: package of care", model.pools.home_care, label="package")
                journey.set(people.home, "home care").set(people.kept, "new").set(people.chapter, "home care")
            with to("care_home"):
                journey.set(people.kept, "none").set(people.chapter, "care home")
                _choose_home(model, "reablement: kind of home")
            with to("home"):
                journey.count(model.records.left_reablement).release("reablement place").leave()
        with reablement.clock("readmitted from reablement", model.dated(_until_readmission)):
            journey.count(model.records.readmissions).set(people.kept, "none").set(people.home, "own")
            admit(model)
    journey.count(model.records.left_reablement).release("reablement place")


def _onward(now: Scenario) -> Shares:
    rules = now.reablement
    return {
        "home_care": rules.onward_home_care_share,
        "care_home": rules.onward_care_home_share,
        "home": 1 - rules.onward_home_care_share - rules.onward_care_home_share,
    }


def _until_readmission(now: Scenario) -> Duration:
    return at_rate(-math.log1p(-now.after.readmission_30_days_share) / READMISSION_WINDOW_DAYS)


def _yes(share: float) -> Shares:
    return {"yes": share, "no": 1 - share}


def _choose_home(model: PlaceModel, name: str) -> None:
    """A residential or a nursing place, for somebody who moves to a care home from home."""

    def kinds(now: Scenario) -> Shares:
        share = now.care_homes.residential_share_from_home
        return {"residential": share, "nursing": 1 - share}

    journey = model.journey
    with journey.branch(name, model.dated(kinds)) as kind:
        for each in ("residential", "nursing"):
            with kind(each):
                journey.set(model.people.home, each)
