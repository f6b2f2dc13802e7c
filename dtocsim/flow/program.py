"""From the journey tree to arrays: what the compiled engine runs.

Every step becomes one or a few rows of `layout.STEP`; blocks are laid out one after another and joined by
jumps. The patience of a seize is a level with one clock; a repeat is a level without clocks.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from dtocsim.flow.check import check
from dtocsim.flow.components import Component, components
from dtocsim.flow.draws import name_hash
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.layout_steps import Rows
from dtocsim.flow.layout_ways import JourneyWriter
from dtocsim.flow.log import LogName
from dtocsim.flow.lookup import Attribute
from dtocsim.flow.network import Network, Standing, Stream
from dtocsim.flow.parts import Census, Counter, SearchRule
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.tables import Tables, array


@dataclass(frozen=True)
class StandingRow:
    """Where initial people begin: first step, attributes as codes in `indices`, name of their keys."""

    name: str
    number: int
    start: int
    first_attribute: int
    attributes: int
    past: int
    moments: int


@dataclass(frozen=True)
class Compiled:
    """A compiled network: the arrays, the initial people, and the names that the event log uses."""

    network: Network
    program: k.Program
    standings: tuple[StandingRow, ...]
    names: tuple[LogName, ...]
    words: int
    """Words in the row of a person."""
    parts: tuple[Component, ...]
    pools: Any
    """The states in which pools begin, as records of `layout.POOL_STATE`."""


def compile_network(network: Network) -> Compiled:
    """Compile a network for the kernel.

    Raises:
        NetworkError: if the network cannot be run (see `check`).
    """
    check(network)
    tables, rows = Tables(), Rows()
    writers = {journey: JourneyWriter(journey, tables, rows) for journey in network.journeys}
    starts = {journey: writer.write() for journey, writer in writers.items()}
    standings = tuple(
        _standing(tables, standing, writers[standing.journey].write_standing(standing))
        for standing in sorted(network.standings, key=lambda each: int(name_hash(each.name)))
    )
    rows.skip_jumps(tables)
    streams = [
        _stream(tables, stream, starts[stream.journey], writers[stream.journey].arrival)
        for stream in network.streams
    ]
    columns, words = _columns(network, list(writers.values()))
    program = _program(network, tables, rows, streams, columns)
    return Compiled(
        network, program, standings, tuple(tables.names), words, components(network), _pools(network)
    )


def _pools(network: Network) -> Any:
    rules = {rule: number for number, rule in enumerate(search_rules(network))}
    blank = dict.fromkeys(k.POOL_STATE.names or (), 0) | {"searcher": k.NONE, "rule": k.NONE}
    blank |= {"changed": network.first_tick, "queue_changed": network.first_tick}
    rows = [
        blank
        | {
            "capacity": pool.capacity,
            "room": 1 << 40 if pool.room is None else pool.room,
            "key": int(name_hash(pool.name)),
            "rule": k.NONE if pool.search is None else rules[pool.search],
        }
        for pool in network.pools
    ]
    return array(rows, k.POOL_STATE)


def _columns(network: Network, writers: list[JourneyWriter]) -> tuple[list[int], int]:
    """Return where moments, spells, revisits and visits begin in the row of a person, and its length.

    Rows begin where lines of memory do, or divide them.
    """
    spells = max((len(writer.spell_slots) for writer in writers), default=0)
    visits = max((len(writer.visit_slots) for writer in writers), default=0)
    sizes = (
        -(-len(network.attributes) * k.CODE_BYTES // k.WORD_BYTES), len(network.moments), spells, 1,
        -(-visits // k.WORD_BITS),
    )  # fmt: skip
    *columns, used = np.cumsum(sizes).tolist()
    line = k.LINE // k.WORD_BYTES
    return columns, -(-used // line) * line if used > line else 1 << (used - 1).bit_length()


def _attribute_codes(tables: Tables, codes: tuple[tuple[Attribute, int], ...]) -> tuple[int, int]:
    flat = tuple(number for attribute, code in codes for number in (attribute.index, code))
    return tables.run_of_indices(flat), len(codes)


def _standing(tables: Tables, standing: Standing, start: int) -> StandingRow:
    first, count = _attribute_codes(tables, standing.attributes)
    past = [
        (moment.index, tables.run_of_indices(tuple(round(each * DAY) for each in days)))
        for moment, days in standing.since
    ]
    flat = tables.run_of_indices(tuple(number for pair in past for number in pair))
    return StandingRow(standing.name, standing.number, start, first, count, flat, len(past))


def _stream(tables: Tables, stream: Stream, start: int, arrival: int) -> tuple[Any, ...]:
    first, count = _attribute_codes(tables, stream.attributes)
    hours = tables.run_of_numbers(tuple(float(value) for value in stream.by_hour))
    days = tables.run_of_numbers(tuple(float(value) for value in stream.per_day))
    return (start, first, count, hours, days, arrival, stream.band)


def _censuses(network: Network, tables: Tables) -> list[tuple[int, ...]]:
    rows: list[tuple[int, ...]] = []
    first = first_stay = 0
    for census in network.censuses:
        by = tuple(number for each in census.by for number in (each.index, len(each.values)))
        cells = int(np.prod([len(each.values) for each in census.by], dtype=np.int64)) if census.by else 1
        lags = tables.run_of_indices(tuple(round(days * DAY) for days in census.at_least_days))
        row = (
            first,
            first_stay,
            cells,
            len(census.marks),
            len(census.at_least_days),
            lags,
            tables.run_of_indices(by),
            len(census.by),
            *_only(census),
        )
        rows.append(row)
        first += len(census.at_least_days) * cells * (len(census.marks) + 1)
        first_stay += cells
    return rows


def _only(records: Census | Counter) -> tuple[int, int]:
    return (k.NONE, 0) if records.only is None else (records.only[0].index, records.only[1])


def _counters(network: Network, tables: Tables) -> list[tuple[int, ...]]:
    rows: list[tuple[int, ...]] = []
    first = 0
    for counter in network.counters:
        by = tuple(number for each in counter.by for number in (each.index, len(each.values)))
        rows.append((first, tables.run_of_indices(by), len(counter.by), *_only(counter)))
        first += int(np.prod([len(each.values) for each in counter.by], dtype=np.int64))
    return rows


def search_rules(network: Network) -> list[SearchRule]:
    """Return every search rule of a network once, first those that pools begin with."""
    first = [pool.search for pool in network.pools if pool.search is not None]
    return list(dict.fromkeys([*first, *(rule for pool in network.pools for _, rule in pool.search_steps)]))


def _rule(rule: SearchRule) -> tuple[float, float, float, int, int]:
    calendar = k.NONE if rule.calendar is None else rule.calendar.index
    return (rule.elasticity, 1.0 / (rule.mean_days * DAY), rule.reference_free_share, rule.amount, calendar)


def _changes(network: Network, rules: list[SearchRule]) -> list[tuple[int, int, int, int]]:
    """Return tick, capacity, pool and search rule of every change; NONE is no change."""
    return [
        (
            change.tick,
            k.NONE if change.capacity is None else change.capacity,
            pool.index,
            k.NONE if change.search is None else rules.index(change.search),
        )
        for pool in network.pools
        for change in pool.changes
    ]


def _program(
    network: Network, tables: Tables, rows: Any, streams: list[Any], columns: list[int]
) -> k.Program:
    censuses, counters = _censuses(network, tables), _counters(network, tables)
    rules = search_rules(network)
    opens = [calendar.opens for calendar in network.calendars] or [np.zeros(1, dtype=np.int64)]
    closes = [calendar.closes for calendar in network.calendars] or [np.zeros(1, dtype=np.int64)]
    open_before = [np.concatenate(([0], np.cumsum(c - o))) for o, c in zip(opens, closes, strict=True)]
    periods = [period.by_day for period in network.periods]
    report = len(periods) if network.report_period is None else network.report_period.index
    periods.append(np.zeros(len(network.all_days), dtype=np.int64))
    lengths = (network.first_tick, network.warm_up_days, network.days)
    return k.Program(
        steps=array(rows.steps, k.STEP),
        names=array(rows.steps, k.STEP_NAMES),
        seizes=array(rows.seizes, k.SEIZE_ROW),
        lookups=array(tables.lookups, k.LOOKUP),
        durations=array(tables.durations, k.DURATION),
        clocks=array(rows.clocks, k.CLOCK_ROW),
        levels=array(rows.levels, k.LEVEL),
        streams=array(streams, k.STREAM),
        censuses=array(censuses, k.CENSUS_ROW),
        counters=array(counters, k.COUNTER_ROW),
        rules=array([_rule(rule) for rule in rules], k.RULE),
        changes=array(_changes(network, rules), k.CHANGE),
        indices=np.asarray([*tables.indices, 0], dtype=np.int64),
        numbers=np.asarray([*tables.numbers, 0.0], dtype=np.float64),
        tables=np.asarray([*tables.quantiles, 0.0], dtype=np.float64),
        periods=np.asarray(periods, dtype=np.int64),
        opens=np.asarray(opens, dtype=np.int64),
        closes=np.asarray(closes, dtype=np.int64),
        open_before=np.asarray(open_before, dtype=np.int64),
        shape=np.asarray([*lengths, report, *columns], dtype=np.int64),
    )
