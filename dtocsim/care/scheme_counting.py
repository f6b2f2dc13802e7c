"""Reads what schemes counted, and how much of their resources was in use."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.areas import AGE_BANDS
from dtocsim.care.blocks import Block
from dtocsim.care.counts import capacity_by_day
from dtocsim.care.model import PlaceModel, SystemModel
from dtocsim.care.sites import PREVENTED
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


def resources(model: SystemModel, tally: Tally) -> list[Block]:
    """How much of what the schemes of a system bring was there and in use, by day."""
    days = tally.network.days
    found: list[Block] = []
    for scheme, pools in model.ground.sites.resources.items():
        words = {"area": f"{scheme}, {model.system.name}", "system": model.system.name}
        for quantity, values in (
            ("scheme_capacity_days", [capacity_by_day(pool, days) for pool in pools.values()]),
            ("scheme_in_use_days", [tally.pool(pool).occupied_at_midnight for pool in pools.values()]),
        ):
            if pools:
                axes = {"category": tuple(pools)}
                found.append(Block({**words, "measure": quantity}, axes, np.stack(values)))
        if (stock := model.ground.sites.stocks.get(scheme)) is not None:
            spent = tally.pool(stock).occupied_at_midnight
            for quantity, pounds in (
                ("scheme_grant_unspent_days", capacity_by_day(stock, days) - spent),
                ("scheme_grant_spent", np.diff(spent, prepend=spent[:1])),
            ):
                found.append(Block({**words, "measure": quantity}, {}, pounds))
    return found
