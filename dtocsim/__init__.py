"""Simulates delayed transfers of care between England's hospitals and social care, patient by patient.

>>> import dtocsim
>>> sorted(dtocsim.__all__)
['__version__', 'load', 'plot', 'read_result', 'run', 'summary']
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dtocsim.experiment import read_result, run
    from dtocsim.report import plot
    from dtocsim.report import summary_text as summary
    from dtocsim.scenario import load

__version__ = "0.1.0"
__all__ = ["__version__", "load", "plot", "read_result", "run", "summary"]

_HOME = {
    "load": ("dtocsim.scenario", "load"),
    "run": ("dtocsim.experiment", "run"),
    "read_result": ("dtocsim.experiment", "read_result"),
    "summary": ("dtocsim.report", "summary_text"),
    "plot": ("dtocsim.report", "plot"),
}


def __getattr__(name: str) -> Any:
    # `dtocsim --help` must answer at once, so numpy, pandas and matplotlib wait until somebody asks.
    if name not in _HOME:
        raise AttributeError(f"module 'dtocsim' has no attribute {name!r}")
    module, attribute = _HOME[name]
    return getattr(import_module(module), attribute)
