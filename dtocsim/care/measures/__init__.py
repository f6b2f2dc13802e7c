"""What a run is asked for: every measure with its definition and how it is made from the tables.

`MEASURES` is the one declaration. `evaluate` gives any of them for any area, month and replication.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dtocsim.care.measures.delays import delays, fitness, tasks
from dtocsim.care.measures.evaluate import evaluate
from dtocsim.care.measures.hospital import admissions, beds, leaving
from dtocsim.care.measures.in_care import in_care, staff
from dtocsim.care.measures.kinds import Measure, Total
from dtocsim.care.measures.schemes import schemes

__all__ = ["MEASURES", "Measure", "Total", "evaluate"]


def _with_wholes(measures: Iterable[Measure]) -> Iterator[Measure]:
    """Tell the parts, whose labels begin with two spaces, what they are parts of."""
    whole = ""
    for measure in measures:
        if measure.label.startswith("  "):
            yield replace(measure, part_of=whole)
        else:
            whole = measure.label
            yield measure


_SUBJECTS = (delays, beds, admissions, leaving, in_care, staff, fitness, tasks, schemes)
MEASURES: Mapping[str, Measure] = {
    measure.name: measure for subject in _SUBJECTS for measure in _with_wholes(subject())
}
