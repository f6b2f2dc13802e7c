"""What a measure is: a sum of quantities, a day, a year, or over another sum."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dtocsim.care.quantities import QUANTITIES, Level

DAYS_A_YEAR = 365
A_YEAR = "a year"
"""The unit of what is counted and told for 365 days."""


@dataclass(frozen=True)
class Total:
    """The sum of some cells of one or several quantities.

    Attributes:
        quantities: names; all are summed.
        where: for columns of the tables, the words that count; other columns count whole.
    """

    quantities: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        words = "; ".join(f"{column} {', '.join(words)}" for column, words in self.where.items())
        return " + ".join(self.quantities) + (f" [{words}]" if words else "")

    def by(self, breakdown: str) -> "Total | None":
        """Return the same total from quantities that know a breakdown; None if there are none."""
        found = tuple(_known_by(name, breakdown, self.where) for name in self.quantities)
        return None if "" in found else Total(found, self.where)


def _known_by(name: str, breakdown: str, where: Mapping[str, tuple[str, ...]]) -> str:
    """Return the quantity, or the other breakdown of it, that is split as asked; empty if there is none."""
    for quantity in QUANTITIES.values():
        if name in (quantity.name, quantity.of):
            columns = {*quantity.columns, "category"} if quantity.category else {*quantity.columns}
            same = "category" not in where or (quantity.name == name and breakdown != quantity.category)
            if breakdown in (*quantity.columns, quantity.category) and set(where) <= columns and same:
                return quantity.name
    return ""


def total(*quantities: str, **where: str | tuple[str, ...]) -> Total:
    """Return a total; a single word stands for a tuple of one."""
    words = {name: (word,) if isinstance(word, str) else word for name, word in where.items()}
    return Total(quantities, words)


@dataclass(frozen=True)
class Measure:
    """A number that a run answers with.

    It is `scale * total / per`; without `per` it is `scale * total / days of the run`.

    Attributes:
        name: what it is called in files.
        label: what a reader sees; two spaces before it make it a part of the measure above.
        unit: its unit.
        definition: what is counted, in a sentence.
        group: under which heading it is shown.
        total: what is added up.
        per: what it is divided by; None for days.
        scale: factor.
        decimals: decimals worth showing, 0 or more.
        headline: whether a run shows it unasked.
        part_of: the label of the measure that it is a part of; empty if it is none.
    """

    name: str
    label: str
    unit: str
    definition: str
    group: str
    total: Total
    per: Total | None = None
    scale: float = 1.0
    decimals: int = 0
    headline: bool = False
    part_of: str = ""

    @property
    def title(self) -> str:
        """The label where it stands alone."""
        return f"{self.part_of}, {self.label.strip()}" if self.part_of else self.label

    @property
    def formula(self) -> str:
        """How it is computed, in words."""
        factor = "" if self.scale == 1 else f"{self.scale:g} x "
        per = "days" if self.per is None else str(self.per)
        return f"{factor}{self.total} / {per}"

    @property
    def level(self) -> Level:
        """What areas it is known for."""
        return QUANTITIES[self.total.quantities[0]].level

    def unit_over(self, days: float) -> str:
        """Return the unit of a figure from so many days: one for a year, scaled up from fewer, says so."""
        scaled = self.unit == A_YEAR and days < DAYS_A_YEAR
        return f"{self.unit} at this rate" if scaled else self.unit

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Columns and categories by which it can be split."""
        names = dict.fromkeys(
            name
            for quantity in QUANTITIES.values()
            for name in (*quantity.columns, quantity.category)
            if name
        )
        return tuple(name for name in names if self.known_by(name))

    def known_by(self, breakdown: str) -> bool:
        """Say whether the measure can be split by a column or category."""
        return self.total.by(breakdown) is not None and (
            self.per is None or self.per.by(breakdown) is not None
        )
