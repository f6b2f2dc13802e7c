"""A council among those most like it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim.report.grid_text import table
from dtocsim.report.numbers import NOTHING, number, percent

if TYPE_CHECKING:
    from dtocsim.analysis.similar import Council

_WIDTH = 100


def similar_text(councils: Sequence[Council]) -> str:
    """The answer in a sentence, then every council, the nearest first.

    Args:
        councils: What `similar` returned: the council that was asked about, then its neighbours.
    """
    us, *others = councils
    year = max(us.published)
    rates = [each.published[year] for each in others]
    higher = sum(rate > us.published[year] for rate in rates)
    answer = (
        f"{us.name} had {number(us.published[year])} delayed days for 100,000 people aged 65 and over in "
        f"{year}; the {len(others)} councils most like it had {number(median(rates))} (median), {higher} of "
        "them more than it."
    )
    note = (
        "Alike in people aged 65 and over, the share of them aged 85 and over, of people in the two most "
        "deprived fifths, and of people who are 65 and over; distance in standard deviations."
    )
    return "\n\n".join([fill(answer, _WIDTH), _table(councils), fill(note, _WIDTH)])


def _table(councils: Sequence[Council]) -> str:
    years = sorted(councils[0].published)
    header = ["council", "distance", "65+", "85+ of them", "deprived", *years, "simulated"]
    rows = [
        [
            each.name,
            number(each.distance, 2) if each.distance else NOTHING,
            number(each.people),
            percent(each.share_85, 1),
            percent(each.deprived),
            *(number(each.published[year]) for year in years),
            number(each.simulated),
        ]
        for each in councils
    ]
    if all(each.simulated is None for each in councils):
        header, rows = header[:-1], [row[:-1] for row in rows]
    return table([header, *rows], left=(0,))
