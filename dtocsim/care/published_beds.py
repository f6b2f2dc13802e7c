"""Occupied beds as published, over the financial year in which a run begins."""

from collections.abc import Mapping
from functools import cached_property
from math import fsum

from dtocsim.care.calendar import financial_year
from dtocsim.care.geography import Hospital, System
from dtocsim.care.in_care import InCare
from dtocsim.care.tables import DataError


class PublishedBeds(InCare):
    """Adds to residents and clients what is known of hospital beds."""

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        """The four quarters of the financial year in which the run begins."""
        year = financial_year(self.scenario.run.first_day)
        return tuple(f"{year} Q{number}" for number in range(1, 5))

    def of_year(self, beds: Mapping[str, float]) -> float:
        """The mean of a bed figure over the financial year.

        Raises:
            DataError: the year is not in the tables.
        """
        known = [beds[name] for name in self.quarters if name in beds]
        if not known:
            folder, last = self.scenario.tables.folder, max(beds, default="none")
            raise DataError(
                f"{folder}: no beds for {self.quarters[0][:7]}, in which the run begins; the last is {last}"
            )
        return fsum(known) / len(known)

    def acute_occupied(self, hospital: Hospital) -> float:
        """Published occupied beds of a division, without its community beds."""
        share = self._of_system[hospital.system_code].hospital.community_bed_share
        return self.of_year(hospital.occupied) * (1 - share)

    def community_occupied(self, system: System) -> float:
        """Occupied community beds of a system: its community trusts' and a share of its acute trusts'."""
        inside = fsum(self.of_year(hospital.occupied) for hospital in system.hospitals)
        share = self.of_system(system).hospital.community_bed_share
        return self.of_year(system.community_occupied) + share * inside
