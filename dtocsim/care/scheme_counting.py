"""Reads what schemes counted, and how much of their resources was in use."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.areas import AGE_BANDS
from dtocsim.care.blocks import Block
from dtocsim.care.counts import capacity_by_day
from dtocsim.care.model import PlaceModel
from dtocsim.care.sites import PREVENTED, Site
from dtocsim.care.words import FIFTHS, SCHEME_EVENTS
from dtocsim.flow import Tally

Array = NDArray[Any]


def events(place: PlaceModel, words: Mapping[str, str], tally: Tally) -> list[Block]:
    """What the schemes of a place counted, by day."""
    counts = {
        (site.name, event): tally.counter(counter)
        for site in place.sites
        for event, counter in site.counters.items()
    }
    if not counts:
        return []
    nothing = np.zeros_like(next(iter(counts.values())))
    prevented = sum((each for (_, event), each in counts.items() if event == PREVENTED), nothing)
    by_event = [
        sum((each for (_, name), each in counts.items() if name == event), nothing).sum(axis=(0, 1))
        for event in SCHEME_EVENTS
    ]
    by_scheme = {f"{name}: {event}": each.sum(axis=(0, 1)) for (name, event), each in counts.items()}
    found = {
        "admissions_prevented": (FIFTHS, prevented.sum(axis=0)),
        "admissions_prevented_by_age": (AGE_BANDS, prevented.sum(axis=1)),
        "scheme_events": (SCHEME_EVENTS, np.stack(by_event)),
        "scheme_events_by_scheme": (tuple(by_scheme), np.stack(list(by_scheme.values()))),
    }
    if waiting := {site.name: tally.census(site.waiting)[0, 0] for site in place.sites if site.waiting}:
        found["scheme_waiting_days"] = (tuple(waiting), np.stack(list(waiting.values())))
    return [
        Block({**words, "measure": quantity}, {"category": categories}, values)
        for quantity, (categories, values) in found.items()
    ]


def resources(place: PlaceModel, words: Mapping[str, str], tally: Tally) -> list[Block]:
    """How much of what its schemes bring was there, in use and spent, by day: the part of the place.

    Of one district only what is limited to districts is known.
    """
    whole = place.records.electives.only is None
    sites = [site for site in place.sites if whole or site.district is not None]
    there: dict[str, Array] = {}
    used: dict[tuple[str, str], Array] = {}
    found: list[Block] = []
    for site in sites:
        for what, pool in site.resources.items():
            units = capacity_by_day(pool, tally.network.days) * site.share_of_pools
            there[what] = there.get(what, np.zeros_like(units)) + units
            used[site.name, what] = tally.pool(pool).occupied_at_midnight * site.share_of_pools
        if site.stock is not None:
            found += _grants(site, words, tally)
    if not used:
        return found
    in_use = {what: sum(each for (_, name), each in used.items() if name == what) for what in there}
    by_scheme = {f"{name}: {what}": each for (name, what), each in used.items()}
    for quantity, values in (
        ("scheme_capacity_days", there),
        ("scheme_in_use_days", in_use),
        ("scheme_in_use_days_by_scheme", by_scheme),
    ):
        axes = {"category": tuple(values)}
        found.append(Block({**words, "measure": quantity}, axes, np.stack(list(values.values()))))
    return found


def _grants(site: Site, words: Mapping[str, str], tally: Tally) -> list[Block]:
    """What was spent of a budget, and what was left of it."""
    assert site.stock is not None
    spent = tally.pool(site.stock).occupied_at_midnight
    left = capacity_by_day(site.stock, tally.network.days) - spent
    told = {**words, "category": site.name}
    return [
        Block({**told, "measure": "scheme_grant_unspent_days"}, {}, left * site.share_of_pools),
        Block(
            {**told, "measure": "scheme_grant_spent"},
            {},
            np.diff(spent, prepend=spent[:1]) * site.share_of_pools,
        ),
    ]
