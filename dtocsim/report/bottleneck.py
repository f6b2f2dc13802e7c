"""Which wait costs most, in words."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim.report.grid_text import table
from dtocsim.report.numbers import count, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.analysis.bottleneck import Bottleneck, Saved

_WIDTH = 100
_DAYS_A_YEAR = 365


def bottleneck_text(found: Bottleneck) -> str:
    """The answer in a sentence, then every wait, the one that costs most first.

    Args:
        found: What `bottlenecks` returned.
    """
    first = found.saved[0]
    sentence = (
        f"{found.area}: waiting for {first.wait.label} costs most: made instant, "
        f"{number(first.delayed * _DAYS_A_YEAR)} delayed bed days a year would be saved, "
        f"{percent(first.delayed / found.beds)} of all ({_certainty(found, first)})."
    )
    note = (
        "Savings do not add up: who no longer waits for one thing may wait for the next. Beds left free are "
        "fewer general and acute beds occupied, after others have been admitted to the beds freed."
    )
    return "\n\n".join([fill(sentence, _WIDTH), _table(found), fill(note, _WIDTH)])


def _certainty(found: Bottleneck, saved: Saved) -> str:
    runs = count(found.replications, "paired replication")
    if saved.low is None or saved.high is None:
        return "one replication, so no interval"
    ends = interval(saved.low * _DAYS_A_YEAR, saved.high * _DAYS_A_YEAR)
    return f"{percent(found.level)} interval of all waits together {ends}; {runs}"


def _table(found: Bottleneck) -> str:
    level = percent(found.level)
    header = ["wait", "reason", "delayed for it", "beds saved", f"{level} interval", "share", "left free"]
    rows = [
        [
            saved.wait.label,
            saved.wait.reason,
            number(saved.own, 1),
            number(saved.delayed, 1),
            interval(saved.low, saved.high, 1),
            percent(saved.delayed / found.beds, 1),
            number(saved.occupied, 1),
        ]
        for saved in found.saved
    ]
    return table([header, *rows], left=(0, 1))
