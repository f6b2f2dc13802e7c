"""Reads the beds of a system's providers, and the waits for them, out of the tally of a run."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.beds import EMERGENCY_QUEUES, hours_waited
from dtocsim.care.counts import Counts, capacity_by_day, provider_name
from dtocsim.care.model import SystemModel
from dtocsim.care.quantities import LENGTHS
from dtocsim.care.quarters import in_force
from dtocsim.care.resources import COMMUNITY_BEDS
from dtocsim.care.timeline import Timeline
from dtocsim.flow import Pool, Tally
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.tally import WAIT_EDGES_HOURS


class BedCounts:
    """What was counted of the beds of one system, and of the waits for them."""

    def __init__(self, counts: Counts, model: SystemModel, tally: Tally) -> None:
        self.counts, self.model, self.tally = counts, model, tally
        self.system = model.system.name
        self.community_share = model.scenario.hospital.community_bed_share
        timeline, warm_up = Timeline(model.scenario, model.ground.periods), model.network.warm_up_days
        self.acute_ratio = timeline.by_day(lambda now: now.capacity.acute_beds_ratio)[warm_up:]
        self.community_ratio = timeline.by_day(lambda now: now.capacity.community_beds_ratio)[warm_up:]

    def read(self) -> None:
        """Add everything."""
        for ward in self.model.wards:
            share = self.acute_ratio * (1 - self.community_share) * self._published(ward.hospital.available)
            pools = (ward.acute, ward.escalation)
            self._read("acute", ward.hospital.name, pools, share)
            self._waits(ward.hospital.name, pools)
        system = self.model.system
        community = self._published(system.community_available)
        divisions = [self._published(each.available) for each in system.hospitals]
        community += self.community_share * np.sum(divisions, axis=0)
        mental_health = self._published(system.mental_health_available)
        self._read_community(self.community_ratio * community)
        provider = provider_name("mental health", self.system)
        self._read("mental health", provider, (self.model.mental_health,), mental_health)

    def _read_community(self, available: NDArray[np.float64]) -> None:
        """Add the community beds of the system: its part of a pool of several, or the parts of its own."""
        days = self.tally.network.days
        parts = self.model.ground.resources[COMMUNITY_BEDS].parts(self.model.system.code, days)
        words = {"area": provider_name("community", self.system), "system": self.system}
        words["setting"] = "community"
        found = [(self.tally.pool(pool), part) for pool, part in parts]
        usable = sum(part * capacity_by_day(pool, days) for pool, part in parts)
        self.counts.by_day("beds_available_days", words, available)
        self.counts.by_day("beds_usable_days", words, np.asarray(usable))
        for quantity, counts in (
            ("beds_occupied_days", [part * pool.occupied_at_midnight for pool, part in found]),
            ("queue_days", [part * pool.waiting_at_midnight for pool, part in found]),
        ):
            self.counts.by_day(quantity, words, np.sum(counts, axis=0))

    def _published(self, by_quarter: Mapping[str, float]) -> NDArray[np.float64]:
        """Return a figure of each quarter for each recorded day."""
        network = self.model.network
        days = network.all_days[network.warm_up_days :]
        if not by_quarter:
            return np.zeros(len(days))
        known = {day: in_force(by_quarter, day) for day in {day.replace(day=1) for day in days}}
        return np.asarray([known[day.replace(day=1)] for day in days])

    def _read(
        self, setting: str, provider: str, pools: Sequence[Pool], available: NDArray[np.float64]
    ) -> None:
        """Add the beds of a provider, its usual ones first, then what can be opened."""
        words = {"area": provider, "system": self.system, "setting": setting}
        found, counts = [self.tally.pool(pool) for pool in pools], self.counts
        counts.by_day("beds_available_days", words, available)
        counts.by_day("beds_usable_days", words, capacity_by_day(pools[0], self.tally.network.days))
        counts.by_day("beds_occupied_days", words, np.sum([p.occupied_at_midnight for p in found], axis=0))
        counts.by_day("queue_days", words, found[0].waiting_at_midnight)

    def _waits(self, provider: str, pools: Sequence[Pool]) -> None:
        """Add waits of emergencies, whose classes in the queue say how long they waited before."""
        words = {"area": provider, "system": self.system, "setting": "acute"}
        found = [self.tally.pool(pool) for pool in pools]
        before = hours_waited(self.model.scenario)
        waits = np.sum([pool.waits[:, :EMERGENCY_QUEUES] for pool in found], axis=0)
        ticks = np.sum([pool.wait_ticks[:, :EMERGENCY_QUEUES] for pool in found], axis=0)
        by_class = waits.sum(axis=2)
        lengths = waits[:, -1].copy()
        for queue, hours in enumerate(before[:-1]):
            edges = np.asarray([0, *WAIT_EDGES_HOURS]) + hours
            for own, at_least in enumerate(edges):
                lengths[:, np.searchsorted(WAIT_EDGES_HOURS, at_least, side="right")] += waits[:, queue, own]
        self.counts.by_month("bed_waits", words, lengths.T, category=LENGTHS)
        days = ticks.sum(axis=1) / DAY + by_class @ (np.asarray(before) / 24)
        self.counts.by_month("bed_waits_days", words, days)
