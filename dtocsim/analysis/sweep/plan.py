"""What a sweep file says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dtocsim.scenario.problems import Place

Kind = Literal["grid", "one_at_a_time", "latin_hypercube", "sobol", "split", "drawn"]
Value = float | int | str | bool
GBP = "gbp."
"""Before the name of a scheme of the base: its cost."""
PROGRAMME = "programme."
"""Before the name of a programme: how well all its schemes work, 0 (lowest end of every effect) to 1."""


@dataclass(frozen=True)
class Range:
    """Any value between two.

    Attributes:
        low: Lower end.
        high: Upper end, above the lower one.
    """

    low: float
    high: float


@dataclass(frozen=True)
class Varied:
    """One key that varies.

    Attributes:
        key: Key path of a scenario; `more.` and a capacity: so many units more than the area has; or `gbp.`
            and a scheme of the base: what it costs a year at full strength, in pounds.
        values: The values it takes, or the range it takes them from.
        place: Where the file says so.
    """

    key: str
    values: tuple[Value, ...] | Range
    place: Place


@dataclass(frozen=True)
class Programme:
    """Schemes that work or fail together, because what makes one part of a programme fail makes all fail.

    Attributes:
        name: Its name.
        schemes: Names of schemes of the base, one or more.
        nothing_share: Of such programmes, those that changed nothing, 0 to 1.
        place: Where the file says so.
    """

    name: str
    schemes: tuple[str, ...]
    nothing_share: float
    place: Place


@dataclass(frozen=True)
class Plan:
    """A sweep.

    Attributes:
        name: Its name.
        question: What it is to answer.
        base: The scenario file it starts from.
        area: Council or system, by name or code; None for England.
        replications: Of each point, 1 or more.
        measure: The measure that answers the question.
        design: How points are laid out: every combination of the values (grid), each value alone
            (one_at_a_time), points spread over the ranges (latin_hypercube, sobol), every way to divide a
            sum among schemes (split), or how well programmes may work, drawn from the spread of the evidence
            (drawn). The last two are compared with the base without these schemes.
        count: Points of a latin_hypercube, sobol or drawn design.
        seed: Names the points of those designs.
        gbp: Pounds a year that a split divides; 0 for another design.
        parts: Into how many equal parts it divides them; 0 for another design.
        varied: The keys that vary, at least one.
        programmes: Of a drawn design, at least one; none of another.
    """

    name: str
    question: str
    base: Path
    area: str | None
    replications: int
    measure: str
    design: Kind
    count: int
    seed: int
    gbp: float
    parts: int
    varied: tuple[Varied, ...]
    programmes: tuple[Programme, ...] = ()
