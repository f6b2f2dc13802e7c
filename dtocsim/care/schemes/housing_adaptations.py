"""Housing adaptations (S6, Wycombe): equipment, minor and major works and heating, paid by grants.

Practitioners refer people, and people with long-term conditions apply themselves. On the fast track nobody
is tested for means where the work costs no more than the limit; dearer works, and all on the other route,
take the slow way of a means test first (150 working days by guidance, often more). Then a grant is paid
while the annual budget lasts; without money works wait for the next year, and unspent grants are carried
over. Then a team must be free. Patients delayed for a major adaptation use the same grants and teams.

An adapted home prevents a part of its people's emergency admissions. A trial saw 26 % fewer treated falls,
Wales odds of a fall that sink by 3 % a quarter; what it does to all admissions is not known, and nothing is
in the range. Who lives in an adapted home is not followed one by one beside all others: what applications,
teams and grants allow gives the number of adapted homes over time, and the admissions of people of 65 and
over who live at home are prevented in proportion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import erf, log, sqrt
from typing import TYPE_CHECKING, Literal

from dtocsim.care.schemes.steps import TargetedScheme
from dtocsim.scenario.kinds import Amount, Days, Pounds, Rate, Share, SpreadDays, SpreadRatio
from dtocsim.scenario.phase import Benefit
from dtocsim.scenario.scheme import AT_WORK, CostLine
from dtocsim.scenario.varying import Changing

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site
    from dtocsim.flow import By, Journey, Network
    from dtocsim.flow.durations import Duration

WORKS = ("equipment", "minor works", "major works", "heating")
TEAMS, WORK, BENEFIT = "adaptation teams", "work", "adapted homes"
DAYS_A_YEAR = 365


class HousingAdaptations(TargetedScheme):
    """Equipment, minor and major works and heating for people at risk and patients, paid by grants."""

    prevents = True
    adapts = True
    queues = True
    events = (
        "admission prevented",
        "adaptation asked for",
        "adaptation on the slow route",
        "adaptation done",
        "left hospital early",
        "refused",
    )
    effects = ("admissions_prevented_share",)

    kind: Literal["housing_adaptations"]
    """Adaptations of homes, paid by grants."""
    route: Literal["fast_track", "means_test"] = "fast_track"
    """Whether works within the limit need no means test (fast_track), or all need one (means_test)."""
    teams: Amount
    """Teams, each at one home at a time, in all its areas together; 0 is no scheme."""
    annual_budget_gbp: Amount
    """Grants a financial year, pounds, in all its areas together; 0 is no scheme."""
    grant_limit_gbp: Pounds
    """The dearest work that the fast track pays for, pounds."""
    equipment_per_year: Amount
    """Applications for equipment a year, in all its areas together."""
    minor_works_per_year: Amount
    """Applications for minor works a year, such as rails and ramps."""
    major_works_per_year: Amount
    """Applications for major works a year, such as stair lifts and level-access showers."""
    heating_per_year: Amount
    """Applications for heating a year."""
    equipment_gbp: Pounds
    """Mean cost of equipment, pounds."""
    minor_works_gbp: Pounds
    """Mean cost of minor works, pounds."""
    major_works_gbp: Pounds
    """Mean cost of major works, pounds."""
    heating_gbp: Pounds
    """Mean cost of heating, pounds."""
    cost_spread_ratio: SpreadRatio
    """Standard deviation of the cost of a work over its mean, above 0 to 5."""
    major_works_team_days: Days
    """Mean days a team is at a home for major works."""
    heating_team_days: Days
    """Mean days a team is at a home for heating."""
    small_works_team_days: Days
    """Mean days a team is at a home for minor works or equipment."""
    fast_track_mean_days: Days
    """Mean days from application to work on the fast track, before a team is free."""
    means_test_mean_days: Days
    """Mean days from application to work with a means test, before a team is free."""
    means_test_sd_days: SpreadDays
    """Standard deviation of these days."""
    delayed_share: Share
    """Patients delayed for a major adaptation who are offered the fast track, 0 to 1."""
    admissions_per_person_year: Rate
    """Emergency admissions a year of the people who apply, without an adaptation."""
    admissions_prevented_share: Share
    """Their admissions that an adapted home prevents, 0 to 1."""
    lasts_mean_days: Days
    """Mean days for which an adaptation helps: until its person moves or dies."""

    @property
    def is_there(self) -> bool:
        """Whether there are teams and grants."""
        return self.enabled and self.teams * self.annual_budget_gbp > 0

    @property
    def applications(self) -> tuple[float, ...]:
        """Applications a year by kind of work."""
        return (
            self.equipment_per_year,
            self.minor_works_per_year,
            self.major_works_per_year,
            self.heating_per_year,
        )

    @property
    def costs(self) -> tuple[float, ...]:
        """Mean cost by kind of work, pounds."""
        return self.equipment_gbp, self.minor_works_gbp, self.major_works_gbp, self.heating_gbp

    @property
    def days_of_work(self) -> tuple[float, ...]:
        """Days a team is at a home, by kind of work."""
        small, major, heating = self.small_works_team_days, self.major_works_team_days, self.heating_team_days
        return small, small, major, heating

    def within_limit(self, cost: float) -> float:
        """Share of works, lognormal around a mean cost, that cost no more than the limit."""
        variance = log(1 + self.cost_spread_ratio**2)
        z = (log(self.grant_limit_gbp / cost) + variance / 2) / sqrt(variance)
        return (1 + erf(z / sqrt(2))) / 2

    @property
    def fast_shares(self) -> tuple[float, ...]:
        """Share of each kind of work that goes the fast track."""
        return tuple(self.within_limit(cost) if self.route == "fast_track" else 0.0 for cost in self.costs)

    @property
    def done_per_year(self) -> float:
        """Works a year that applications, grants and teams allow in the long run."""
        asked = sum(self.applications)
        if asked == 0:
            return 0.0
        money = sum(n * cost for n, cost in zip(self.applications, self.costs, strict=True))
        work = sum(n * days for n, days in zip(self.applications, self.days_of_work, strict=True))
        return asked * min(1.0, self.annual_budget_gbp / money, self.teams * DAYS_A_YEAR / work)

    def courses(self) -> dict[str, Changing]:
        """How far it is at work, and how many homes are adapted."""
        asked = sum(self.applications) or 1.0
        fast = sum(n * share for n, share in zip(self.applications, self.fast_shares, strict=True)) / asked
        days = fast * self.fast_track_mean_days + (1 - fast) * self.means_test_mean_days
        return {AT_WORK: self.phase, BENEFIT: Benefit(self.phase, days, self.lasts_mean_days)}

    def resources(self) -> Mapping[str, float]:
        """The teams."""
        return {TEAMS: self.teams}

    def attributes(self) -> Mapping[str, tuple[str, ...]]:
        """The kind of work that somebody applies for."""
        return {WORK: WORKS}

    @property
    def budget(self) -> float:
        """Grants a financial year."""
        return self.annual_budget_gbp

    def cost_lines(self) -> Iterator[CostLine]:
        """The district pays grants and teams."""
        yield CostLine("district", "grants", "pound", quantity="grants")
        yield CostLine("district", "adaptation teams", "equipment_fitter_year", per_year=self.teams)

    @property
    def prevented_per_year(self) -> float:
        """Emergency admissions a year that are prevented in the long run, in all its areas together."""
        homes = self.done_per_year / DAYS_A_YEAR * self.lasts_mean_days
        return homes * self.admissions_per_person_year * self.admissions_prevented_share

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Some of those who live in an adapted home are not admitted."""
        site.prevent_some(model, self.prevented_per_year / DAYS_A_YEAR, BENEFIT)

    def adapting(self, site: Site, model: PlaceModel, name: str) -> None:
        """A patient delayed for a major adaptation: granted at once or never, then a team."""
        from dtocsim.care.model import once
        from dtocsim.flow.journey_taking import AT_ONCE

        journey, stock = model.journey, site.stock
        assert stock is not None
        offered = site.yes(model, self.delayed_share * self.fast_shares[WORKS.index("major works")])
        journey.set(site.accepted, "no")
        with journey.branch(site.step(f"{name}: offered"), offered) as to, to("yes"):
            journey.set(site.accepted, "yes")
            cost = round(min(self.major_works_gbp, self.grant_limit_gbp))
            journey.consume(stock, cost, name=site.step(f"{name}: grant"), patience=AT_ONCE)
            with journey.otherwise():
                journey.set(site.accepted, "no")
                site.count(model, "refused")
        with journey.branch(site.step(f"{name}: granted"), site.accepted) as granted, granted("yes"):
            site.count(model, "left hospital early")
            journey.hold(site.step(f"{name}: preparation"), once(self.fast_track_mean_days))
            self._work(site, model, journey, f"{name}: ", once(self.major_works_team_days))

    def _work(
        self, site: Site, model: PlaceModel, journey: Journey, name: str, length: Duration | By[Duration]
    ) -> None:
        journey.seize(
            site.resources[TEAMS], label=site.step("team"), name=site.step(f"{name}wait for a team")
        )
        journey.hold(site.step(f"{name}work"), length).release(site.step("team"))
        journey.count(site.counters["adaptation done"])

    def write_streams(self, site: Site, model: PlaceModel, network: Network) -> None:
        """People who apply, each with a journey of her own beside hospital and care."""
        from dtocsim.care.model import once, spread
        from dtocsim.flow import By

        per_day = site.per_day(model, sum(self.applications))
        if per_day.max() <= 0:
            return
        assert site.stock is not None
        assert site.waiting is not None
        journey, work = network.journey(site.step(f"applicants {model.place.id}")), site.attributes[WORK]
        asked = sum(self.applications)
        site.draw_district(model, journey)
        journey.draw(
            "work", work, {kind: n / asked for kind, n in zip(WORKS, self.applications, strict=True)}
        )
        journey.count(site.counters["adaptation asked for"]).enter(site.waiting)
        shares = zip(WORKS, self.fast_shares, strict=True)
        with journey.branch("route", By(work, {k: {"fast": s, "slow": 1 - s} for k, s in shares})) as route:
            with route("fast"):
                journey.hold("fast track", once(self.fast_track_mean_days))
            with route("slow"):
                journey.count(site.counters["adaptation on the slow route"])
                journey.hold("means test", spread(self.means_test_mean_days, self.means_test_sd_days))
        costs = {kind: round(cost) for kind, cost in zip(WORKS, self.costs, strict=True)}
        journey.consume(site.stock, By(work, costs), name="grant")
        days = zip(WORKS, self.days_of_work, strict=True)
        self._work(site, model, journey, "", By(work, {kind: once(each) for kind, each in days}))
        journey.exit(site.waiting).leave()
        site.stream(model, network, journey, per_day)
