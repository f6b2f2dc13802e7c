"""What each of several what-ifs adds to what they do together: the mean over all orders of adding them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.experiment.comparing import distinct
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.paired import paired
from dtocsim.experiment.piece import state_hash
from dtocsim.scenario.varying import flat

if TYPE_CHECKING:
    from dtocsim.experiment.comparison import Comparison
    from dtocsim.scenario import Scenario

MOST = 4
"""Most what-ifs: every combination is run, and four have sixteen."""

Numbers = NDArray[np.float64]
Subset = tuple[int, ...]

_OF_A_FILE = ("name", "question", "run", "tables", "baseline", "schemes")


@dataclass(frozen=True)
class Contribution:
    """What one what-if adds to a measure.

    Attributes:
        what_if: Its name.
        step: Mean over all orders; the steps of all what-ifs sum to what they change together.
        low: Lower end of the interval of the step, which holds for all steps together; None for a single
            replication.
        high: Upper end of it.
        alone: What it changes of the baseline.
        last: What it changes where all the others are there already.
    """

    what_if: str
    step: float
    low: float | None
    high: float | None
    alone: float
    last: float


def subsets(many: int) -> list[Subset]:
    """Every combination, nothing first and the single ones next.

    >>> subsets(2)
    [(), (0,), (1,), (0, 1)]
    """
    return [found for size in range(many + 1) for found in combinations(range(many), size)]


def every_combination(
    base: Scenario, what_ifs: Sequence[Scenario], files: Sequence[str]
) -> tuple[Scenario, ...]:
    """The what-ifs, then all combinations of two or more of them, each with all that its parts say.

    Args:
        base: The baseline that all of them extend.
        what_ifs: 2 to 4.
        files: Where each was read from, for messages.

    Raises:
        ResultError: There are too few or too many, one extends another base, or two say different things
            of one key or one scheme.
    """
    if not 2 <= len(what_ifs) <= MOST:
        raise ResultError(f"--waterfall: found {len(what_ifs)}; expected 2 to {MOST} what-ifs")
    for what_if, file in zip(what_ifs, files, strict=True):
        if state_hash(what_if.base) != state_hash(base.base):
            raise ResultError(f"{file}: extends another base than {base.name}; --waterfall needs the same")
    said = [_said(base, what_if) for what_if in what_ifs]
    for one, other in combinations(range(len(said)), 2):
        for key in said[one].keys() & said[other].keys():
            if said[one][key] != said[other][key]:
                raise ResultError(f"{files[one]} and {files[other]}: {key}: differs; combine what agrees")
    names = distinct([each.name for each in (base, *what_ifs)])[1:]
    together = [
        _together(base, [said[at] for at in subset], _name(names, subset))
        for subset in subsets(len(what_ifs))
        if len(subset) > 1
    ]
    return (*what_ifs, *together)


def _said(base: Scenario, what_if: Scenario) -> dict[str, Any]:
    """What a what-if says otherwise than the baseline: values by key path, whole schemes by name."""
    before, now = base.content(), what_if.content()
    schemes = {f"schemes.{name}": each for name, each in now["schemes"].items()}
    plain = flat({key: value for key, value in now.items() if key not in _OF_A_FILE})
    told = flat(before) | {f"schemes.{name}": each for name, each in before["schemes"].items()}
    return {key: value for key, value in (plain | schemes).items() if key not in told or told[key] != value}


def _together(base: Scenario, said: Sequence[dict[str, Any]], name: str) -> Scenario:
    values: dict[str, Any] = {"name": name, "schemes": dict(base.content()["schemes"])}
    for key, value in (pair for each in said for pair in each.items()):
        section, _, rest = key.partition(".")
        if section == "schemes":
            values["schemes"][rest] = value
        else:
            values[key] = value
    return base.what_if(values)


def _name(names: Sequence[str], subset: Subset) -> str:
    return " + ".join(names[at] for at in subset)


def mean_over_orders(values: Numbers) -> Numbers:
    """The Shapley value of each what-if.

    Args:
        values: A measure, shape (replications, combinations), the latter in the order of `subsets`.

    Returns:
        Shape (replications, what-ifs); each row sums to its last value minus its first.

    Source: Shapley, A value for n-person games, in Contributions to the Theory of Games II, 1953.
    """
    many = values.shape[1].bit_length() - 1
    at = {subset: column for column, subset in enumerate(subsets(many))}
    steps = np.zeros((len(values), many))
    for subset, without in at.items():
        for each in set(range(many)) - set(subset):
            added = values[:, at[tuple(sorted((*subset, each)))]] - values[:, without]
            steps[:, each] += added / (many * comb(many - 1, len(subset)))
    return steps


def contributions(comparison: Comparison) -> tuple[Contribution, ...]:
    """What each what-if adds to the measure of a comparison of every combination; else nothing."""
    many = len(comparison.names).bit_length() - 1
    names = comparison.names[1 : many + 1]
    expected = (comparison.names[0], *(_name(names, subset) for subset in subsets(many)[1:]))
    if many < 2 or comparison.names != expected:
        return ()
    found = comparison.measures[comparison.measures["measure"] == comparison.measure]
    table = found.pivot(index="replication", columns="scenario", values="value")
    values = table[list(comparison.names)].to_numpy(dtype=np.float64)
    steps = mean_over_orders(values)
    sure = paired(np.zeros_like(steps), steps, comparison.level, many)
    means = values.mean(axis=0)
    return tuple(
        Contribution(
            name,
            step := float(sure.difference[at]),
            None if np.isnan(half := float(sure.half_width[at])) else step - half,
            None if np.isnan(half) else step + half,
            alone=float(means[at + 1] - means[0]),
            # The combinations of all but one stand just before the whole, the first left out last.
            last=float(means[-1] - means[-2 - at]),
        )
        for at, name in enumerate(names)
    )
