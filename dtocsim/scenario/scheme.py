"""A scheme: where, from when on, and how far it changes which processes, at whose cost.

A scheme never edits results: it moves values of the scenario, in its areas and on its days, and it may write
steps into the journey (`dtocsim.care.schemes`). What it moves is declared as moves, each of one key:

- `lowers(key, share)`: the value loses a share of itself;
- `raises(key, share)`: a share between 0 and 1 closes so much of its distance to 1;
- `adds(key, amount)`: so much more of a capacity, in all areas of the scheme together.

Where several schemes move one key, one lowers or raises what the others left: two that each halve a time
leave a quarter of it, and a share stays between 0 and 1. A scheme that is at work in a part of a place, or
half-way through its ramp, has that part of its strength there. A move of nothing is no move.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from .evidence import load_scheme_evidence
from .kinds import Closed, contradiction
from .phase import FIRST, LAST, Phase
from .varying import NATION, Changing

Finest = Literal["system", "council", "district"]
Rule = Literal["lowers", "raises", "adds"]
Payer = Literal["NHS", "council", "district", "voluntary sector", "person"]

AT_WORK = "at work"
"""The course of every scheme."""

Day = Annotated[date, Field(ge=FIRST, le=LAST)]


@dataclass(frozen=True, slots=True)
class Move:
    """What a scheme, fully at work, does to one value.

    Attributes:
        key: key path of the value, one that may change on dates.
        rule: see above.
        amount: a share, 0 to 1; of `adds`, units in all areas together.
        course: how far it is at work over time; None as the scheme is.
    """

    key: str
    rule: Rule
    amount: float
    course: Changing | None = None

    def applied(self, value: float, strength: float) -> float:
        """The value where the scheme has this strength, 0 to 1; of `adds`, the part of the units."""
        if (effect := self.amount * strength) == 0:
            return value
        if self.rule == "adds":
            return value + effect
        return value * (1 - effect) if self.rule == "lowers" else 1 - (1 - value) * (1 - effect)

    def __str__(self) -> str:
        """In words."""
        if self.rule == "adds":
            return f"{self.amount:g} more" if self.amount > 0 else f"{-self.amount:g} fewer"
        if self.rule == "raises":
            return f"{self.amount:.3g} nearer to 1"
        return f"less {self.amount:.3g} of it" if self.amount > 0 else f"{-self.amount:.3g} of it on top"


def lowers(key: str, share: float, course: Changing | None = None) -> Move:
    """A value loses a share of itself; below 0 the value grows by it."""
    return Move(key, "lowers", share, course)


def raises(key: str, share: float) -> Move:
    """A share closes so much, 0 to 1, of its distance to 1."""
    return Move(key, "raises", share)


def adds(key: str, amount: float, course: Changing | None = None) -> Move:
    """So much more of a capacity, in all areas of the scheme together; below 0 so much less."""
    return Move(key, "adds", amount, course)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One thing that somebody pays for because of a scheme.

    Attributes:
        payer: who pays.
        what: what for, in words.
        unit_cost: name of the unit cost, a row of the unit costs of the price year.
        per_year: units a year while the scheme is fully at work, such as staff in post; they follow its ramp.
        quantity: what each unit of costs: an event of the scheme, or a resource of it for each day on which a
            unit is in use; "" for none.
    """

    payer: Payer
    what: str
    unit_cost: str
    per_year: float = 0.0
    quantity: str = ""


class Scheme(Closed):
    """What every kind of scheme says.

    A kind is a class with `kind: Literal["its name"]` in a module of `dtocsim.care.schemes`; its numbers have
    rows `schemes.<kind>.<key>` in the registry of evidence, which give the default, unit and plausible range.
    """

    finest: ClassVar[Finest] = "district"
    """The smallest kind of area it can be limited to."""
    writes_steps: ClassVar[bool] = False
    """Whether it writes steps into journeys, besides moving values."""
    sizes: ClassVar[tuple[str, ...]] = ()
    """Its keys that say how much of it is bought, to which effect and cost are proportional; a comparison of
    equal budgets scales them. A kind without one has an effect that more money does not make larger."""
    effects: ClassVar[tuple[str, ...]] = ()
    """Its keys that say what it does to people, of which nobody is sure; each has nothing in its range."""

    kind: str
    """What kind of scheme it is."""
    enabled: bool = True
    """Whether it exists; false switches a scheme of an extended file off."""
    where: Annotated[tuple[str, ...], Field(min_length=1, max_length=1_000)] = (NATION,)
    """The areas it is for, by name or code: England, systems, councils or districts."""
    start: Day = FIRST
    """First day, a date; without it the scheme is there from the beginning."""
    ramp_days: Annotated[int, Field(ge=0, le=3650)] = 0
    """Days it takes from the start to full strength, along a straight line, 0 to 3,650."""
    end: Day = LAST
    """Last day, a date; without it the scheme stays."""

    @model_validator(mode="before")
    @classmethod
    def _with_defaults(cls, content: Any) -> Any:
        """Complete what is not said from the registry, which holds all numbers."""
        if not isinstance(content, dict):
            return content
        names = {field.alias or name for name, field in cls.model_fields.items()}
        rows = load_scheme_evidence(str(content.get("kind", "")))
        return {name: row.value for name, row in rows.items() if name in names} | content

    @model_validator(mode="after")
    def _in_order(self) -> "Scheme":
        if self.end < self.start:
            found = f"the end, {self.end}, is before the start"
            raise contradiction(found, f"expected {self.start} or later")
        return self

    def moves(self) -> Iterable[Move]:
        """What it does to values of the scenario when fully at work; moves of nothing do no harm."""
        return ()

    def cost_lines(self) -> Iterable[CostLine]:
        """What somebody pays for because of it."""
        return ()

    @property
    def phase(self) -> Phase:
        """How far it is at work over time."""
        return Phase(self.start, self.ramp_days, self.end)

    def courses(self) -> dict[str, Changing]:
        """What its steps follow over time, between 0 and 1: how far it is at work, and what else it names."""
        return {AT_WORK: self.phase}

    @property
    def is_there(self) -> bool:
        """Whether it has any size, so that there is something to write or to use."""
        return self.enabled

    @property
    def course(self) -> Changing:
        """How far its moves are at work over time, 0 to 1, where they have no courses of their own."""
        return self.phase

    def weakens(self, other: "Scheme") -> float:
        """The share, 0 to 1, that another scheme loses of its moves while this one is at work."""
        return 0.0

    @property
    def effective_moves(self) -> Iterator[Move]:
        """The moves that move anything."""
        return (move for move in self.moves() if self.enabled and move.amount != 0)
