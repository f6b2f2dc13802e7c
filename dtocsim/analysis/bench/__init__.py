"""How fast the engines are, beside the same network written by hand, and beside what was aimed at."""

from dtocsim.analysis.bench.england import EnglandTiming, bench_england
from dtocsim.analysis.bench.growth import Growth, bench_growth
from dtocsim.analysis.bench.measure import CountsDiffer, Timing, bench_toy
from dtocsim.analysis.bench.start import StartTiming, bench_start
from dtocsim.analysis.bench.system import SystemTiming, bench_system
from dtocsim.analysis.bench.table import england_table, toy_table
from dtocsim.analysis.bench.targets import (
    Target,
    england_targets,
    growth_targets,
    start_targets,
    system_targets,
    targets_table,
    toy_targets,
)

__all__ = [
    "CountsDiffer",
    "EnglandTiming",
    "Growth",
    "StartTiming",
    "SystemTiming",
    "Target",
    "Timing",
    "bench_england",
    "bench_growth",
    "bench_start",
    "bench_system",
    "bench_toy",
    "england_table",
    "england_targets",
    "growth_targets",
    "start_targets",
    "system_targets",
    "targets_table",
    "toy_table",
    "toy_targets",
]
