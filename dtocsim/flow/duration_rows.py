"""Rows of durations for the compiler; those that take long to work out are kept on disk."""

import numpy as np

from dtocsim.flow.durations import (
    Constant,
    Duration,
    Empirical,
    Exponential,
    Gamma,
    Lognormal,
    Mixture,
    Residual,
    Uniform,
    Weibull,
)
from dtocsim.flow.kept import Kept
from dtocsim.flow.quantiles import LOG_TABLE, Row

_FOLDER = Kept("duration-tables", most=4096)
"""Fifteen kilobytes each; a network of England's systems needs about a hundred."""
_TOLD = (Constant, Empirical, Exponential, Gamma, Lognormal, Uniform, Weibull)
"""Kinds whose text says all that they are."""


def row_of(duration: Duration) -> Row:
    """Return the row of a duration, the same as its own `row`."""
    if not (isinstance(duration, Mixture | Residual) and _told(duration)):
        return duration.row()
    key = repr(duration)
    content = _FOLDER.read(key)
    if content is not None:
        return Row(LOG_TABLE, 0.0, 0.0, tuple(np.frombuffer(content).tolist()))
    row = duration.row()
    _FOLDER.write(key, np.asarray(row.table).tobytes())
    return row


def _told(duration: Duration) -> bool:
    """Whether two durations with the same text are the same; of other people's kinds nobody knows."""
    if type(duration) is Mixture:
        return all(_told(part) for _, part in duration.parts)
    if type(duration) is Residual:
        return _told(duration.of)
    return type(duration) in _TOLD
