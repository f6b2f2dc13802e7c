"""Home visits (S5, Ashfield): one call sends a team of care workers and community nurses to people at risk.

Step-up: some of the emergencies of people of 65 and over who live at home call here first. Who is suited is
visited, if nurses and care workers have visits left on that day: daily by both at first, later lightly by
care workers. Some do not recover at home and are admitted after all. Step-down: some of those who wait in
hospital for a package of care go home now, and care workers bridge the time. Full teams refuse.

Of those truly bound for admission 50 to 80 % are thought to be avoided, by judgement; no controlled figure
is known, and none at all is in the range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from dtocsim.care.schemes.steps import TargetedScheme
from dtocsim.scenario.kinds import Amount, Days, Hazard, Minutes, Share, Times
from dtocsim.scenario.scheme import CostLine

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site

NURSES, CARE_WORKERS, CALLS = "nurse visits", "care visits", "call takers"


class HomeVisits(TargetedScheme):
    """A call centre for people at risk, and nurses and care workers who visit them instead of hospital."""

    prevents = True
    bridges = True
    assesses_at_home = True
    events = ("called first", "visited", "refused", "failed", "admission prevented", "left hospital early")
    effects = ("recovers_share",)

    kind: Literal["home_visits"]
    """A call centre and visits at home."""
    nurse_visits_per_day: Amount
    """Visits a day that community nurses can make, in all its areas together; 0 is no scheme."""
    care_visits_per_day: Amount
    """Visits a day that care workers can make, in all its areas together; 0 is no scheme."""
    call_takers: Amount
    """People who take calls at the same time, in all its areas together; 0 is no scheme."""
    call_mean_minutes: Minutes
    """Mean length of a call with triage, minutes."""
    call_patience_minutes: Minutes
    """Minutes for which a caller waits before she goes to hospital."""
    called_first_share: Share
    """Emergencies of people of 65 and over at home or with a package that call here first, 0 to 1."""
    suitable_share: Share
    """Callers who can be cared for at home, 0 to 1."""
    recovers_share: Share
    """Visited people who recover at home; the others are admitted, 0 to 1."""
    intensive_days: Days
    """Mean days of intensive visits."""
    light_days: Days
    """Mean days of light visits after these."""
    intensive_nurse_visits: Times
    """Visits a day by nurses in the intensive days, 1 to 10."""
    intensive_care_visits: Times
    """Visits a day by care workers in the intensive days, 1 to 10."""
    light_care_visits: Times
    """Visits a day by care workers in the light days, and to bridge, 1 to 10."""
    step_down_share: Share
    """People who wait for a package of care in hospital and are offered visits until it is found, 0 to 1."""
    readmitted_per_day: Hazard
    """How often a day somebody bridged at home is admitted again."""

    @property
    def is_there(self) -> bool:
        """Whether there are visits of both groups and somebody to take calls."""
        return self.enabled and min(self.resources().values()) > 0

    def resources(self) -> Mapping[str, float]:
        """Visits a day and call takers."""
        return {
            NURSES: self.nurse_visits_per_day,
            CARE_WORKERS: self.care_visits_per_day,
            CALLS: self.call_takers,
        }

    def cost_lines(self) -> Iterator[CostLine]:
        """Nurses are the NHS's, care workers and the call centre the council's; in post, visiting or not."""
        yield CostLine("NHS", "community nurses' visits", "community_nurse_visit", quantity=NURSES)
        yield CostLine("council", "care workers' visits", "care_worker_visit", quantity=CARE_WORKERS)
        yield CostLine("council", "call takers", "call_taker_year", per_year=self.call_takers)

    @property
    def gives_way_per_day(self) -> float:
        """How often a day somebody bridged is admitted again."""
        return self.readmitted_per_day

    def while_delayed(self, site: Site, model: PlaceModel, name: str) -> None:
        """Step-down."""
        from dtocsim.care.bridging import offer

        offer(site, model, name, self.step_down_share, CARE_WORKERS, self.light_care_visits)

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Step-up: a call, triage, and visits if there are any left."""
        from dtocsim.care.areas import AGE_BANDS
        from dtocsim.care.words import HOMES

        people, journey = model.people, model.journey
        at_risk = (people.age, AGE_BANDS[1:]), (people.home, HOMES[:2])
        first = site.yes(model, self.called_first_share, *at_risk)
        with journey.branch(site.step("called first"), first) as to, to("yes"):
            site.count(model, "called first")
            self._call(site, model)
            with journey.branch(site.step("answered"), site.accepted) as answered, answered("yes"):
                suitable = {"no": 1 - self.suitable_share, "yes": self.suitable_share}
                with journey.branch(site.step("suitable"), suitable) as triage, triage("yes"):
                    self._team(site, model)
                    with journey.branch(site.step("team comes"), site.accepted) as comes:
                        with comes("yes"):
                            self._visit(site, model)
                        with comes("no"):
                            site.count(model, "refused")

    def _call(self, site: Site, model: PlaceModel) -> None:
        from dtocsim.flow import Constant, Exponential

        minute = 1 / (24 * 60)
        model.journey.set(site.accepted, "yes").seize(
            site.resources[CALLS],
            label=site.step("call"),
            name=site.step("wait for an answer"),
            patience=Constant(self.call_patience_minutes * minute),
        )
        with model.journey.otherwise():
            model.journey.set(site.accepted, "no")
        with model.journey.branch(site.step("speaks"), site.accepted) as to, to("yes"):
            model.journey.hold(site.step("call"), Exponential(self.call_mean_minutes * minute))
            model.journey.release(site.step("call"))

    def _team(self, site: Site, model: PlaceModel) -> None:
        """Take visits of both groups, or of none."""
        from dtocsim.flow.journey_taking import AT_ONCE

        journey = model.journey
        journey.seize(
            site.resources[NURSES],
            amount=self.intensive_nurse_visits,
            label=site.step("nurses"),
            name=site.step("nurses"),
            patience=AT_ONCE,
        )
        with journey.otherwise():
            journey.set(site.accepted, "no")
        with journey.branch(site.step("nurses come"), site.accepted) as to, to("yes"):
            journey.seize(
                site.resources[CARE_WORKERS],
                amount=self.intensive_care_visits,
                label=site.step("care workers"),
                name=site.step("care workers"),
                patience=AT_ONCE,
            )
            with journey.otherwise():
                journey.release(site.step("nurses")).set(site.accepted, "no")

    def _visit(self, site: Site, model: PlaceModel) -> None:
        """Intensive visits, then light ones for those who recover; the others go on to hospital."""
        from dtocsim.flow import Exponential
        from dtocsim.flow.journey_taking import AT_ONCE

        journey = model.journey
        site.count(model, "visited")
        journey.hold(site.step("intensive visits"), Exponential(self.intensive_days))
        journey.release(site.step("nurses")).release(site.step("care workers"))
        recovers = {"no": 1 - self.recovers_share, "yes": self.recovers_share}
        with journey.branch(site.step("recovers"), recovers) as to:
            with to("no"):
                site.count(model, "failed")
            with to("yes"):
                # Nobody waits for visits, so that those just given back are there, unless the team shrinks.
                journey.seize(
                    site.resources[CARE_WORKERS],
                    amount=self.light_care_visits,
                    label=site.step("light visits"),
                    name=site.step("light care workers"),
                    patience=AT_ONCE,
                )
                with journey.otherwise():
                    journey.set(site.accepted, "no")
                with journey.branch(site.step("still visited"), site.accepted) as still, still("yes"):
                    journey.hold(site.step("light visits"), Exponential(self.light_days))
                    journey.release(site.step("light visits"))
                site.prevent(model)
