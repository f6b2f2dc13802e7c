"""Found against published: what-ifs beside the cases that they are built after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dtocsim.report.document import Bullets, Document, Table, Text
from dtocsim.report.numbers import NOTHING, count, interval, number

if TYPE_CHECKING:
    from dtocsim.analysis.cases import Finding

_WHOLE = 20
"""From here on a figure is shown without decimals."""


def cases_report(findings: Sequence[Finding], replications: int) -> Document:
    """The table, and how each figure was counted.

    Args:
        findings: what `judge` found.
        replications: of each run.
    """
    columns = ["figure", "published", "found", "95 % interval", "unit", "evidence", "source"]
    return Document(
        "What-ifs beside the cases they are built after",
        [
            Text(
                f"{count(replications, 'paired replication')} of each. Nothing was fitted to these figures. "
                "Most were counted without a control, and what a source does not give is worked out as what "
                "would have to be true."
            ),
            Table(columns, [_row(each) for each in findings], left=(0, 4, 5, 6), spare=(6,)),
            Bullets([f"{each.told.strip()}: {each.note}." for each in findings if each.note]),
        ],
    )


def _row(finding: Finding) -> list[str]:
    found = finding.found
    digits = 0 if abs(found.mean or 0.0) >= _WHOLE else 1
    published = finding.published
    return [
        finding.told,
        "not given" if published is None else number(published, 0 if published >= _WHOLE else 1),
        number(found.mean, digits),
        interval(found.low, found.high, digits),
        finding.unit,
        NOTHING if finding.evidence == "none" else finding.evidence,
        finding.source or NOTHING,
    ]
