"""What remains of a journey when only holding and waiting matter: a value that can be compared and kept.

Pools and attributes are numbers, in the order in which the journey names them, so that journeys written alike
for a hundred places have one skeleton.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Alternatives = frozenset[int]
"""Numbers of pools of which any one ends a wait."""


@dataclass(frozen=True)
class Bone:
    """A step that matters; `number` is its position among those that do."""

    number: int


@dataclass(frozen=True)
class Running:
    """Variable of a case: whether a background task has been started and may not have ended yet."""

    task: str


Variable = int | str | Running
"""What makes a case: an attribute, a label under which something is held or not, a task."""


@dataclass(frozen=True)
class Bones:
    """Steps that follow one another; what they contain is looked up once."""

    steps: tuple[Bone, ...] = ()

    def __iter__(self) -> Iterator[Bone]:
        return iter(self.steps)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self.steps)

    @cached_property
    def inside(self) -> tuple[Bone, ...]:
        """Every step in the block and in the blocks inside it."""
        below = (each for bone in self.steps for part in parts(bone) for each in part.inside)
        return (*self.steps, *below)

    @cached_property
    def tasks(self) -> "tuple[Task, ...]":
        """The tasks that are started inside."""
        return tuple(bone for bone in self.inside if isinstance(bone, Task))

    @cached_property
    def taken(self) -> frozenset[str]:
        """The labels under which something is taken inside."""
        takes = (bone for bone in self.inside if isinstance(bone, Take))
        return frozenset(bone.label for bone in takes if bone.label is not None)

    @cached_property
    def changed(self) -> frozenset[Variable]:
        """The variables that may change inside."""
        attributes = {bone.attribute for bone in self.inside if isinstance(bone, Become)}
        released = {bone.label for bone in self.inside if isinstance(bone, GiveBack)}
        return self.taken | attributes | released | {Running(task.name) for task in self.tasks}


@dataclass(frozen=True)
class Stand(Bone):
    """Initial people begin here: each group with labels, and with codes of attributes (the others: any)."""

    groups: tuple[tuple[frozenset[str], tuple[tuple[int, int], ...]], ...]


@dataclass(frozen=True)
class Take(Bone):
    """Units are taken under a label (None: used up), after waits that nothing else ends."""

    label: str | None
    pools: frozenset[int]
    waits: tuple[Alternatives, ...]
    otherwise: Bones


@dataclass(frozen=True)
class GiveBack(Bone):
    """What is held under a label is given back."""

    label: str


@dataclass(frozen=True)
class Become(Bone):
    """An attribute gets one of several codes."""

    attribute: int
    codes: tuple[int, ...]


@dataclass(frozen=True)
class Ways(Bone):
    """One of several ways is gone: the one at the code of an attribute, or (None) any."""

    attribute: int | None
    arms: tuple[Bones, ...]


@dataclass(frozen=True)
class Level(Bone):
    """A scope; `clocked` if one of its clocks is sure to come."""

    clocked: bool
    body: Bones
    handlers: tuple[Bones, ...]


@dataclass(frozen=True)
class Loop(Bone):
    """A repeat."""

    name: str
    body: Bones


@dataclass(frozen=True)
class Task(Bone):
    """A background task."""

    name: str
    body: Bones


@dataclass(frozen=True)
class Meet(Bone):
    """A join: of all tasks, or of the first that ends."""

    tasks: tuple[str, ...]
    first: bool


@dataclass(frozen=True)
class Back(Bone):
    """The start of a loop again."""

    loop: str


@dataclass(frozen=True)
class End(Bone):
    """The network is left."""


@dataclass(frozen=True)
class Skeleton:
    """A journey reduced to holding and waiting; sizes: how many values each attribute has."""

    bones: Bones
    sizes: tuple[int, ...]


def parts(bone: Bone) -> tuple[Bones, ...]:
    """Return the blocks that a step contains."""
    match bone:
        case Take():
            return (bone.otherwise,)
        case Ways():
            return bone.arms
        case Level():
            return (bone.body, *bone.handlers)
        case Loop() | Task():
            return (bone.body,)
    return ()


def guards(skeleton: Skeleton, steps: frozenset[int]) -> frozenset[int]:
    """Return the attributes by which people come to these steps: those of the branches around them."""

    def around(bones: Bones, outer: frozenset[int]) -> frozenset[int]:
        found: frozenset[int] = frozenset()
        for bone in bones:
            more = {bone.attribute} if isinstance(bone, Ways) and bone.attribute is not None else set()
            found |= outer if bone.number in steps else frozenset()
            for part in parts(bone):
                found |= around(part, outer | more)
        return found

    return around(skeleton.bones, frozenset())
