"""The tasks between a declared delay and leaving, each with its official reason and its team, pool or search.

They follow one another, but equipment is fitted while a package of care is sought, and public funding may be
decided meanwhile: at each midnight a patient counts under one reason, of her tasks that have begun and are
not done the first in the order of the codes. All of this is done in office hours. Papers may be begun before
somebody is fit.

Expected lengths of the same tasks stand in `lengths.reason_days`; the two change together.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from dtocsim.care.calendar import HOURS_A_WEEK, office_hours_a_week
from dtocsim.care.funders import funder_shares
from dtocsim.care.model import PlaceModel, once, spread
from dtocsim.care.needed import choice_share, dispute_share, funding_share
from dtocsim.care.past import NOTHING, is_done
from dtocsim.care.pooling import PoolOf
from dtocsim.care.words import FUNDERS, TASKS
from dtocsim.flow import By, Census, HeadStart, Journey
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_steps import Shares
from dtocsim.scenario import Scenario

HOUR = 1 / 24


@dataclass(frozen=True)
class Delay:
    """A delay in one setting of one place: what the tasks are written with."""

    model: PlaceModel
    setting: str

    @property
    def census(self) -> Census:
        """The census of delayed patients of this setting."""
        return self.model.records.delayed[self.setting]

    @property
    def journey(self) -> Journey:
        """The journey the tasks belong to."""
        return self.model.journey

    def at_work(self, now: Scenario, days: float) -> float:
        """Working time that takes so many calendar days on average, as long as it is in this council now."""
        usual = office_hours_a_week(self.model.expectations.scenario)
        return self.model.slower(now, days) * usual / HOURS_A_WEEK

    @contextmanager
    def task(self, task: str, name: str) -> Iterator[None]:
        """The task is under way, and the patient delayed for its reason, while the block lasts.

        Args:
            name: begins the names of the steps.
        """
        past, journey, records = self.model.people.past, self.journey, self.model.records
        with self._unless_done(task, name):
            journey.count(records.requests[task]).enter(records.tasks[task], self.model.since("task"))
            journey.mark(self.census, TASKS[task])
            if past is not None:
                journey.set(past.waits_for, NOTHING)
            yield
            self.model.forget(f"{name}: {task}", "task", "worked")
            journey.unmark(self.census, TASKS[task]).exit(records.tasks[task])
            journey.count(records.completed[task])

    @contextmanager
    def _unless_done(self, task: str, name: str) -> Iterator[None]:
        """Skip what was done before the start."""
        past = self.model.people.past
        if past is None:
            yield
            return
        rows = {
            reason: _yes(0.0 if is_done(TASKS[task], reason) else 1.0) for reason in past.waits_for.values
        }
        with self.journey.branch(f"{name}: {task} not done", By(past.waits_for, rows)) as to, to("yes"):
            yield

    def needed(self, task: str, shares: "Shares | By[Shares]") -> "Shares | By[Shares]":
        """Shares of those who need a task; whoever waits for it at the start does."""
        past = self.model.people.past
        if past is None:
            return shares
        rows = {reason: _yes(1.0) if reason == TASKS[task] else shares for reason in past.waits_for.values}
        return By(past.waits_for, rows)

    def work(self, name: str, length: "Duration | By[Duration]") -> None:
        """Work on a task in office hours, of which some may have been done before the start."""
        self.journey.hold(name, length, self.model.office, self.model.since("worked"))

    def papers(self, name: str, of: Callable[[Scenario], Duration]) -> None:
        """Work that only papers ask for: where somebody is planned early it began before she was fit."""
        if (early := self.model.people.planned_early) is None:
            self.work(name, self.model.dated(of))
            return

        def lengths(now: Scenario) -> By[Duration]:
            usual = office_hours_a_week(self.model.expectations.scenario)
            ahead = now.assessment.planning_lead_days * usual / HOURS_A_WEEK
            return By(early, {"no": of(now), "yes": HeadStart(of(now), ahead)})

        self.work(name, self.model.dated(lengths))


def write_tasks(delay: Delay, need: str) -> None:
    """Write the tasks of a need, in the order in which they can start."""
    name = f"{delay.setting}: {need}"
    if need in ("reablement", "home_care", "residential", "nursing", "community_bed"):
        _assessment(delay, name)
    if need in ("home_care", "residential", "nursing"):
        with _funding(delay, need, name):
            _dispute(delay, name)
            if need == "home_care":
                _package(delay, name)
            else:
                _choice(delay, name)
                _placement(delay, need, name)
    elif need == "community_bed":
        _search(delay, "community bed", delay.model.pools.community, "community bed", name)
    elif need == "reablement":
        with delay.task("reablement place", name):
            delay.journey.seize(
                delay.model.pools.reablement, label="reablement place", name=f"{name}: wait for a place"
            )
    elif need == "equipment":
        _equipment(delay, name)
    elif need == "housing":
        _housing(delay, name)
    if delay.setting != "acute":
        _other(delay, name)


def _yes(share: float) -> dict[str, float]:
    return {"yes": share, "no": 1 - share}


def write_funder(delay: Delay, need: str) -> None:
    """Who pays for the care, of which responsible organisation, price and choice follow."""

    model = delay.model

    def rows(now: Scenario) -> By[Shares]:
        shares = now.people.funder_share
        by_need = getattr(shares, need) if need in type(shares).model_fields else shares.assessment
        return By(model.people.means, funder_shares(by_need))

    delay.journey.draw(f"{delay.setting}: {need}: funder", model.people.funder, model.dated(rows))


def _assessment(delay: Delay, name: str) -> None:
    """Completion of assessment (A), if not done before: a team in working hours; some are done again."""
    model, journey = delay.model, delay.journey
    open_share = model.dated(assessment_open)
    if (early := model.people.planned_early) is not None:
        journey.draw(f"{name}: planned early", early, model.dated(_planned_early))
    with journey.branch(f"{name}: assessment open", delay.needed("assessment", open_share)) as to, to("yes"):
        if early is not None:
            journey.set(early, "no")
        with delay.task("assessment", name):
            assess(model, name)


def _planned_early(now: Scenario) -> Shares:
    share = now.assessment.planned_early_share
    return {"no": 1 - share, "yes": share}


def assessment_open(now: Scenario) -> Shares:
    """Shares of those who are fit and not yet assessed."""
    return _yes(1 - now.assessment.done_before_fit_share)


def assess(model: PlaceModel, name: str) -> None:
    """Write an assessment by the team of the council, and again where it is repeated."""
    journey = model.journey
    length = model.dated(
        lambda now: spread(
            model.slower(now, now.assessment.mean_hours * HOUR),
            model.slower(now, now.assessment.sd_hours * HOUR),
        )
    )
    repeated = model.dated(lambda now: _yes(now.assessment.repeated_share))
    with journey.repeat(f"{name}: assess"):
        journey.seize(model.pools.assessment, label="assessor", name=f"{name}: wait for an assessor")
        journey.hold(f"{name}: assessment", length, model.office).release("assessor")
        with journey.branch(f"{name}: assessed again", repeated) as again, again("yes"):
            journey.again(f"{name}: assess")


@contextmanager
def _funding(delay: Delay, need: str, name: str) -> Iterator[None]:
    """Public funding (B), before what the block says or, for some, beside it."""
    model, journey, beside = delay.model, delay.journey, f"{name}: funding beside it"
    if not model.timeline.ever(lambda now: now.funding.beside_search_share > 0):
        _decision(delay, need, name)
        yield
        return
    with journey.background(beside):
        _decision(delay, need, name)
    first = model.dated(lambda now: _yes(1 - now.funding.beside_search_share))
    with journey.branch(f"{name}: funding first", first) as to, to("yes"):
        journey.join(beside)
    yield
    journey.join(beside)


def _decision(delay: Delay, need: str, name: str) -> None:
    """A decision about public funding: a panel, or continuing health care."""
    model, journey = delay.model, delay.journey
    needed = model.dated(lambda now: _yes(funding_share(now, need, delay.setting)))

    def length(now: Scenario) -> Duration:
        return spread(delay.at_work(now, now.funding.mean_days), delay.at_work(now, now.funding.sd_days))

    with (
        journey.branch(f"{name}: funding open", delay.needed("funding", needed)) as to,
        to("yes"),
        delay.task("funding", name),
    ):
        delay.papers(f"{name}: funding", length)


def _dispute(delay: Delay, name: str) -> None:
    """Disputes (H)."""
    model, journey = delay.model, delay.journey
    disputed = model.dated(lambda now: _yes(dispute_share(now, delay.setting)))

    def length(now: Scenario) -> Duration:
        return once(delay.at_work(now, now.placement.dispute_mean_days))

    with (
        journey.branch(f"{name}: disputed", delay.needed("dispute", disputed)) as to,
        to("yes"),
        delay.task("dispute", name),
    ):
        delay.papers(f"{name}: dispute", length)


def _choice(delay: Delay, name: str) -> None:
    """Patient or family choice (G), by funder, before a place is sought."""
    model, journey = delay.model, delay.journey

    def shares(now: Scenario) -> By[Shares]:
        rows = {each: _yes(choice_share(now, each, delay.setting)) for each in FUNDERS}
        return By(model.people.funder, rows)

    def length(now: Scenario) -> Duration:
        rules = now.placement
        return spread(delay.at_work(now, rules.choice_mean_days), delay.at_work(now, rules.choice_sd_days))

    with (
        journey.branch(f"{name}: choice", delay.needed("choice", model.dated(shares))) as to,
        to("yes"),
        delay.task("choice", name),
    ):
        delay.papers(f"{name}: choosing", length)


def _placement(delay: Delay, need: str, name: str) -> None:
    """A care-home place (Di, Dii): found, held while the home assesses, sought again if it declines."""
    model, journey = delay.model, delay.journey
    assessing = model.dated(lambda now: once(delay.at_work(now, now.placement.home_assesses_mean_days)))
    declines = model.dated(lambda now: _yes(1 - now.placement.home_accepts_share))
    pool = model.pools.residential if need == "residential" else model.pools.nursing
    with delay.task(f"{need} place", name), journey.repeat(f"{name}: placement"):
        journey.search(f"{name}: search", pool, search_speed(delay.model), label="place")
        journey.hold(f"{name}: home assesses", assessing, model.office)
        with journey.branch(f"{name}: home declines", declines) as to, to("yes"):
            journey.release("place").again(f"{name}: placement")


def _search(delay: Delay, task: str, pool: PoolOf, label: str, name: str) -> None:
    """A package of care (E) or a community bed (C)."""
    with delay.task(task, name):
        delay.journey.search(
            f"{name}: search", pool, search_speed(delay.model), label, delay.model.since("task")
        )


def search_speed(model: PlaceModel) -> float | By[float]:
    """How fast people of this council find care."""
    return model.dated(lambda now: 1 / model.slower(now, 1.0))


def _package(delay: Delay, name: str) -> None:
    """A package of care (E), and beside it equipment (F) for some."""
    journey = delay.journey
    too = delay.model.dated(lambda now: _yes(now.equipment.with_package_share))
    with (
        journey.background(f"{name}: equipment beside it"),
        journey.branch(f"{name}: equipment too", too) as to,
        to("yes"),
    ):
        _equipment(delay, name)
    _search(delay, "package of care", delay.model.pools.home_care, "package", name)
    journey.join(f"{name}: equipment beside it")


def _equipment(delay: Delay, name: str) -> None:
    """Community equipment (F) by a team; for some a major adaptation, or a stopgap until it is done."""
    model, journey = delay.model, delay.journey

    def length(now: Scenario) -> Duration:
        rules = now.equipment
        return spread(
            delay.at_work(now, rules.delivery_mean_days), delay.at_work(now, rules.delivery_sd_days)
        )

    major = model.dated(lambda now: _yes(now.equipment.major_adaptation_share))
    adaptation = model.dated(lambda now: once(delay.at_work(now, now.equipment.major_adaptation_mean_days)))
    with delay.task("equipment", name):
        journey.seize(model.pools.equipment, label="fitter", name=f"{name}: wait for a fitter")
        delay.work(f"{name}: delivery", model.dated(length))
        journey.release("fitter")
        with (
            journey.branch(f"{name}: major adaptation", major) as to,
            to("yes"),
            adapted_otherwise(model, name),
        ):
            journey.hold(f"{name}: adaptation", adaptation, model.office)


@contextmanager
def adapted_otherwise(model: PlaceModel, name: str) -> Iterator[None]:
    """Let each scheme that adapts homes take a patient; the block is the way of those whom none takes."""
    with ExitStack() as untaken:
        for site in model.sites:
            if site.scheme.adapts:
                site.scheme.adapting(site, model, name)
                to = untaken.enter_context(model.journey.branch(site.step(f"{name}: done"), site.accepted))
                untaken.enter_context(to("no"))
        yield


def _housing(delay: Delay, name: str) -> None:
    """Somewhere to live (I)."""
    model = delay.model

    def length(now: Scenario) -> Duration:
        rules = now.housing
        return spread(
            delay.at_work(now, rules.rehousing_mean_days), delay.at_work(now, rules.rehousing_sd_days)
        )

    with delay.task("housing", name):
        delay.work(f"{name}: rehousing", model.dated(length))


def _other(delay: Delay, name: str) -> None:
    """Something else (O), in non-acute beds only."""
    model, journey = delay.model, delay.journey
    something = model.dated(lambda now: _yes(now.discharge.other_share))
    length = model.dated(lambda now: once(delay.at_work(now, now.discharge.other_mean_days)))
    with (
        journey.branch(f"{name}: something else", delay.needed("other", something)) as to,
        to("yes"),
        delay.task("other", name),
    ):
        delay.work(f"{name}: other", length)
