"""How fast the engines are, beside the same network written by hand."""

from dtocsim.analysis.bench.england import EnglandTiming, bench_england
from dtocsim.analysis.bench.measure import CountsDiffer, Timing, bench_toy
from dtocsim.analysis.bench.table import england_table, toy_table

__all__ = [
    "CountsDiffer",
    "EnglandTiming",
    "Timing",
    "bench_england",
    "bench_toy",
    "england_table",
    "toy_table",
]
