"""Emulators: a quadratic in the few parameters that matter, which predicts what a simulation would find.

The terms (linear, square, product) are chosen forwards by the extended Bayesian information criterion. The
scatter that remains, from chance and from what no quadratic can follow, counts as the emulator's variance.
Each emulator is checked against points left out of it.

References: Vernon, Goldstein, Bower, Galaxy formation: a Bayesian uncertainty analysis, Bayesian Analysis 5
(2010) 619-670 (polynomials in active variables); Chen, Chen, Extended Bayesian information criteria,
Biometrika 95 (2008) 759-771.
"""

from dataclasses import dataclass
from math import log, nan

import numpy as np

from .space import Array

Term = tuple[int, int]
"""A product of two parameters, the same twice for a square; (-1, i) is parameter i itself, (-1, -1) is 1."""

_LINEAR = -1
_FEWEST_LEFT = 3
"""Points for each term, at least: a quadratic with more terms follows chance."""


@dataclass(frozen=True)
class Emulator:
    """A fitted quadratic.

    Attributes:
        terms: what it is made of; the constant first.
        coefficients: one for each term.
        spread: inverse of the terms' cross products, shape (terms, terms).
        residual_variance: of what the terms leave over, widened where points left out asked for it.
        explained: share of the variance between points that is predicted when each is left out, at most 1.
        misses: share of points that lie more than three predicted standard deviations off when left out.
    """

    terms: tuple[Term, ...]
    coefficients: Array
    spread: Array
    residual_variance: float
    explained: float
    misses: float

    @property
    def active(self) -> frozenset[int]:
        """The parameters it depends on."""
        return frozenset(index for term in self.terms for index in term if index != _LINEAR)

    def predict(self, points: Array) -> tuple[Array, Array]:
        """The expected output and its variance at points of the unit cube; each of shape (points,)."""
        columns = _columns(points, self.terms)
        mean = columns @ self.coefficients
        leverage = ((columns @ self.spread) * columns).sum(axis=1)
        return mean, self.residual_variance * (1 + leverage)


def fit(points: Array, outputs: Array) -> Emulator:
    """Fit a quadratic.

    Args:
        points: shape (points, parameters), in the unit cube.
        outputs: one for each point.
    """
    terms = _select(points, outputs)
    columns = _columns(points, terms)
    spread = np.asarray(np.linalg.pinv(columns.T @ columns), dtype=np.float64)
    coefficients = spread @ (columns.T @ outputs)
    residuals = outputs - columns @ coefficients
    leverage = np.minimum(((columns @ spread) * columns).sum(axis=1), 1 - 1e-9)
    left_out = residuals / (1 - leverage)
    variance = float(residuals @ residuals) / max(1, len(outputs) - len(terms))
    standard = np.abs(left_out) / np.sqrt(np.maximum(variance, 1e-300) / (1 - leverage))
    # 5 % of normal errors are larger than two standard deviations: where more are, the variance is too small.
    widened = variance * max(1.0, float(np.quantile(standard, 0.95)) / 2) ** 2
    between = float(((outputs - outputs.mean()) ** 2).sum())
    return Emulator(
        terms=terms,
        coefficients=coefficients,
        spread=spread,
        residual_variance=widened,
        explained=1 - float(left_out @ left_out) / between if between > 0 else nan,
        misses=float((standard > 3).mean()),
    )


def _columns(points: Array, terms: tuple[Term, ...]) -> Array:
    # Centred on the cube: squares and products are then nearly free of the linear terms.
    centred = np.column_stack([2 * points - 1, np.ones(len(points))])
    first, second = np.asarray(terms, dtype=int).T
    return centred[:, first] * centred[:, second]


def _candidates(parameters: int) -> tuple[Term, ...]:
    linear = [(_LINEAR, index) for index in range(parameters)]
    return (*linear, *((i, j) for i in range(parameters) for j in range(i, parameters)))


def _select(points: Array, outputs: Array) -> tuple[Term, ...]:
    """Add the term that explains most of what is left, until the criterion no longer falls."""
    count = len(outputs)
    candidates = _candidates(points.shape[1])
    columns = _columns(points, candidates)
    columns = columns - columns.mean(axis=0)
    left = outputs - outputs.mean()
    scale = np.maximum((columns**2).sum(axis=0), 1e-12)
    chosen: list[int] = []
    best, best_length = count * _log_variance(left), 0
    while len(chosen) + 1 < count // _FEWEST_LEFT and len(chosen) < len(candidates):
        norms = (columns**2).sum(axis=0)
        gains = np.where(norms > 1e-9 * scale, (left @ columns) ** 2 / np.maximum(norms, 1e-300), 0.0)
        gains[chosen] = 0.0
        new = int(np.argmax(gains))
        if gains[new] <= 0:
            break
        chosen.append(new)
        direction = columns[:, new] / np.sqrt(norms[new])
        left = left - direction * (direction @ left)
        columns = columns - np.outer(direction, direction @ columns)
        criterion = count * _log_variance(left) + len(chosen) * (log(count) + log(len(candidates)))
        if criterion < best:
            best, best_length = criterion, len(chosen)
        elif len(chosen) > best_length + 5:
            break
    return ((_LINEAR, _LINEAR), *(candidates[index] for index in sorted(chosen[:best_length])))


def _log_variance(left: Array) -> float:
    return log(max(float(left @ left) / len(left), 1e-300))
