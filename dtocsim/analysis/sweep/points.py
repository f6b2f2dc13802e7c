"""The points of a design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise, product

import numpy as np
from numpy.typing import NDArray

from dtocsim.analysis.calibration.design import sobol
from dtocsim.analysis.sweep.plan import Plan, Range, Value

Point = Mapping[str, Value]
"""What varies, by key; nothing for the base itself."""

_DIGITS = 6


def points(plan: Plan) -> list[Point]:
    """The points of a plan in a fixed order, each once but for draws; the base, unchanged, is the first.

    Source: McKay, Beckman and Conover, A comparison of three methods for selecting values of input variables,
    Technometrics 21, 1979 (Latin hypercube); Santner, Williams and Notz, The Design and Analysis of Computer
    Experiments, 2nd edition, 2018, chapter 5.
    """
    if plan.design == "drawn":
        # Draws without an effect are alike, and how many there are counts.
        return [{}, *_designed(plan)]
    found: dict[tuple[tuple[str, Value], ...], Point] = {(): {}}
    for point in _designed(plan):
        found.setdefault(tuple(point.items()), point)
    return list(found.values())


def _designed(plan: Plan) -> Iterator[Point]:
    keys = [varied.key for varied in plan.varied]
    lists = [varied.values for varied in plan.varied if not isinstance(varied.values, Range)]
    if plan.design == "split":
        for parts in _ways(plan.parts, len(keys)):
            yield {key: plan.gbp * part / plan.parts for key, part in zip(keys, parts, strict=True)}
    elif plan.design == "grid":
        for values in product(*lists):
            yield dict(zip(keys, values, strict=True))
    elif plan.design == "drawn":
        for row in _unit_cube(plan, len(keys)):
            yield {
                key: _how_well(float(position), programme.nothing_share)
                for key, position, programme in zip(keys, row, plan.programmes, strict=True)
            }
    elif plan.design == "one_at_a_time":
        for key, several in zip(keys, lists, strict=True):
            yield from ({key: value} for value in several)
    else:
        ranges = [varied.values for varied in plan.varied if isinstance(varied.values, Range)]
        for row in _unit_cube(plan, len(ranges)):
            yield {
                key: round(ends.low + float(position) * (ends.high - ends.low), _DIGITS)
                for key, ends, position in zip(keys, ranges, row, strict=True)
            }


def _how_well(position: float, nothing_share: float) -> float:
    """How well a programme works at a quantile: 0 where it is one of those that changed nothing."""
    return (
        0.0 if position <= nothing_share else round((position - nothing_share) / (1 - nothing_share), _DIGITS)
    )


def _ways(parts: int, among: int) -> Iterator[tuple[int, ...]]:
    """All ways to deal equal parts among some, each as how many parts every one gets."""
    # So many bars among parts and bars in a row; between two bars lie the parts of one.
    places = parts + among - 1
    for bars in combinations(range(places), among - 1):
        yield tuple(right - left - 1 for left, right in pairwise((-1, *bars, places)))


def _unit_cube(plan: Plan, dimensions: int) -> NDArray[np.float64]:
    if plan.design == "sobol":
        return sobol(plan.count, dimensions, plan.seed)
    from scipy.stats import qmc

    sampler = qmc.LatinHypercube(dimensions, rng=np.random.default_rng(plan.seed))
    return np.asarray(sampler.random(plan.count))
