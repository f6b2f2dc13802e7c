"""What every step of a journey needs to be written down: a block to stand in, a name of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from dtocsim.flow.declarations import Declarations
from dtocsim.flow.journey_steps import Block, Step
from dtocsim.flow.lookup import Moment, NetworkError


class JourneyBase:
    """A tree of steps under construction."""

    def __init__(self, name: str, network: Declarations) -> None:
        self.name, self.network = name, network
        self.root = Block()
        self._open: list[Block] = [self.root]
        self._names: set[str] = set()

    def where(self, step: str) -> str:
        """Return the words with which a refusal of a step begins."""
        return f"journey {self.name!r}, step {step!r}"

    def claim(self, name: str) -> str:
        """Reserve a name; NetworkError if a step of this journey already has it."""
        if not isinstance(name, str) or not name:
            raise NetworkError(f"journey {self.name!r}: a step needs a name, found {name!r}")
        if name in self._names:
            raise NetworkError(f"journey {self.name!r}: two steps are called {name!r}; names must be unique")
        self._names.add(name)
        return name

    @contextmanager
    def inside(self, block: Block) -> Iterator[None]:
        """Append steps to `block` for a while."""
        self._open.append(block)
        try:
            yield
        finally:
            self._open.pop()

    def add(self, step: Step) -> Self:
        """Append a step to the block that is open."""
        self._open[-1].steps.append(step)
        return self

    def moment(self, moment: Moment | None, where: str) -> Moment | None:
        """Return a moment of the network, or None."""
        return None if moment is None else self.network.mine(Moment, moment, where)

    @property
    def last_step(self) -> Step | None:
        """The step written last in the block that is open."""
        return self._open[-1].steps[-1] if self._open[-1].steps else None
