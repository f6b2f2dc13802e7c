"""The beds of one system as pools: acute by division, escalation, community and mental health."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from dtocsim.care.calendar import HOURS_A_WEEK, office_hours_a_week
from dtocsim.care.expectations import Expectations
from dtocsim.care.geography import Hospital, System
from dtocsim.care.quarters import in_force, starts
from dtocsim.care.supply import Supply, declared
from dtocsim.care.timeline import Timeline
from dtocsim.flow import Calendar, Network, Pool, SearchRule
from dtocsim.scenario import Scenario

EMERGENCY_QUEUES = 4
"""Classes of emergencies in the queue for a bed, by what they waited before; see `hours_waited`."""


def hours_waited(scenario: Scenario) -> tuple[float, ...]:
    """Return the hours that emergencies of each class waited before they joined it, the longest first."""
    return (12.0, scenario.hospital.escalation_after_hours, 4.0, 0.0)


def in_office_hours(
    usual: Scenario, office: Calendar, mean_days: float, reference_free_share: float, elasticity: float
) -> SearchRule:
    """Return the rule of a search made in office hours, by its mean in calendar days with the usual hours."""
    at_work = mean_days * office_hours_a_week(usual) / HOURS_A_WEEK
    return SearchRule(at_work, reference_free_share, elasticity, calendar=office)


@dataclass(frozen=True)
class Beds:
    """Makes the beds of a system, whose scenario a timeline follows."""

    network: Network
    timeline: Timeline
    system: System
    expectations: Expectations
    office: Calendar

    def _pool(
        self,
        name: str,
        by_quarter: Callable[[Scenario], Mapping[str, float]],
    ) -> Pool:
        """A pool whose capacity follows the quarters and the scenario of the day."""
        return declared(self.network, name, self._supply(by_quarter))

    def _supply(
        self,
        by_quarter: Callable[[Scenario], Mapping[str, float]],
        rule: Callable[[Scenario], SearchRule] | None = None,
    ) -> Supply:
        """Beds that follow the quarters and the scenario of the day."""
        quarters = [starts(quarter) for quarter in by_quarter(self.timeline.on(self.timeline.days[0]))]
        capacity, steps = self.timeline.steps(
            lambda now, day: round(in_force(by_quarter(now), day)), also=quarters
        )
        search, search_steps = self.timeline.steps(lambda now, day: rule(now)) if rule else (None, [])
        return Supply(capacity, steps, search, search_steps)

    def _acute_beds(self, hospital: Hospital, now: Scenario) -> dict[str, float]:
        """Usable acute beds by quarter: a share of the available, never far below the published occupied.

        Of these some were escalation beds.
        """
        rules, mean = now.hospital, self.expectations.of_year(hospital.occupied)
        return {
            name: (1 - rules.community_bed_share)
            * max(
                beds * rules.usable_bed_share,
                rules.least_usable_share * max(hospital.occupied.get(name, 0.0), mean),
            )
            for name, beds in hospital.available.items()
        }

    def acute(self, hospital: Hospital) -> Pool:
        """Usable acute beds of a division."""

        def beds(now: Scenario) -> dict[str, float]:
            return _scaled(self._acute_beds(hospital, now), now.capacity.acute_beds_ratio)

        return self._pool(f"acute beds {hospital.id}", beds)

    def escalation(self, hospital: Hospital) -> Pool:
        """Beds that can be opened in a division for those who have waited too long."""

        def beds(now: Scenario) -> dict[str, float]:
            # What can be opened follows the swings of demand, and a small division swings relatively more.
            rules, usable = now.hospital, self._acute_beds(hospital, now)
            return {
                name: rules.escalation_bed_share * sqrt(beds * rules.escalation_usual_beds)
                for name, beds in usable.items()
            }

        return self._pool(f"escalation beds {hospital.id}", beds)

    def community(self) -> Supply:
        """Community beds of the system, which are searched for."""
        system, occupied = self.system, self.expectations.community_occupied(self.system)
        own = _all_quarters(system, system.community_available)
        acute = {name: fsum(each.available.get(name, 0.0) for each in system.hospitals) for name in own}

        def beds(now: Scenario) -> dict[str, float]:
            share, least = now.hospital.community_bed_share, _least(now, occupied)
            usual = {name: max(beds + share * acute[name], least) for name, beds in own.items()}
            scaled = _scaled(usual, now.capacity.community_beds_ratio)
            return {name: beds + now.capacity.community_beds_added for name, beds in scaled.items()}

        def rule(now: Scenario) -> SearchRule:
            rules = now.hospital
            return in_office_hours(
                self.expectations.scenario,
                self.office,
                rules.community_search_mean_days,
                rules.community_reference_free_share,
                rules.community_elasticity,
            )

        return self._supply(beds, rule)

    def mental_health(self) -> Pool:
        """Mental-health beds of the system."""
        available, occupied = self.system.mental_health_available, self.system.mental_health_occupied
        mean = self.expectations.of_year(occupied) if occupied else 0.0

        def beds(now: Scenario) -> dict[str, float]:
            least = _least(now, mean)
            return {name: max(beds, least) for name, beds in available.items()} or {"2017/18 Q1": 0.0}

        return self._pool(f"mental health beds {self.system.code}", beds)


def _scaled(by_quarter: Mapping[str, float], ratio: float) -> dict[str, float]:
    return {name: ratio * beds for name, beds in by_quarter.items()}


def _least(now: Scenario, occupied: float) -> float:
    """Return the fewest beds that can serve so many occupied ones without a queue that never ends.

    Spare beds grow with the square root of the load: square-root staffing (Halfin and Whitt 1981).
    """
    rules = now.hospital
    return occupied + max(rules.least_spare_share * occupied, rules.least_spare_root * sqrt(occupied))


def _all_quarters(system: System, beds: Mapping[str, float]) -> dict[str, float]:
    """Return a bed figure for every quarter in which the system has any beds, 0 where there is none."""
    names = {name for hospital in system.hospitals for name in hospital.available} | set(beds)
    return {name: beds.get(name, 0.0) for name in sorted(names)}
