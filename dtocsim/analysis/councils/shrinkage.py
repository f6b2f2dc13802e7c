"""Empirical Bayes: what one year says of a council, drawn towards what all say, the more the more chance.

Source: Morris, Parametric empirical Bayes inference: theory and applications, Journal of the American
Statistical Association 78 (1983) 47-55.
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def shrink(values: Numbers, variances: Numbers) -> Numbers:
    """The expected values behind values that hold chance.

    Args:
        values: one a council, such as logarithms of ratios; shape (councils,).
        variances: of each value by chance alone, 0 or more; same shape.

    Returns:
        Same shape; a value without chance stays as it is.
    """
    between = max(float(values.var(ddof=1) - variances.mean()), 0.0)
    if between == 0:
        return np.full(len(values), values.mean()) if variances.any() else values
    weights = 1 / (between + variances)
    centre = float((weights * values).sum() / weights.sum())
    return np.asarray(centre + between * weights * (values - centre))
