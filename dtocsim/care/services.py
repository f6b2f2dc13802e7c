"""What one council, or part of a council, has to offer: teams, packages of care and places, and since when.

Teams and reablement places are as many as the work of the scenario's base asks for, at the scenario's load
shares: what a what-if says about lengths and shares changes the work, not who is there to do it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, fsum

from dtocsim.care.beds import in_office_hours
from dtocsim.care.calendar import office_hours_a_week
from dtocsim.care.expectations import Expectations
from dtocsim.care.expected import Expected
from dtocsim.care.geography import Place
from dtocsim.care.newcomers import in_reablement_days
from dtocsim.care.supply import Supply
from dtocsim.care.timeline import Timeline
from dtocsim.flow import Calendar, SearchRule
from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Services:
    """The services of one place."""

    place: Place
    timeline: Timeline
    expectations: Expectations
    office: Calendar

    @property
    def usual(self) -> Scenario:
        """The scenario by which services were sized."""
        return self.expectations.of(self.place)

    @property
    def expected(self) -> Expected:
        """What is expected of the place."""
        return self.expectations.by_place[self.place.id]

    def assessment(self) -> Supply:
        """Assessors at work at once: expected working hours a day over a working day and the load share."""
        rules = self.usual.assessment
        needing = ("reablement", "home_care", "residential", "nursing", "community_bed")
        a_day = fsum(self.expected.leaving_with(need) for need in needing)
        hours = a_day * (1 - rules.done_before_fit_share) * (1 + rules.repeated_share) * rules.mean_hours
        at_work = hours * self.expected.delay_factor / (office_hours_a_week(self.usual) / 7)
        return self._supply(
            lambda now: (
                now.capacity.assessors_ratio * ceil(at_work / now.assessment.team_load_share)
                + now.capacity.assessors_added
            ),
        )

    def equipment(self) -> Supply:
        """Fitters of equipment."""
        rules = self.usual.equipment
        people = self.expected.leaving_with("equipment")
        people += self.expected.leaving_with("home_care") * rules.with_package_share
        load = people * rules.delivery_mean_days * self.expected.delay_factor
        return self._supply(
            lambda now: (
                now.capacity.equipment_fitters_ratio * ceil(load / now.equipment.team_load_share)
                + now.capacity.equipment_fitters_added
            ),
        )

    def reablement(self) -> Supply:
        """Reablement places; some are blocked by people who wait for a package of care."""
        days = in_reablement_days(self.expectations, self.place)
        load = self.expected.leaving_with("reablement") * days
        return self._supply(
            lambda now: (
                now.capacity.reablement_places_ratio * ceil(load / now.reablement.places_load_share)
                + now.capacity.reablement_places_added
            ),
        )

    def home_care(self) -> Supply:
        """Packages of care."""
        clients = self.expectations.clients(self.place)

        def rule(now: Scenario) -> SearchRule:
            care = now.home_care
            return in_office_hours(
                self.usual, self.office, care.search_mean_days, care.reference_free_share, care.elasticity
            )

        return self._supply(
            lambda now: (
                now.capacity.packages_of_care_ratio * clients / now.home_care.capacity_share_used
                + now.capacity.packages_of_care_added
            ),
            rule,
        )

    def care_home(self, kind: str) -> Supply:
        """Residential or nursing places."""
        usual = self.expectations.care_home_places(self.place, kind)
        total = self.expectations.scenario.care_homes.places_total

        def rule(now: Scenario) -> SearchRule:
            rules = now.placement
            days = getattr(rules, f"{kind}_search_mean_days")
            free, elasticity = rules.reference_free_share, rules.elasticity
            return in_office_hours(self.usual, self.office, days, free, elasticity)

        def places(now: Scenario) -> float:
            ratio: float = getattr(now.capacity, f"{kind}_places_ratio")
            added: float = getattr(now.capacity, f"{kind}_places_added")
            return ratio * now.care_homes.places_total / total * usual + added

        return self._supply(places, rule)

    def _supply(
        self,
        units: Callable[[Scenario], float],
        rule: Callable[[Scenario], SearchRule] | None = None,
    ) -> Supply:
        """At least one unit; how many, and how they are found, follows the scenario of the day."""
        capacity, steps = self.timeline.steps(lambda now, day: max(1, round(units(now))))
        search, search_steps = self.timeline.steps(lambda now, day: rule(now)) if rule else (None, [])
        return Supply(capacity, steps, search, search_steps)
