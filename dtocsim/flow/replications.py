"""Replications of a network: means with confidence intervals, and paired differences on the same people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from statistics import fmean, stdev

from dtocsim.flow.compiled import run
from dtocsim.flow.network import Network
from dtocsim.flow.program import Compiled, compile_network
from dtocsim.flow.tally import Tally
from dtocsim.flow.threads import Progress

Measure = Callable[[Tally], float]
"""Takes one figure from what a run recorded."""


@dataclass(frozen=True)
class Estimate:
    """A mean over replications with its confidence interval.

    values: one figure a replication; level: confidence level, above 0 and below 1.
    """

    values: tuple[float, ...]
    level: float = 0.95

    @property
    def mean(self) -> float:
        """Mean over the replications."""
        return fmean(self.values)

    @property
    def half_width(self) -> float:
        """Half the width of the confidence interval of the mean, by Student's t; infinite for one value.

        Source: Law, Simulation Modeling and Analysis, 5th edition, 2015, section 4.5.
        """
        # scipy takes a third of a second to import, and whoever wants the values alone needs none of it.
        from scipy.special import stdtrit

        count = len(self.values)
        if count < 2:
            return inf
        return float(stdtrit(count - 1, 0.5 + self.level / 2)) * stdev(self.values) / sqrt(count)


def replicate(
    network: Network | Compiled,
    measures: Mapping[str, Measure],
    replications: int,
    *,
    seed: int = 0,
    level: float = 0.95,
    progress: Progress | None = None,
) -> dict[str, Estimate]:
    """Run replications 0, 1, ... of a network and estimate every measure.

    Args:
        network: the network, or what `compile_network` made of it.
        measures: by name; each is applied to the tally of every replication.
        replications: how many, 1 or more.
        seed: root seed, 0 or more.
        level: confidence level, above 0 and below 1.
        progress: told the share done after every replication.

    Returns:
        One estimate a measure, under the same names.
    """
    rows = _rows(network, measures, replications, seed, progress)
    return _estimates(measures, rows, level)


def compare(
    baseline: Network | Compiled,
    what_if: Network | Compiled,
    measures: Mapping[str, Measure],
    replications: int,
    *,
    seed: int = 0,
    level: float = 0.95,
    progress: Progress | None = None,
) -> dict[str, Estimate]:
    """Estimate what-if minus baseline, replication by replication, on the same people.

    People are the same because draws belong to streams, purposes and keys of the same names in both networks;
    what two networks do not name alike differs. Arguments as in `replicate`; each measure must fit both.
    """
    first = _rows(baseline, measures, replications, seed, _half(progress, 0.0))
    second = _rows(what_if, measures, replications, seed, _half(progress, 0.5))
    differences = [
        [after - before for before, after in zip(*pair, strict=True)]
        for pair in zip(first, second, strict=True)
    ]
    return _estimates(measures, differences, level)


def _rows(
    network: Network | Compiled,
    measures: Mapping[str, Measure],
    replications: int,
    seed: int,
    progress: Progress | None,
) -> list[list[float]]:
    compiled = network if isinstance(network, Compiled) else compile_network(network)
    rows = []
    for replication in range(replications):
        tally = run(compiled, seed, replication).tally
        rows.append([measure(tally) for measure in measures.values()])
        if progress is not None:
            progress((replication + 1) / replications)
    return rows


def _estimates(
    measures: Mapping[str, Measure], rows: Sequence[Sequence[float]], level: float
) -> dict[str, Estimate]:
    columns = zip(*rows, strict=True)
    return {name: Estimate(column, level) for name, column in zip(measures, columns, strict=True)}


def _half(progress: Progress | None, start: float) -> Progress | None:
    return None if progress is None else lambda done: progress(start + done / 2)
