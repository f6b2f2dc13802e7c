"""The beds of one system as pools: acute by division, escalation, community and mental health."""

from collections.abc import Mapping
from math import fsum, sqrt

from dtocsim.care.calendar import HOURS_A_WEEK, OFFICE_HOURS_A_WEEK, quarter
from dtocsim.care.expectations import Expectations
from dtocsim.care.geography import Hospital, System
from dtocsim.care.quarters import in_force
from dtocsim.flow import Calendar, Network, Pool, SearchRule
from dtocsim.scenario import Scenario

USUAL_BEDS = 600.0
"""Acute beds of a hospital in which the share of escalation beds is the scenario's."""


EMERGENCY_QUEUES = 4
"""Classes of emergencies in the queue for a bed, by what they waited before; see `hours_waited`."""


def hours_waited(scenario: Scenario) -> tuple[float, ...]:
    """Return the hours that emergencies of each class waited before they joined it, the longest first."""
    return (12.0, scenario.hospital.escalation_after_hours, 4.0, 0.0)


def in_office_hours(
    office: Calendar, mean_days: float, reference_free_share: float, elasticity: float
) -> SearchRule:
    """Return the rule of a search made in office hours, by its mean in calendar days."""
    at_work = mean_days * OFFICE_HOURS_A_WEEK / HOURS_A_WEEK
    return SearchRule(at_work, reference_free_share, elasticity, calendar=office)


class Beds:
    """Makes the beds of a system; a scenario of the system as a whole."""

    def __init__(
        self,
        network: Network,
        scenario: Scenario,
        system: System,
        expectations: Expectations,
        office: Calendar,
    ) -> None:
        self.network, self.scenario, self.system = network, scenario, system
        self.expectations, self.office = expectations, office

    def _steps(self, by_quarter: Mapping[str, float]) -> tuple[int, list[tuple[float, int]]]:
        """Return the capacity at the start of the warm-up, and its later changes as (day, units)."""
        first = self.network.all_days[0]
        now, steps = in_force(by_quarter, first), []
        units = round(now)
        for offset, day in enumerate(self.network.all_days):
            starts_quarter = day.day == 1 and day.month in (1, 4, 7, 10)
            if starts_quarter and quarter(day) in by_quarter and round(by_quarter[quarter(day)]) != units:
                units = round(by_quarter[quarter(day)])
                steps.append((float(offset - self.network.warm_up_days), units))
        return round(now), steps

    def _usable(
        self, available: Mapping[str, float], occupied: Mapping[str, float], mean: float
    ) -> dict[str, float]:
        """Usable beds: a share of the available, never far below the published occupied.

        Of these some were escalation beds.
        """
        rules = self.scenario.hospital
        least = rules.least_usable_share
        return {
            name: max(beds * rules.usable_bed_share, least * max(occupied.get(name, 0.0), mean))
            for name, beds in available.items()
        }

    def _least(self, occupied: float) -> float:
        """Return the fewest beds that can serve so many occupied ones without a queue that never ends.

        Spare beds grow with the square root of the load: square-root staffing (Halfin and Whitt 1981).
        """
        rules = self.scenario.hospital
        return occupied + max(rules.least_spare_share * occupied, rules.least_spare_root * sqrt(occupied))

    def _acute_beds(self, hospital: Hospital) -> dict[str, float]:
        """Usable acute beds by quarter."""
        share = 1 - self.scenario.hospital.community_bed_share
        mean = self.expectations.of_year(hospital.occupied)
        usable = self._usable(hospital.available, hospital.occupied, mean)
        return {name: beds * share for name, beds in usable.items()}

    def acute(self, hospital: Hospital) -> Pool:
        """Usable acute beds of a division."""
        capacity, steps = self._steps(self._acute_beds(hospital))
        return self.network.pool(f"acute beds {hospital.id}", capacity, steps=steps)

    def escalation(self, hospital: Hospital) -> Pool:
        """Beds that can be opened in a division for those who have waited too long."""
        # What can be opened follows the swings of demand, and a small division swings relatively more.
        share = self.scenario.hospital.escalation_bed_share
        beds = {
            name: share * sqrt(usable * USUAL_BEDS) for name, usable in self._acute_beds(hospital).items()
        }
        capacity, steps = self._steps(beds)
        return self.network.pool(f"escalation beds {hospital.id}", capacity, steps=steps)

    def community(self) -> Pool:
        """Community beds of the system, which are searched for."""
        rules, system = self.scenario.hospital, self.system
        available = {
            name: beds
            + rules.community_bed_share * fsum(each.available.get(name, 0.0) for each in system.hospitals)
            for name, beds in _all_quarters(system, system.community_available).items()
        }
        least = self._least(self.expectations.community_occupied(system))
        capacity, steps = self._steps({name: max(beds, least) for name, beds in available.items()})
        rule = in_office_hours(
            self.office,
            rules.community_search_mean_days,
            rules.community_reference_free_share,
            rules.community_elasticity,
        )
        return self.network.pool(f"community beds {system.code}", capacity, steps=steps, search=rule)

    def mental_health(self) -> Pool:
        """Mental-health beds of the system."""
        available, occupied = self.system.mental_health_available, self.system.mental_health_occupied
        mean = self.expectations.of_year(occupied) if occupied else 0.0
        least = self._least(mean)
        capacity, steps = self._steps(
            {name: max(beds, least) for name, beds in available.items()} or {"2017/18 Q1": 0.0}
        )
        return self.network.pool(f"mental health beds {self.system.code}", capacity, steps=steps)


def _all_quarters(system: System, beds: Mapping[str, float]) -> dict[str, float]:
    """Return a bed figure for every quarter in which the system has any beds, 0 where there is none."""
    names = {name for hospital in system.hospitals for name in hospital.available} | set(beds)
    return {name: beds.get(name, 0.0) for name in sorted(names)}
