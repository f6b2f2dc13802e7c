"""Reads what a run counted out of its tally, as blocks of the quantities that the tables hold.

What concerns people is counted for residents of the chosen places, wherever their hospital is; beds and waits
for them are counted for the providers of the systems that were run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care import scheme_counting
from dtocsim.care.areas import AGE_BANDS
from dtocsim.care.bed_counting import BedCounts
from dtocsim.care.blocks import Block
from dtocsim.care.counts import Counts, added_up, capacity_by_day, provider_name
from dtocsim.care.model import PlaceModel, SystemModel
from dtocsim.care.overload import growth_a_day, notes
from dtocsim.care.quantities import HELD, LENGTHS, RESOURCES, TIMES_IN_BED
from dtocsim.care.resources import COMMUNITY_BEDS, TITLES
from dtocsim.care.tables import DataError, read_table
from dtocsim.care.words import (
    AFTER_REABLEMENT,
    CHAPTERS,
    CLOSENESS,
    DESTINATION_OF,
    FIFTHS,
    FUNDERS,
    HOMES,
    NEEDS,
    ORGANISATIONS,
    PATHWAY_OF,
    PATHWAYS,
    REASONS,
    SECTORS,
    SETTINGS,
    TASKS,
)
from dtocsim.flow import Census, Counter, Pool, Tally
from dtocsim.flow.quantiles import DAY

Array = NDArray[Any]


@lru_cache(maxsize=8)
def organisation_shares(folder: Path) -> NDArray[np.float64]:
    """Return which organisation answers for each reason and funder.

    Returns:
        Shares, shape (funders, reasons, organisations).

    Raises:
        DataError: the table is malformed.
    """
    shares = np.zeros((len(FUNDERS), len(REASONS), len(ORGANISATIONS)))
    columns = ["reason", "funder", "organisation", "share"]
    for row in read_table(folder, "responsible_organisation.csv", columns):
        cell = (FUNDERS.index(row.text("funder")), REASONS.index(row.text("reason")))
        shares[(*cell, ORGANISATIONS.index(row.text("organisation")))] = row.number("share", high=1)
    for funder, reason in np.argwhere(np.abs(shares.sum(axis=-1) - 1) > 1e-9):
        raise DataError(
            f"{folder / 'responsible_organisation.csv'}: reason {REASONS[reason]}, funder {FUNDERS[funder]}: "
            f"shares sum to {shares[funder, reason].sum():g}; expected 1"
        )
    return shares


class PlaceCounts:
    """What was counted of the residents of one place."""

    def __init__(self, counts: Counts, system: str, place: PlaceModel, tally: Tally) -> None:
        self.counts, self.place, self.tally = counts, place, tally
        self.words = {"area": _area(place), "system": system}
        self.records = place.records

    def read(self) -> None:
        """Add everything."""
        self._delays()
        self._fit()
        self._beds()
        self._discharges()
        self._admissions()
        self._tasks()
        self._care()
        for read in (scheme_counting.events, scheme_counting.resources):
            for block in read(self.place, self.words, self.tally):
                self.counts.add(block)

    def _days(self, quantity: str, values: Array, **axes: Sequence[str]) -> None:
        self.counts.by_day(quantity, self.words, values, **axes)

    def _months(self, quantity: str, values: Array, **axes: Sequence[str]) -> None:
        self.counts.by_month(quantity, self.words, values, **axes)

    def _by_setting(self, censuses: Mapping[str, Census]) -> Array:
        """Midnight counts, shape (settings, thresholds, attributes..., marks + 1, days)."""
        return np.stack([self.tally.census(censuses[setting]) for setting in SETTINGS])

    def _delays(self) -> None:
        shares = organisation_shares(self.place.scenario.tables.folder)
        for setting in SETTINGS:
            self._delays_in(setting, shares)
        people = self._by_setting(self.records.delayed_people)[:, 0, :, :, 0]
        self._days("delayed_days_by_age", people.sum(axis=2), setting=SETTINGS, category=AGE_BANDS)
        self._days("delayed_days_by_deprivation", people.sum(axis=1), setting=SETTINGS, category=FIFTHS)
        self._lengths("delays_ended", self.records.delayed_people)

    def _delays_in(self, setting: str, shares: NDArray[np.float64]) -> None:
        counts = self.tally.census(self.records.delayed[setting])[0][..., : len(REASONS), :]
        if setting == "acute":
            providers = [hospital.name for hospital in self.place.hospitals]
            counts = counts[:, : len(providers)]
        else:
            providers = [provider_name(setting, self.words["system"])]
            counts = counts[:, None]
        words = self.words | {"setting": setting, "measure": "delayed_days"}
        by_reason = Block(words, {"reason": REASONS}, counts.sum(axis=(0, 1)))
        self.counts.to_daily(by_reason)
        months = np.add.reduceat(counts, self.counts.starts, axis=-1)
        values = np.einsum("fprm,fro->prom", months, shares)
        axes = {"category": providers, "reason": REASONS, "organisation": ORGANISATIONS}
        self.counts.monthly.append(Block(words, axes, values))

    def _lengths(self, quantity: str, censuses: Mapping[str, Census]) -> None:
        """Completed stays by length, and their lengths added up."""
        stays = [_flat(self.tally.stays(censuses[setting]), 2) for setting in SETTINGS]
        ticks = [_flat(self.tally.stay_ticks(censuses[setting]), 1) for setting in SETTINGS]
        self._months(quantity, np.moveaxis(np.stack(stays), 1, 2), setting=SETTINGS, category=LENGTHS)
        self._months(f"{quantity}_days", np.stack(ticks) / DAY, setting=SETTINGS)

    def _fit(self) -> None:
        by_need = self._by_setting(self.records.fit)[:, 0, :, 0]
        self._days("medically_fit_days", _by_pathway(by_need), setting=SETTINGS, category=PATHWAYS)
        self._lengths("medically_fit_ended", self.records.fit)

    def _beds(self) -> None:
        for_at_least = self._by_setting(self.records.in_bed)[:, :, :, 0]
        by_age, over = for_at_least[:, 0], for_at_least.sum(axis=2)
        bins = np.stack([over[:, 0] - over[:, 1], over[:, 1] - over[:, 2], over[:, 2]], axis=1)
        self._days("bed_days", bins, setting=SETTINGS, category=TIMES_IN_BED)
        self._days("bed_days_by_age", by_age, setting=SETTINGS, category=AGE_BANDS)
        self._days("beds_taken_up", self._counted(self.records.admitted), setting=SETTINGS)

    def _counted(self, counters: Mapping[str, Counter]) -> Array:
        return np.stack([self.tally.counter(counter) for counter in counters.values()])

    def _discharges(self) -> None:
        by_need = self._counted(self.records.discharges)
        destinations = tuple(DESTINATION_OF[need] for need in NEEDS)
        self._days("discharges", _by_pathway(by_need), setting=SETTINGS, category=PATHWAYS)
        self._days("discharges_by_destination", by_need, setting=SETTINGS, category=destinations)
        self._days("deaths", self._counted(self.records.deaths), setting=SETTINGS)

    def _admissions(self) -> None:
        records, counter = self.records, self.tally.counter
        emergencies = counter(records.emergencies)
        self._days("emergency_admissions", emergencies.sum(axis=(1, 2)), category=HOMES)
        self._days("emergency_admissions_by_age", emergencies.sum(axis=(0, 2)), category=AGE_BANDS)
        self._days("emergency_admissions_by_deprivation", emergencies.sum(axis=(0, 1)), category=FIFTHS)
        self._days("zero_day_admissions", counter(records.zero_day), category=HOMES)
        self._days("elective_admissions", counter(records.electives))
        self._days("elective_postponements", counter(records.postponed))
        self._days("readmissions", counter(records.readmissions), category=FIFTHS)

    def _tasks(self) -> None:
        tasks, tally = tuple(TASKS), self.tally
        self._days("task_requests", self._counted(self.records.requests), category=tasks)
        self._days("tasks_completed", self._counted(self.records.completed), category=tasks)
        stays = np.stack([tally.stays(self.records.tasks[task]) for task in tasks])
        ticks = np.stack([tally.stay_ticks(self.records.tasks[task]) for task in tasks])
        self._months("tasks_ended", stays.sum(axis=-1), category=tasks)
        self._months("tasks_ended_days", ticks / DAY, category=tasks)
        by_reason = np.stack([stays[[TASKS[task] == code for task in tasks]].sum(axis=0) for code in REASONS])
        self._months("tasks_ended_by_length", np.moveaxis(by_reason, 1, 2), reason=REASONS, category=LENGTHS)

    def _care(self) -> None:
        tally, records = self.tally, self.records
        # What a whole council has says nothing of one of its districts.
        if records.electives.only is None:
            found = [self._of_place(resource) for resource in TITLES]
            for quantity, values in zip(_CARE, zip(*found, strict=True), strict=True):
                self._days(quantity, np.stack(values), category=RESOURCES)
            self._staff(dict(zip(RESOURCES, (in_use for _, in_use in found), strict=True)))
        ended = tally.counter(records.left_reablement)
        for quantity, by_home, reablement in (
            ("care_entries", records.entered_care, tally.counter(records.entered_reablement)),
            ("care_exits", records.left_care, ended.sum(axis=0)),
        ):
            events = [*tally.counter(by_home)[1:], reablement]
            self._days(quantity, np.stack(events), category=HELD)
        self._closeness(tally.counter(records.entered_care))
        onward = [CHAPTERS.index(chapter) for chapter in AFTER_REABLEMENT.values()]
        self._days("reablement_ends", ended[onward], category=tuple(AFTER_REABLEMENT))

    def _closeness(self, entered: Array) -> None:
        """Care-home places taken up, by how near home they are expected to be."""
        place, rules = self.place.place, self.place.scenario.care_homes
        places = self.place.expectations.geography.places
        near = {each.id for each in places if each.system_code == place.system_code}
        days = self.tally.network.days
        placed = np.zeros((len(CLOSENESS), days))
        for kind in HOMES[2:]:
            where = self.place.resources[f"{kind}_places"].where(place.id, near, days)
            placed += entered[HOMES.index(kind)] * where
        own, system, elsewhere = placed
        nearby, away = rules.placed_in_system_share, rules.placed_elsewhere_share
        told = [
            own * (1 - nearby - away),
            own * nearby + system * (1 - away),
            elsewhere + (own + system) * away,
        ]
        self._days("placements", np.stack(told), category=CLOSENESS)

    def _staff(self, in_use: Mapping[str, Array]) -> None:
        """Staff in post for what residents use, and the hours they work."""
        rules = self.place.scenario.staff
        beds = self._by_setting(self.records.in_bed)[:2, 0, :, 0].sum(axis=(0, 1))
        homes = in_use["residential places"] + in_use["nursing places"]
        at_home = in_use["packages of care"] + in_use["reablement places"]
        people = np.stack(
            [
                rules.nhs_per_bed * beds,
                rules.care_home_per_place * homes + rules.care_at_home_per_person * at_home,
            ]
        )
        hours = np.asarray([[rules.nhs_hours_a_week], [rules.social_care_hours_a_week]])
        self._days("staff_days", people, category=SECTORS)
        self._days("staff_hours", people * hours / DAYS_A_WEEK, category=SECTORS)

    def _of_place(self, resource: str) -> tuple[Array, Array]:
        """What the place has of a resource, and how much of it is in use, at each midnight."""
        days = self.tally.network.days
        parts = self.place.resources[resource].parts(self.place.place.id, days)
        capacity = [part * capacity_by_day(pool, days) for pool, part in parts]
        occupied = [part * self.tally.pool(pool).occupied_at_midnight for pool, part in parts]
        return np.sum(capacity, axis=0), np.sum(occupied, axis=0)


DAYS_A_WEEK = 7
_CARE = ("care_capacity_days", "care_occupied_days")


def _area(place: PlaceModel) -> str:
    """Return the name of the area whose residents are counted: the council, or the one district of it."""
    only = place.records.electives.only
    if only is None:
        return place.place.council
    district, code = only
    return next(each.name for each in place.place.districts if each.code == district.values[code])


def _flat(values: Array, kept: int) -> Array:
    """Add up over all axes but the last ones."""
    return np.asarray(values.sum(axis=tuple(range(values.ndim - kept))))


def _by_pathway(by_need: Array) -> Array:
    """Add up needs, the axis before the last, by their pathway."""
    of = [PATHWAYS.index(PATHWAY_OF[need]) for need in NEEDS]
    belongs = np.asarray([[row == pathway for row in of] for pathway in range(len(PATHWAYS))], dtype=np.int64)
    return np.asarray(np.einsum("pn,...nd->...pd", belongs, by_need))


@dataclass(frozen=True)
class SystemCounts:
    """What one replication counted in one system.

    Attributes:
        monthly: by area and month; daily: of the chosen places together, by day.
        months: the months of the run, as `2017-04`.
        events: events handled.
        notes: what is worth saying about the run.
    """

    monthly: tuple[Block, ...]
    daily: tuple[Block, ...]
    months: tuple[str, ...]
    events: int
    notes: tuple[str, ...]


def count_system(model: SystemModel, tally: Tally, chosen: frozenset[str]) -> SystemCounts:
    """Read a system's tally; of its places, those in `chosen` (ids)."""
    counts = Counts(model.network)
    for place in model.places:
        if place.place.id in chosen:
            PlaceCounts(counts, model.system.name, place, tally).read()
    BedCounts(counts, model, tally).read()
    return SystemCounts(
        monthly=tuple(counts.monthly),
        daily=tuple(added_up(counts.daily)),
        months=counts.months,
        events=tally.events,
        notes=_overload(model, tally),
    )


def _overload(model: SystemModel, tally: Tally) -> tuple[str, ...]:
    """Say where more is asked for than there is: people who queue, and delayed patients who search."""
    searching: dict[Pool, Array] = {}
    for place in model.places:
        for task, (resource, owner) in _searched(place).items():
            people = tally.census(place.records.tasks[task])[0, 0]
            pools = place.resources[resource].held[owner]
            units = sum(pool.capacity for pool in pools) or 1
            for pool in pools:
                here = people if len(pools) == 1 else people * pool.capacity / units
                searching[pool] = searching.get(pool, np.zeros_like(here)) + here
    found = []
    for pool in model.network.pools:
        counts = tally.pool(pool)
        waiting = counts.waiting_at_midnight + searching.get(pool, 0)
        capacity = capacity_by_day(pool, len(waiting))
        found.append((pool.name, growth_a_day(waiting, counts.occupied_at_midnight, capacity)))
    return notes(found)


def _searched(place: PlaceModel) -> dict[str, tuple[str, str]]:
    """The resources that are searched for in tasks, by the task, and whose they are."""
    own = place.place.id
    return {
        "package of care": ("packages_of_care", own),
        "residential place": ("residential_places", own),
        "nursing place": ("nursing_places", own),
        "community bed": (COMMUNITY_BEDS, place.place.system_code),
    }
