"""Every number of a scenario in tables: what it is now, its plausible range, how sure it is, where it comes
from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dtocsim.report.document import Block, Bullets, Cell, Folded, Table, Text
from dtocsim.report.numbers import count, written
from dtocsim.scenario import Scenario
from dtocsim.scenario.catalogue import catalogue, meaning
from dtocsim.scenario.evidence import Evidence, load_evidence, load_sources

_MARKS = {
    "measured": "computed from records",
    "published": "printed in a source, or computed from one",
    "calibrated": "fitted to published figures",
    "assumed": "nobody publishes it",
}


def parameter_tables(scenario: Scenario) -> list[Block]:
    """Counts by mark, then a table for each section of the scenario, with every key of the registry."""
    evidence = load_evidence()
    content = plain(scenario)
    sections = groupby(evidence, key=lambda key: key.split(".")[0])
    return [
        Text(f"{count(len(evidence), 'number')}, each with a default, a plausible range and a mark:"),
        _marks(evidence),
        *(_section(name, list(keys), content) for name, keys in sections),
    ]


def plain(scenario: Scenario) -> dict[str, Any]:
    """The values of a scenario by the names that files use; what differs by area or date in its form."""
    return scenario.content()


def calibrated_table(scenario: Scenario) -> list[Block]:
    """The numbers that were fitted to published figures: what they mean, their range, and what tells them."""
    content, evidence = plain(scenario), load_evidence()
    rows = [
        [
            key,
            meaning(key),
            written(value_of(content, key)),
            f"{evidence[key].low:g} to {evidence[key].high:g}",
            evidence[key].unit,
            evidence[key].note,
        ]
        for key in calibrated(evidence)
    ]
    return [
        Text(f"{count(len(rows), 'number')} are calibrated."),
        Table(["key", "meaning", "value", "plausible", "unit", "identified by"], rows, left=(0, 1, 4, 5)),
    ]


def calibrated(evidence: Mapping[str, Evidence]) -> list[str]:
    """The keys that were fitted to published figures."""
    return [key for key, row in evidence.items() if row.mark == "calibrated"]


def _marks(evidence: Mapping[str, Evidence]) -> Bullets:
    many: Counter[str] = Counter(row.mark for row in evidence.values())
    return Bullets([f"{mark}: {many[mark]} ({meaning})" for mark, meaning in _MARKS.items()])


def _section(name: str, keys: Sequence[str], content: Mapping[str, Any]) -> Folded:
    text = catalogue()[name].text.rstrip(".")
    rows = [_row(key, value_of(content, key)) for key in keys]
    columns = ["key", "value", "default", "plausible", "unit", "mark", "source", "note"]
    return Folded(
        f"{name}: {text} ({count(len(rows), 'number')})", [Table(columns, rows, left=(0, 4, 5, 6, 7))]
    )


def _row(key: str, value: Any) -> list[str | Cell]:
    row = load_evidence()[key]
    source = load_sources().get(row.source)
    changed = value != row.value
    return [
        key,
        Cell(written(value), "good" if changed else ""),
        written(row.value) if changed else "",
        f"{row.low:g} to {row.high:g}",
        row.unit,
        row.mark,
        f"{source.publisher}, {source.title}, {source.date}" if source else "",
        row.note,
    ]


def value_of(content: Mapping[str, Any], key: str) -> Any:
    """The value at a key path such as `people.living_alone_share.85+` or `demand.emergency_hour_index[3]`."""
    path, _, element = key.partition("[")
    found: Any = content
    for name in path.split("."):
        found = found[name]
    return found[int(element.rstrip("]"))] if element else found
