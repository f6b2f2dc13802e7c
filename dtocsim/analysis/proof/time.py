"""P8 and P14: overload, priority, rates that change by weekday and hour, cuts in capacity."""

from datetime import date
from math import exp, log, sqrt

import numpy as np
from scipy.special import ndtr
from scipy.stats import binom

from dtocsim.analysis.proof.case import Model, Quantity, ratio_sd, share_of
from dtocsim.analysis.proof.chain import Chain
from dtocsim.analysis.proof.parts import at_midnight, counted, waiting
from dtocsim.analysis.proof.theory import cobham
from dtocsim.flow import Counter, Network
from dtocsim.flow.durations import Exponential, Lognormal
from dtocsim.flow.replications import Measure
from dtocsim.flow.tally import Tally


def overload() -> Model:
    """Referrals that need more packages of care than there are: the delayed grow by the difference.

    20 referrals a day, stay 5 days, 5 % need a package of 730 days: one a day, where 365 packages free one
    every other day. Started with every package taken and enough delayed that the queue does not run dry.
    """
    packages, begin = 365, 50
    network = Network("overload", days=101)
    beds, care = network.pool("beds", 400), network.pool("packages", packages)
    journey = network.journey("spell")
    journey.seize(beds).hold("treatment", Exponential(5))
    with journey.branch("needs a package", {"yes": 0.05, "no": 0.95}) as to:
        with to("yes"):
            journey.seize(care).release(beds).hold("package", Exponential(730)).release(care)
        with to("no"):
            journey.release(beds)
    network.stream("referrals", journey, 20)
    network.standing("in treatment", journey, "treatment", 100)
    network.standing("delayed", journey, "seize packages", begin)
    network.standing("at home with a package", journey, "package", packages)
    growth = 1 - packages / 730

    def delayed(day: int) -> Measure:
        return lambda tally: float(tally.pool(care).waiting_at_midnight[day])

    def per_day(tally: Tally) -> float:
        return (delayed(100)(tally) - delayed(0)(tally)) / 100

    # Needs and ends of packages are two Poisson streams, of 1 and of 0.5 a day.
    found = [Quantity("delayed more each day", growth, 0.02, sqrt((1 + packages / 730) / 100), per_day)]
    for day in (0, 20, 100):
        sd = sqrt((1 + packages / 730) * day)
        found.append(Quantity(f"delayed on day {day}", begin + growth * day, 1.5, sd, delayed(day)))
    found.append(
        Quantity(
            "in treatment on day 100", 100, 1.5, 10.0, lambda t: at_midnight(beds, 100)(t) - delayed(100)(t)
        )
    )
    return Model(network, tuple(found))


def two_classes() -> Model:
    """Two classes for the same places, the first served first, nobody sent away once in: Cobham's waits."""
    rates, stay, places, days = (1.0, 1.0), 5.0, 12, 40_000
    chain = Chain((0, 0, 0), lambda state: _class_moves(state, rates, stay, places))
    network = Network("two classes", days=days, warm_up_days=1_500)
    urgency = network.attribute("urgency", "urgent", "planned")
    queue = network.census("queue", urgency)
    beds = network.pool("beds", places)
    arrived = network.counter("arrived", urgency)
    found = []
    for number, (name, rate) in enumerate(zip(urgency.values, rates, strict=True)):
        journey = network.journey(name)
        journey.count(arrived).enter(queue).seize(beds, priority=number).exit(queue)
        journey.hold("stay", Exponential(stay)).release(beds)
        network.stream(name, journey, rate, attributes={urgency: name})
        wait = cobham(rates, stay, places)[number]

        def waits(state: tuple[int, int, int], number: int = number) -> float:
            return state[1 + number]

        # A mean of midnights varies at most as a time average and one independent look a day together.
        sd = sqrt((chain.spread(waits) ** 2 + chain.variance(waits)) / days) / chain.mean(waits)
        measure = _queue_by_count(counted(queue, number), arrived, number)
        found.append(
            Quantity(f"wait of the {name}", wait, 0.02 * wait, ratio_sd(wait, sd, rate * days), measure)
        )
    length = chain.mean(lambda state: state[1] + state[2])
    sd = chain.spread(lambda state: state[1] + state[2]) / sqrt(days)
    found.append(Quantity("queue of both", length, 0.02 * length, sd, waiting(beds)))
    return Model(network, tuple(found))


def _queue_by_count(queue: Measure, arrived: Counter, cell: int) -> Measure:
    """Little's law: mean queue / arrivals a day."""
    return lambda tally: share_of(
        queue(tally) * tally.network.days, float(tally.counter(arrived)[cell].sum())
    )


def _class_moves(
    state: tuple[int, int, int], rates: tuple[float, ...], stay: float, places: int
) -> list[tuple[float, tuple[int, int, int]]]:
    """Moves of (occupied, urgent waiting, planned waiting); longer queues are too rare to matter."""
    busy, urgent, planned = state
    if busy < places:
        down = [(busy / stay, (busy - 1, 0, 0))] if busy else []
        return [(sum(rates), (busy + 1, 0, 0)), *down]
    moves = [(rates[0], (busy, urgent + 1, planned))] if urgent < 40 else []
    moves += [(rates[1], (busy, urgent, planned + 1))] if planned < 200 else []
    after = (busy, urgent - 1, planned) if urgent else (busy, 0, planned - 1) if planned else (busy - 1, 0, 0)
    return [*moves, (busy / stay, after)]


WEEK = (30.0, 28.0, 27.0, 26.0, 25.0, 12.0, 10.0)
HOURS = tuple(
    hours / 12
    for hours in (4, 3, 2, 2, 2, 3, 5, 8, 12, 18, 22, 24, 24, 23, 22, 20, 19, 18, 16, 13, 10, 8, 6, 4)
)


def changing_rates() -> Model:
    """Arrivals by weekday and hour, unlimited places, lognormal stays: the mean at each midnight of the week.

    m(t) = integral of rate(t - u) P(stay > u).
    Source: Eick, Massey and Whitt, The physics of the Mt/G/infinity queue, Operations Research 41, 1993.
    """
    stay, days = Lognormal(2.0, 2.5), 7 * 1_000
    network = Network("changing rates", days=days, start=date(2018, 1, 1), warm_up_days=7 * 20)
    beds = network.pool("beds")
    journey = network.journey("stay")
    journey.seize(beds).hold("stay", stay).release(beds)
    network.stream("arrivals", journey, [WEEK[day.weekday()] for day in network.all_days], by_hour=HOURS)
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    found = []
    for day, name in enumerate(names):
        mean = occupancy_at_midnight(stay, day)
        correlation = 1 + (stay.sd**2 + stay.mean**2) / stay.mean / 7
        sd = sqrt(mean * correlation / (days / 7))
        found.append(Quantity(f"occupied, {name} 00:00", mean, 0.01 * mean, sd, at_midnight(beds, day, 7)))
    return Model(network, tuple(found))


def occupancy_at_midnight(stay: Lognormal, weekday: int, hours_back: int = 24 * 400) -> float:
    """Return the long-run mean number present at the midnight that opens a weekday (0 is Monday)."""
    edges = np.arange(hours_back + 1) / 24
    present = np.diff(_limited_mean(stay, edges))
    back = np.arange(hours_back)
    days = np.asarray(WEEK)[(weekday - 1 - back // 24) % 7]
    return float((days * np.asarray(HOURS)[23 - back % 24] * present).sum())


def _limited_mean(stay: Lognormal, limit: np.ndarray) -> np.ndarray:
    """E min(stay, limit), the integral of P(stay > u) up to the limit."""
    sigma = stay.sigma
    mu = log(stay.mean) - sigma**2 / 2
    with np.errstate(divide="ignore"):
        z = (np.log(limit) - mu) / sigma
    return np.asarray(stay.mean * ndtr(z - sigma) + limit * ndtr(-z))


def capacity_cut() -> Model:
    """A cut from 100 places to 60 with a queue behind it: nobody enters, leavers leave, until 60 are left."""
    places, left, stay, queue = 100, 60, 10.0, 400
    network = Network("capacity cut", days=16)
    beds = network.pool("beds", places, steps=((1.0, left),))
    journey = network.journey("stay")
    journey.seize(beds).hold("stay", Exponential(stay)).release(beds)
    network.standing("in bed", journey, "stay", places)
    network.standing("in the queue", journey, "seize beds", queue)
    found = [Quantity("occupied on day 1", places, 0.5, 0.0, at_midnight(beds, 1))]
    for day in (2, 4, 6, 9, 15):
        numbers = np.arange(places + 1)
        chances = binom.pmf(numbers, places, exp(-(day - 1) / stay))
        stopped = np.maximum(numbers, left)
        mean = float(chances @ stopped)
        sd = sqrt(max(0.0, float(chances @ stopped**2) - mean**2))
        found.append(Quantity(f"occupied on day {day}", mean, 0.5, sd, at_midnight(beds, day)))
    return Model(network, tuple(found))
