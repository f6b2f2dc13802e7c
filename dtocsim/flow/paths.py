"""Where a step stands in a journey's tree, and what can happen more than once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dtocsim.flow import journey_steps as j
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import Attribute, NetworkError

_BLOCKS: dict[type[j.Step], Callable[[Any], list[j.Block]]] = {
    j.Seize: lambda step: [step.otherwise],
    j.Branch: lambda step: list(step.blocks.values()),
    j.Repeat: lambda step: [step.body],
    j.Background: lambda step: [step.body],
    j.Scope: lambda step: [step.body, *(clock.handler for clock in step.clocks)],
}
"""The blocks that a step contains, by its type; asked of each step of a country a dozen times."""


def blocks_of(step: j.Step) -> list[j.Block]:
    """Return the blocks that a step contains, in order."""
    blocks = _BLOCKS.get(type(step))
    return [] if blocks is None else blocks(step)


def all_steps(block: j.Block) -> Iterator[j.Step]:
    """Walk over every step below a block."""
    # Without recursion: a country's journeys have a hundred thousand steps, twenty levels deep.
    going = [iter(block.steps)]
    while going:
        for step in going[-1]:
            yield step
            if inner := blocks_of(step):
                going.extend(iter(each.steps) for each in reversed(inner))
                break
        else:
            going.pop()


@dataclass(frozen=True)
class Path:
    """The way to a step: what stands before it (levels are entered), the levels around it, and the step.

    `arms` are the branches around it, each with the position of the arm in which it lies.
    """

    before: tuple[j.Step, ...]
    around: tuple[j.Step, ...]
    target: j.Step
    arms: tuple[tuple[j.Branch, int], ...]


STANDABLE = (j.Hold, j.Seize, j.Search)
_Turn = tuple[j.Block, int, int]
"""A block on the way, the position in it, and the arm taken from there."""
CARRIED = (j.Seize, j.Release, j.SetAttribute, j.DrawAttribute, j.Note, j.Enter, j.Exit, j.Mark, j.Unmark)


class Paths:
    """The ways to the steps of a journey that is complete."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self._ways: dict[str, tuple[_Turn, ...]] = {}
        for name, way in _ways(journey.root, ()):
            self._ways.setdefault(name, way)

    def find(self, name: str) -> Path:
        """Return the way to the hold, seize or search step called `name`.

        Steps of branches that lie beside the way are not taken; a step inside a background task or a handler
        cannot be stood at.

        Raises:
            NetworkError: if there is no such step.
        """
        if name not in self._ways:
            raise NetworkError(
                f"journey {self.journey.name!r}: nobody can stand at {name!r}; "
                f"there are {', '.join(self._known())}"
            )
        before: tuple[j.Step, ...] = ()
        around: tuple[j.Step, ...] = ()
        arms: tuple[tuple[j.Branch, int], ...] = ()
        for block, position, arm in self._ways[name]:
            for passed in block.steps[:position]:
                before = _carry(before, passed)
            step = block.steps[position]
            if isinstance(step, j.Branch):
                before, arms = (*before, *_condition(step, arm)), (*arms, (step, arm))
            elif isinstance(step, j.Scope | j.Repeat):
                before, around = (*before, step), (*around, step)
        return Path(before, around, step, arms)

    def __contains__(self, name: str) -> bool:
        return name in self._ways

    def _known(self) -> list[str]:
        steps = (step for step in all_steps(self.journey.root) if isinstance(step, STANDABLE))
        return [step.name for step in steps if step.name in self._ways]


def find_path(journey: Journey, name: str) -> Path:
    """Return the way to one step; see `Paths.find`."""
    return Paths(journey).find(name)


def _ways(block: j.Block, before: tuple[_Turn, ...]) -> Iterator[tuple[str, tuple[_Turn, ...]]]:
    """Return every step at which somebody can stand, by name, with the way that leads there."""
    for position, step in enumerate(block.steps):
        if isinstance(step, STANDABLE):
            yield step.name, (*before, (block, position, 0))
        inner: list[j.Block] = []
        if isinstance(step, j.Scope | j.Repeat):
            inner = [step.body]
        elif isinstance(step, j.Branch):
            inner = list(step.blocks.values())
        for arm, each in enumerate(inner):
            yield from _ways(each, (*before, (block, position, arm)))


def _condition(step: j.Branch, code: int) -> tuple[j.Step, ...]:
    """Who stands in an arm chosen by an attribute has that attribute."""
    if isinstance(step.attribute, Attribute):
        return (j.SetAttribute("set", step.attribute, code),)
    return ()


def _carry(before: tuple[j.Step, ...], step: j.Step) -> tuple[j.Step, ...]:
    """Add a step to the way.

    A release takes its seize off it again, an exit its entry, an unmark its mark.
    """
    if isinstance(step, j.Release):
        return _without(before, lambda old: isinstance(old, j.Seize) and old.label == step.label)
    if isinstance(step, j.Exit):
        entered = _without(before, lambda old: isinstance(old, j.Enter) and old.census is step.census)
        return tuple(old for old in entered if not (isinstance(old, j.Mark) and old.census is step.census))
    if isinstance(step, j.Unmark):
        return _without(
            before,
            lambda old: isinstance(old, j.Mark) and old.census is step.census and old.mark == step.mark,
        )
    return (*before, step) if isinstance(step, CARRIED) else before


def _without(steps: tuple[j.Step, ...], match: Callable[[j.Step], bool]) -> tuple[j.Step, ...]:
    for position in range(len(steps) - 1, -1, -1):
        if match(steps[position]):
            return steps[:position] + steps[position + 1 :]
    return steps


def purposes(step: j.Step) -> list[str]:
    """Return the names under which a step draws."""
    if isinstance(step, j.Seize):
        return [f"{step.name}: patience"]
    if isinstance(step, j.Scope):
        return [clock.name for clock in step.clocks]
    return [step.name]


def recurring(root: j.Block) -> frozenset[str]:
    """Return the purposes that one spell can visit twice: those in a repeat that begins no new spell."""
    found: set[str] = set()
    for step in all_steps(root):
        if isinstance(step, j.Repeat) and not (
            step.body.steps and isinstance(step.body.steps[0], j.NewSpell)
        ):
            for inner in all_steps(step.body):
                found.update(purposes(inner))
    return frozenset(found)
