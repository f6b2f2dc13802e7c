"""What a run is asked for: every measure with its definition and how it is made from the tables.

`MEASURES` is the one declaration. `evaluate` gives any of them for any area, month and replication.
"""

from collections.abc import Mapping

from dtocsim.care.measures.delays import delays, fitness, tasks
from dtocsim.care.measures.evaluate import evaluate
from dtocsim.care.measures.hospital import admissions, beds, leaving
from dtocsim.care.measures.in_care import in_care
from dtocsim.care.measures.kinds import Measure, Total

__all__ = ["MEASURES", "Measure", "Total", "evaluate"]

MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for group in (delays, beds, admissions, leaving, in_care, fitness, tasks)
    for measure in group()
}
