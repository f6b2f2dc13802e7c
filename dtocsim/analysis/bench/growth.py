"""How the time of a run grows with places, days and arrivals, over two decades of each."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from statistics import fmean

from dtocsim.analysis.bench import toy
from dtocsim.flow import Network, compiled
from dtocsim.flow.program import compile_network

FACTORS = (1, 3, 10, 30, 100)
ROUNDS = 3


@dataclass(frozen=True)
class Growth:
    """Time against size: the slope of log seconds over log events (1: in proportion), and both in a row."""

    name: str
    slope: float
    events: tuple[int, ...]
    seconds: tuple[float, ...]


NETWORKS: Mapping[str, Callable[[int], Network]] = {
    "places": lambda factor: toy.toy_network(2 * factor, 30),
    "days": lambda factor: toy.toy_network(4, 15 * factor),
    "arrivals": lambda factor: toy.toy_network(2, 30, factor),
}


def bench_growth(factors: tuple[int, ...] = FACTORS, rounds: int = ROUNDS) -> list[Growth]:
    """Measure the compiled engine on toy networks that grow; processor seconds, the least of so many rounds.

    The factors are taken in turn within a round, so that all meet the same noise.
    """
    compiled.run(toy.toy_network(1, 1))
    return [_growth(name, network, factors, rounds) for name, network in NETWORKS.items()]


def _growth(name: str, network: Callable[[int], Network], factors: tuple[int, ...], rounds: int) -> Growth:
    programs = [compile_network(network(factor)) for factor in factors]
    least, events = [float("inf")] * len(factors), [0] * len(factors)
    for _ in range(rounds):
        for number, program in enumerate(programs):
            started = time.process_time()
            events[number] = compiled.run(program).tally.events
            least[number] = min(least[number], time.process_time() - started)
    return Growth(name, slope_of(events, least), tuple(events), tuple(least))


def slope_of(sizes: list[int], seconds: list[float]) -> float:
    """Return the slope of log seconds over log size by least squares."""
    x, y = [log(size) for size in sizes], [log(second) for second in seconds]
    middle = fmean(x)
    return sum((a - middle) * b for a, b in zip(x, y, strict=True)) / sum((a - middle) ** 2 for a in x)
