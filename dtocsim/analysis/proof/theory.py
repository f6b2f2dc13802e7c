"""Formulas of queueing theory in closed form; times in days, rates per day."""

from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray


def erlang_b(load: float, places: int) -> float:
    """Return the share of arrivals blocked by `places` places without a queue.

    Args:
        load: offered load, arrivals x mean stay, above 0.
        places: 0 or more.

    Source: Erlang 1917, by the recursion B(c) = a B(c-1) / (c + a B(c-1)).
    """
    blocked = 1.0
    for place in range(1, places + 1):
        blocked = load * blocked / (place + load * blocked)
    return blocked


def erlang_c(load: float, places: int) -> float:
    """Return the share of arrivals that wait, for exponential stays and load below places.

    Source: Erlang 1917.
    """
    blocked = erlang_b(load, places)
    return places * blocked / (places - load * (1 - blocked))


def single_server_wait(rate: float, moments: tuple[float, ...]) -> tuple[float, float]:
    """Return mean and spread of the work in front of an arrival at one server.

    The spread s says that the average over T days has standard deviation s / sqrt(T). With g(v) =
    v^2 / (2 (1 - rho)) solving Poisson's equation of the work v, s^2 = (E v^3 - E v E v^2) / (1 - rho);
    moments of v by Takacs' recursion.

    Args:
        rate: arrivals a day.
        moments: the first four moments of the stay; rate x first below 1.

    Source: Takacs, Introduction to the Theory of Queues, 1962 (moments).
    """
    idle = 1 - rate * moments[0]
    work = [1.0]
    for order in range(1, 4):
        terms = (comb(order, j) * moments[j] / (j + 1) * work[order - j] for j in range(1, order + 1))
        work.append(rate / idle * sum(terms))
    return work[1], sqrt((work[3] - work[1] * work[2]) / idle)


def cobham(rates: tuple[float, ...], stay: float, places: int) -> tuple[float, ...]:
    """Return the mean waits by class, the first class served first, exponential stays alike for all.

    Source: Cobham, Priority assignment in waiting line problems, Operations Research 2, 1954.
    """
    waits, before = [], 0.0
    base = erlang_c(sum(rates) * stay, places) * stay / places
    for rate in rates:
        upto = before + rate * stay / places
        waits.append(base / ((1 - before) * (1 - upto)))
        before = upto
    return tuple(waits)


def poisson(mean: float, up_to: int) -> NDArray[np.float64]:
    """Return P(N = n) for n = 0, ..., up_to; shape (up_to + 1,)."""
    shares = np.empty(up_to + 1)
    shares[0] = np.exp(-mean)
    for n in range(1, up_to + 1):
        shares[n] = shares[n - 1] * mean / n
    return shares
