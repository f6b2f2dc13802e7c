"""The tree that a journey is: blocks of steps, some of which contain blocks. Both engines walk it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dtocsim.flow.durations import Duration
from dtocsim.flow.lookup import Attribute, Lookup, Moment, Period
from dtocsim.flow.parts import Calendar, Census, Counter, Pool

Shares = Mapping[str, float]


@dataclass(eq=False)
class Step:
    """One step.

    `name` is unique in the journey for every step that draws a random number or that people stand at.
    """

    name: str


@dataclass(eq=False)
class Block:
    """Steps that follow one another."""

    steps: list[Step] = field(default_factory=list)


@dataclass(eq=False)
class Seize(Step):
    """Take units of one of `pools` (the first with room, else wait in all) or, `together`, of all at once."""

    pools: tuple[Lookup[Pool | None], ...]
    amount: Lookup[int]
    label: str
    priority: int
    together: bool
    consume: bool
    patience: Lookup[Duration] | None
    otherwise: Block
    since: Moment | None = None


@dataclass(eq=False)
class Release(Step):
    """Give back what was seized last under `label`."""

    label: str


@dataclass(eq=False)
class Hold(Step):
    """Spend time; in working time when a calendar is given."""

    duration: Lookup[Duration]
    calendar: Calendar | None
    since: Moment | None = None


@dataclass(eq=False)
class Search(Step):
    """Look for a place under the pool's search rule, `multiplier` times as fast, and take it when found."""

    pool: Lookup[Pool | None]
    multiplier: Lookup[float]
    label: str
    since: Moment | None = None


@dataclass(eq=False)
class Branch(Step):
    """Go one of several ways, by drawn probability (fixed order) or by an attribute of the person."""

    outcomes: tuple[str, ...]
    shares: Lookup[Shares] | None
    attribute: Attribute | Period | None
    blocks: dict[str, Block]


@dataclass(eq=False)
class SetAttribute(Step):
    """Give an attribute a value."""

    attribute: Attribute
    code: int


@dataclass(eq=False)
class DrawAttribute(Step):
    """Give an attribute a value drawn from shares over all its values."""

    attribute: Attribute
    shares: Lookup[Shares]


@dataclass(eq=False)
class Note(Step):
    """Draw a duration and note the moment at which it will have passed."""

    moment: Moment
    duration: Lookup[Duration]


@dataclass(eq=False)
class Enter(Step):
    """Enter a census."""

    census: Census
    since: Moment | None = None


@dataclass(eq=False)
class Exit(Step):
    """Leave a census."""

    census: Census


@dataclass(eq=False)
class Mark(Step):
    """Set a mark of a census the person is in."""

    census: Census
    mark: int


@dataclass(eq=False)
class Unmark(Step):
    """Clear a mark of a census."""

    census: Census
    mark: int


@dataclass(eq=False)
class Count(Step):
    """Count an event."""

    counter: Counter


@dataclass(eq=False)
class Repeat(Step):
    """A block that `again` starts anew."""

    body: Block


@dataclass(eq=False)
class Again(Step):
    """Go back to the start of the enclosing `Repeat` called `name`."""


@dataclass(eq=False)
class Clock:
    """One of the clocks of a scope: a duration from its entry, or a moment noted before.

    And what happens if it wins.
    """

    name: str
    duration: Lookup[Duration] | None
    moment: Moment | None
    handler: Block


@dataclass(eq=False)
class Scope(Step):
    """A block under competing clocks: when one wins, everything inside is cancelled and its handler runs."""

    body: Block
    clocks: list[Clock]


@dataclass(eq=False)
class Background(Step):
    """A task that runs beside the rest of the journey until it is joined, or its scope ends."""

    body: Block


@dataclass(eq=False)
class Join(Step):
    """Wait until the named background tasks are done, or (first) one of them is: then the others end."""

    tasks: tuple[str, ...]
    first: bool = False

    @property
    def title(self) -> str:
        """What the event log says."""
        return ("first of " if self.first else "join ") + ", ".join(self.tasks)


@dataclass(eq=False)
class NewSpell(Step):
    """Begin a new spell of the same person: new luck from her key, the cause and how often it occurred."""


@dataclass(eq=False)
class Leave(Step):
    """Leave the network; everything held is given back."""
