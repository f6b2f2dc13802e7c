"""Exact Markov chains in continuous time: the yardstick for networks with exponential times."""

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from math import sqrt
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import expm_multiply, splu

State = TypeVar("State", bound=Hashable)


class Chain(Generic[State]):
    """All states reachable from a first one, their long-run averages and how much these vary in a run.

    Args:
        first: a state from which every other one can be reached, and which is reached from every other one.
        moves: for a state, the rates (per day, above 0) and the states to which they lead.
    """

    def __init__(self, first: State, moves: Callable[[State], Iterable[tuple[float, State]]]) -> None:
        self.states: list[State] = [first]
        numbers = {first: 0}
        entries: list[tuple[int, int, float]] = []
        for number, state in enumerate(self.states):
            for rate, after in moves(state):
                if after not in numbers:
                    numbers[after] = len(self.states)
                    self.states.append(after)
                entries += [(number, numbers[after], rate), (number, number, -rate)]
        rows, columns, rates = zip(*entries, strict=True)
        size = len(self.states)
        self.generator = csc_matrix((rates, (rows, columns)), shape=(size, size))

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Long-run share of time in each state, shape (states,)."""
        size = len(self.states)
        balance = self.generator.T.tolil()
        balance[size - 1, :] = 1.0
        right = np.zeros(size)
        right[-1] = 1.0
        return np.asarray(splu(balance.tocsc()).solve(right))

    def values(self, of: Callable[[State], float]) -> NDArray[np.float64]:
        """Return a figure for each state, shape (states,)."""
        return np.asarray([float(of(state)) for state in self.states])

    def mean(self, of: Callable[[State], float]) -> float:
        """Return the long-run time average of a figure."""
        return float(self.shares @ self.values(of))

    def variance(self, of: Callable[[State], float]) -> float:
        """Return the variance of a figure at one moment of a long run."""
        values = self.values(of)
        return float(self.shares @ values**2 - (self.shares @ values) ** 2)

    def spread(self, of: Callable[[State], float]) -> float:
        """Return s such that the time average over a run of T days has standard deviation s / sqrt(T).

        Poisson's equation Q g = mean - f, then s^2 = 2 E[(f - mean) g].
        Source: Whitt, Planning queueing simulations, Management Science 35, 1989.
        """
        deviation = self.values(of) - self.mean(of)
        # g is determined up to a constant: pin it to 0 in the last state.
        pinned = self._pinned
        size = len(self.states)
        right = -deviation
        right[size - 1] = 0.0
        potential = pinned.solve(right)
        return sqrt(2 * float(self.shares @ ((self.values(of) - self.mean(of)) * potential)))

    @cached_property
    def _pinned(self) -> Any:
        size = len(self.states)
        equations = self.generator.tolil()
        equations[size - 1, :] = 0.0
        equations[size - 1, size - 1] = 1.0
        return splu(equations.tocsc())

    def after(self, days: float) -> NDArray[np.float64]:
        """Return the probability of each state `days` after the first one, shape (states,)."""
        begin = np.zeros(len(self.states))
        begin[0] = 1.0
        return np.asarray(expm_multiply(self.generator.T * days, begin))
