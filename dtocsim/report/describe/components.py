"""The components of a network: entities, activities, resources, queues, ways in and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dtocsim.flow import Journey, Network, Pool
from dtocsim.flow.journey_steps import Hold, Search, Seize, Step
from dtocsim.flow.lookup import Lookup
from dtocsim.report.describe.chapters import every_step
from dtocsim.report.describe.outline import duration_text, pool_names
from dtocsim.report.document import Block, Heading, Table, Text
from dtocsim.report.numbers import number


def components(network: Network, journey: Journey) -> list[Block]:
    """Sections 2.5.1 to 2.5.5 of the checklist.

    Args:
        network: of one system.
        journey: of one place in it.
    """
    steps = list(every_step(journey.root))
    return [
        Heading("2.5.1 Entities", 3),
        Text("People in contact with services; each has these attributes, the first value to begin with."),
        _attributes(network),
        Heading("2.5.2 Activities", 3),
        _activities([step for step in steps if isinstance(step, Hold)]),
        Heading("2.5.3 Resources", 3),
        _resources(network, steps),
        Heading("2.5.4 Queues", 3),
        Text(
            "One queue for each resource, by class, then by time of joining; the head blocks, nobody "
            "overtakes. "
            "Searches have no order: each searcher finds a place at a rate that follows the share of free "
            "ones."
        ),
        _queues(steps),
        Heading("2.5.5 Entry and exit points", 3),
        _streams(network, journey),
        Text("People leave by death and, at home, when nothing more is due to happen to them."),
    ]


def _attributes(network: Network) -> Table:
    rows = [[each.name, ", ".join(each.values)] for each in network.attributes]
    return Table(["attribute", "values"], rows, left=(0, 1))


def _activities(steps: Iterable[Hold]) -> Table:
    rows = [
        [step.name, duration_text(step.duration), step.calendar.name if step.calendar else "at all hours"]
        for step in steps
    ]
    return Table(["activity", "duration", "when"], rows, left=(0, 1, 2))


def _resources(network: Network, steps: Sequence[Step]) -> Table:
    used = {
        pool.name for step in steps for lookup in _lookups(step) for pool in lookup.values if pool is not None
    }
    rows = [
        [
            pool.name,
            number(pool.capacity),
            number(len(pool.steps)),
            "searched for" if pool.search is not None else "queued for",
        ]
        for pool in network.pools
        if pool.name in used
    ]
    return Table(["resource", "units at the start", "dated changes", "how it is got"], rows, left=(0, 3))


def _lookups(step: Step) -> tuple[Lookup[Pool | None], ...]:
    if isinstance(step, Seize):
        return step.pools
    return (step.pool,) if isinstance(step, Search) else ()


def _queues(steps: Iterable[Step]) -> Table:
    rows = [
        [
            step.name,
            " and ".join(pool_names(pool) for pool in step.pools),
            str(step.priority),
            "until served" if step.patience is None else duration_text(step.patience),
        ]
        for step in steps
        if isinstance(step, Seize) and not step.consume
    ]
    return Table(["queue of", "for", "class", "patience"], rows, left=(0, 1, 3))


def _streams(network: Network, journey: Journey) -> Table:
    rows = [
        [stream.name, number(float(stream.per_day.mean()), 2)]
        for stream in network.streams
        if stream.journey is journey
    ]
    return Table(["way in", "people a day, mean of the run"], rows)
