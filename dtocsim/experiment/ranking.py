"""Which of several scenarios is best, and how sure that is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

REPLICATIONS_FOR_RANKING = 5
_DRAWS = 10_000
_SEED = 2017


def probability_of_best(values: NDArray[np.float64], smaller_is_better: bool = True) -> NDArray[np.float64]:
    """The probability that each scenario has the best mean, given what the replications found.

    The replications are weighted at random, with weights that are uniform over all weights that sum to one,
    the same for all scenarios, which keeps them paired (the Bayesian bootstrap). No distribution is assumed.

    Args:
        values: One measure, shape (replications, scenarios).
        smaller_is_better: Whether the smallest mean is the best, or the largest.

    Returns:
        Shape (scenarios,), sums to 1; scenarios that tie share. Not a number for fewer than five
        replications, which say too little. The same values give the same answer.

    Source: Rubin, The Bayesian bootstrap, Annals of Statistics 9, 1981.
    """
    count, scenarios = values.shape
    if count < REPLICATIONS_FOR_RANKING:
        return np.full(scenarios, np.nan)
    weights = np.random.default_rng(_SEED).dirichlet(np.ones(count), _DRAWS)
    # Differences to the first scenario, so that equal scenarios tie exactly.
    means = weights @ (values - values[:, :1]) * (1.0 if smaller_is_better else -1.0)
    best = means == means.min(axis=1, keepdims=True)
    share: NDArray[np.float64] = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    return share
