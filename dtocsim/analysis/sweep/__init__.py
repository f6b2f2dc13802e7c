"""Sweeps: many points over scenario keys, some replications each, one tidy table."""

from dtocsim.analysis.sweep.plan import Plan, Range, Varied
from dtocsim.analysis.sweep.points import Point, points
from dtocsim.analysis.sweep.read import read_plan
from dtocsim.analysis.sweep.run import Sweep, sweep
from dtocsim.analysis.sweep.store import read_sweep, write_sweep

__all__ = [
    "Plan",
    "Point",
    "Range",
    "Sweep",
    "Varied",
    "points",
    "read_plan",
    "read_sweep",
    "sweep",
    "write_sweep",
]
