"""From medically fit to leaving: hospital process, what is needed next, declaration, tasks, the way out.

Fit patients who need nothing leave when medicines and transport are ready. The others are declared delayed
once a clinical and a team decision are made, and keep the bed until their tasks are done. Meanwhile they may
become unfit again, or die.
"""

from dtocsim.care import bridging, tasks
from dtocsim.care.geography import AGE_BANDS
from dtocsim.care.model import PlaceModel, at_rate, once, spread
from dtocsim.care.past import NOTHING
from dtocsim.care.pressure import need_more_under_pressure, note_pressure
from dtocsim.care.sites import NOBODY
from dtocsim.care.tasks import Delay
from dtocsim.care.words import MORE_INTENSE, SUPPORT, YES_NO
from dtocsim.flow import By
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_steps import Shares
from dtocsim.scenario import Scenario

HOUR = 1 / 24


def write_discharge(model: PlaceModel, setting: str, bed: str) -> None:
    """Write the way out of a bed.

    Args:
        setting: acute, community or mental health; begins the names of the steps.
        bed: label under which the bed was taken.
    """
    journey, people, records = model.journey, model.people, model.records
    delay = Delay(model, setting)
    with journey.repeat(f"{setting}: fit"):
        if setting == "acute":
            note_pressure(model, f"{setting}: fit")
        _decide_need(model, setting)
        # The census counts by need as it is on entry.
        model.enter(f"{setting}: fit", records.fit[setting], since="fit")
        journey.hold(f"{setting}: medicines and transport", model.dated(_hospital_process), model.ward)
        with journey.branch("still held", people.kept) as to, to("lost"):
            _need_what_was_lost(model)
        with (
            journey.repeat(f"{setting}: what is needed now"),
            journey.branch("work to be done", people.need) as to,
        ):
            for need in SUPPORT:
                if need != "community_bed" or setting != "community":
                    with to(need):
                        _wait(model, delay, need)
    journey.exit(records.fit[setting]).exit(records.in_bed[setting])
    journey.release(bed).count(records.discharges[setting])
    _arrive(model, setting)


def _decide_need(model: PlaceModel, setting: str) -> None:
    """Back to what was held, the same kind of care where it was lost, or what the pathway shares say."""
    journey, people = model.journey, model.people
    with journey.branch("own place held", people.kept) as to:
        with to("none"):
            shares = model.dated(lambda now: _need_shares(model, setting, now))
            journey.draw(f"{setting}: need", people.need, shares)
            if setting == "acute":
                need_more_under_pressure(model)
        with to("yes"):
            journey.set(people.need, "return")
        with to("lost"):
            _need_what_was_lost(model)


def _need_what_was_lost(model: PlaceModel) -> None:
    """Somebody whose package or place was given up needs the same again."""
    journey, people = model.journey, model.people
    with journey.branch("what was lost", people.home) as home:
        with home("home care"):
            journey.set(people.need, "home_care")
        for kind in ("residential", "nursing"):
            with home(kind):
                journey.set(people.need, kind)


def _hospital_process(now: Scenario) -> Duration:
    rules = now.discharge
    return spread(rules.hospital_process_mean_hours * HOUR, rules.hospital_process_sd_hours * HOUR)


def _need_shares(model: PlaceModel, setting: str, now: Scenario) -> By[Shares]:
    """Shares of needs by age band (acute: also route) and household; means by age are kept."""
    people, discharge = model.people, now.discharge
    by_age: dict[str, Shares | By[Shares]] = {}
    for position, band in enumerate(AGE_BANDS):
        if setting == "acute":
            emergency = model.expectations.acute_pathways(model.place, position, scenario=now)
            elective = {need: share * discharge.elective_pathway_ratio for need, share in emergency.items()}
            rows: dict[str, Shares | By[Shares]] = {
                route: _by_household(model, now, band, elective if route == "elective" else emergency)
                for route in people.route.values
            }
            by_age[band] = By(people.route, rows)
        elif setting == "community":
            shares = model.expectations.community_pathways(model.place, now)
            by_age[band] = _by_household(model, now, band, shares)
        else:
            shares = model.expectations.mental_health_pathways(model.place, now)
            by_age[band] = _by_household(model, now, band, shares)
    return By(people.age, by_age)


def _by_household(model: PlaceModel, now: Scenario, band: str, shares: dict[str, float]) -> By[Shares]:
    people, traits, rules = model.people, now.people, now.discharge
    alone, carer = traits.living_alone_share[band], traits.unpaid_carer_share[band]
    ratios = {"alone": rules.living_alone_pathway_ratio, "carer": rules.unpaid_carer_pathway_ratio}
    mean = (1 - alone + alone * ratios["alone"]) * (1 - carer + carer * ratios["carer"])

    def row(lives_alone: str, has_carer: str) -> Shares:
        factor = (ratios["alone"] if lives_alone == "yes" else 1.0) * (
            ratios["carer"] if has_carer == "yes" else 1.0
        )
        factor = min(factor / mean, 1.0 / max(sum(shares.values()), 1e-9))
        scaled = {need: share * factor for need, share in shares.items()}
        return {"home": max(0.0, 1.0 - sum(scaled.values())), "return": 0.0} | scaled

    rows: dict[str, Shares | By[Shares]] = {
        yes: By(people.carer, {has: row(yes, has) for has in YES_NO}) for yes in YES_NO
    }
    return By(people.alone, rows)


def _wait(model: PlaceModel, delay: Delay, need: str) -> None:
    """Declaration and the tasks of a need, under the clocks of becoming unfit again and of death."""
    journey, records = model.journey, model.records
    name = f"{delay.setting}: {need}"
    with journey.scope(f"{name}: waiting") as waiting:
        decision = model.dated(lambda now: once(now.discharge.declaration_mean_hours * HOUR))
        journey.hold(f"{name}: declaration", decision, model.office)
        # The census counts by funder as it is on entry.
        tasks.write_funder(delay, need)
        model.enter(f"{name}: delay", delay.census, records.delayed_people[delay.setting], since="delayed")
        _tasks(model, delay, need, name)
        journey.exit(records.delayed_people[delay.setting]).exit(delay.census)
        unfit = model.dated(lambda now: at_rate(now.hospital.unfit_again_hazard_per_day))
        with waiting.clock(f"{name}: unfit again", unfit):
            _further_stay(model, delay.setting, name)
        if (more := MORE_INTENSE.get(need)) is not None and _may_lose_independence(model):
            lost = model.dated(lambda now: at_rate(now.discharge.lost_independence_hazard_per_day))
            with waiting.clock(f"{name}: independence lost", lost):
                _need_more(model, delay.setting, name, more)
        death = model.dated(lambda now: at_rate(now.hospital.death_hazard_while_delayed_per_day))
        with waiting.clock(f"{name}: death", death):
            die(model, delay.setting)


def _tasks(model: PlaceModel, delay: Delay, need: str, name: str) -> None:
    """The tasks of a need, unless a scheme takes her home before."""
    if not bridging.may_bridge(model, need) or model.people.bridged is None:
        tasks.write_tasks(delay, need)
        return
    bridging.write_offers(model, name)
    with model.journey.branch(f"{name}: bridged", model.people.bridged) as to, to(NOBODY):
        tasks.write_tasks(delay, need)


def _further_stay(model: PlaceModel, setting: str, name: str) -> None:
    """Stay on unfit, which counts as neither fit nor delayed, and become fit again."""
    journey, records = model.journey, model.records
    stay = model.dated(lambda now: once(now.hospital.unfit_again_stay_mean_days))
    if (past := model.people.past) is not None:
        journey.set(past.waits_for, NOTHING)
    model.forget(f"{name}: unfit again", "task", "worked")
    journey.exit(records.fit[setting]).hold(f"{name}: further stay", stay)
    journey.again(f"{setting}: fit")


def _may_lose_independence(model: PlaceModel) -> bool:
    """Whether anybody ever does: where nobody can, the journey need not be checked for it."""
    return model.timeline.ever(lambda now: now.discharge.lost_independence_hazard_per_day > 0)


def _need_more(model: PlaceModel, setting: str, name: str, need: str) -> None:
    """Need more intense care than before, for which everything begins anew."""
    journey, people = model.journey, model.people
    if (past := people.past) is not None:
        journey.set(past.waits_for, NOTHING)
    model.forget(f"{name}: independence lost", "task", "worked")
    journey.set(people.need, need).set(people.kept, "none").again(f"{setting}: what is needed now")


def _arrive(model: PlaceModel, setting: str) -> None:
    """Where somebody goes from here, with what she has found."""
    journey, people = model.journey, model.people
    with journey.branch("goes to", people.need) as to:
        for need in ("home", "equipment", "housing", "reablement"):
            with to(need):
                journey.set(people.home, "own").set(people.kept, "none")
                journey.set(people.chapter, "reablement" if need == "reablement" else "home")
        with to("return"):
            _set_chapter_of_home(model)
        with to("home_care"):
            journey.set(people.home, "home care").set(people.chapter, "home care")
            _found_or_bridged(model)
        for kind in ("residential", "nursing"):
            with to(kind):
                journey.set(people.home, kind).set(people.chapter, "care home")
                _found(model)
        if setting != "community":
            with to("community_bed"):
                journey.set(people.chapter, "community hospital")


def _found_or_bridged(model: PlaceModel) -> None:
    """A package, or visits until one is found."""
    if not bridging.may_bridge(model, "home_care") or (bridged := model.people.bridged) is None:
        _found(model)
        return
    with model.journey.branch("found or bridged", bridged) as to:
        with to(NOBODY):
            _found(model)
        for scheme in bridged.values[1:]:
            with to(scheme):
                model.journey.set(model.people.kept, "none")


def _found(model: PlaceModel) -> None:
    """A package or place: of somebody who had lost one it lasts as long as that would have."""
    journey, people = model.journey, model.people
    with journey.branch("found anew", people.kept) as to:
        with to("lost"):
            journey.set(people.kept, "yes")
            journey.count(model.records.entered_care)
        for kept in ("none", "new", "yes"):
            with to(kept):
                journey.set(people.kept, "new")


def _set_chapter_of_home(model: PlaceModel) -> None:
    journey, people = model.journey, model.people
    chapters = {"own": "home", "home care": "home care", "residential": "care home", "nursing": "care home"}
    with journey.branch("back to", people.home) as home:
        for name, chapter in chapters.items():
            with home(name):
                journey.set(people.chapter, chapter)


def go_back(model: PlaceModel) -> None:
    """Go on with life where it was before the admission."""
    _set_chapter_of_home(model)
    model.journey.again("chapter")


def die(model: PlaceModel, setting: str) -> None:
    """Die in a bed; everything held is given back."""
    journey, records = model.journey, model.records
    journey.count(records.deaths[setting])
    with journey.branch("held until death", model.people.kept) as to, to("yes"):
        journey.count(records.left_care)
    journey.leave()
