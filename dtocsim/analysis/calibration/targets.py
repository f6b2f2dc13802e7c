"""Targets: figures that a calibration is to reproduce, with what may be missing to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isclose, log
from typing import Literal

from .goal import Goal
from .months import Months

Role = Literal["fit", "input"]
"""An input goes into the model, so that coming out again proves nothing: it is shown and not counted as
fit."""
COLUMNS = ("setting", "reason", "organisation", "category")
"""Columns of the tables by which a target may be narrowed."""
_EPSILON = 1e-9


@dataclass(frozen=True)
class Target:
    """One figure.

    Attributes:
        label: unique, as it stands in reports.
        measure: name of a measure.
        period: the months it is about.
        value: the figure, in the unit of the measure, or in % where `percent_of` is given.
        tolerance: how far the model may be from it: a difference, or a ratio of at least 1 where `relative`.
        relative: whether the tolerance is a ratio.
        area: England, a system or a council, by its full name.
        where: for columns of the tables, the words that count.
        percent_of: name of the measure of which it is a percentage; empty if of none.
        role: fit or input.
        yields_to: labels of targets that govern where both cannot be met.
        number: of the target in a list elsewhere; empty if in none.
        group: targets that are one path have one group, and are also judged by their mean error.
        discrepancy: standard deviation of what the model is known to leave out of the figure, a difference,
            or a share of it where `relative`; no set is ruled out for it, and the target is not met by it.
        discrepancy_reason: what that is, in words.
    """

    label: str
    measure: str
    period: Months
    value: float
    tolerance: float
    relative: bool = False
    area: str = "England"
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    percent_of: str = ""
    role: Role = "fit"
    yields_to: tuple[str, ...] = ()
    number: str = ""
    group: str = ""
    discrepancy: float = 0.0
    discrepancy_reason: str = ""

    def met(self, found: float) -> bool:
        """Whether a figure is within the tolerance."""
        if self.relative:
            return 1 / self.tolerance - _EPSILON <= found / self.value <= self.tolerance + _EPSILON
        return abs(found - self.value) <= self.tolerance + _EPSILON or isclose(found, self.value)

    @property
    def fitted(self) -> bool:
        """Whether it leads the calibration: what must be met exactly, or is no fit, is only looked at."""
        return self.role == "fit" and self.tolerance > (1 if self.relative else 0)

    @property
    def tolerance_text(self) -> str:
        """The tolerance in words."""
        if not self.relative:
            return f"± {self.tolerance:g}" if self.tolerance else "exactly"
        return f"± {100 * (self.tolerance - 1):g} %" if self.tolerance < 2 else f"× or ÷ {self.tolerance:g}"

    @property
    def discrepancy_text(self) -> str:
        """The discrepancy in words; empty where none is stated."""
        if not self.discrepancy:
            return ""
        return f"{100 * self.discrepancy:g} %" if self.relative else f"{self.discrepancy:g}"

    def goal(self) -> Goal:
        """What history matching is told."""
        return Goal(
            name=self.label,
            value=self.value,
            tolerance=log(self.tolerance) if self.relative else self.tolerance,
            logarithmic=self.relative,
            yields_to=self.yields_to,
            discrepancy=self.discrepancy,
        )


def mean_error_percent(targets: Sequence[Target], found: Sequence[float]) -> float:
    """Mean absolute percentage error of a path (MAPE), in %."""
    errors = [abs(value / target.value - 1) for target, value in zip(targets, found, strict=True)]
    return 100 * sum(errors) / len(errors) if errors else inf
