"""P1 to P4: one pool with a waiting list, with loss, with variable stays, with patience."""

from math import sqrt

from dtocsim.analysis.proof.case import Model, Quantity, ratio_sd
from dtocsim.analysis.proof.chain import Chain
from dtocsim.analysis.proof.parts import in_system, occupied, seize_and_count, share, wait_each, waiting
from dtocsim.analysis.proof.theory import single_server_wait
from dtocsim.flow.durations import Constant, Duration, Exponential
from dtocsim.flow.network import Network

ARRIVALS = 150_000
"""Arrivals of one replication: about a third of a second."""


def _line(rate: float, stay: float, places: int, leaving: float = 0.0) -> Chain[int]:
    """Number present, cut where fewer than one in a million million find so many."""
    cut = places + 40 + 16 * places if leaving else places + round(30 * places / (places - rate * stay))

    def moves(present: int) -> list[tuple[float, int]]:
        ends = min(present, places) / stay + max(0, present - places) * leaving
        up = [(rate, present + 1)] if present < cut else []
        return up + ([(ends, present - 1)] if present else [])

    return Chain(0, moves)


def waiting_list(rate: float, stay: float, places: int, expected: tuple[float, ...]) -> Model:
    """Poisson arrivals, exponential stays, one waiting list.

    expected: P(wait), mean queue, mean wait, mean number in the system.
    """
    chain = _line(rate, stay, places)
    days = round(ARRIVALS / rate)
    network = Network("waiting list", days=days, warm_up_days=round(10 * _settling(rate, stay, places)))
    pool = network.pool("beds", places)
    arrived, waited = network.counter("arrived"), network.counter("waited")
    journey = network.journey("stay")
    journey.count(arrived)
    seize_and_count(journey, pool, waited)
    journey.hold("stay", Exponential(stay)).release(pool)
    network.stream("arrivals", journey, rate)

    def queue(present: int) -> float:
        return max(0, present - places)

    chance, length, wait, present = expected
    full_sd = chain.spread(lambda n: n >= places) / sqrt(days) / chance
    queue_sd = chain.spread(queue) / sqrt(days)
    present_sd = chain.spread(float) / sqrt(days)
    return Model(
        network,
        (
            Quantity(
                "P(wait)", chance, 0.02 * chance, ratio_sd(chance, full_sd, ARRIVALS), share(waited, arrived)
            ),
            Quantity("queue", length, 0.02 * length, queue_sd, waiting(pool)),
            Quantity(
                "wait",
                wait,
                0.02 * wait,
                ratio_sd(wait, queue_sd / length, ARRIVALS),
                wait_each(pool, arrived),
            ),
            Quantity("number in system", present, 0.02 * present, present_sd, in_system(pool)),
        ),
    )


def _settling(rate: float, stay: float, places: int) -> float:
    """Days in which a queue forgets its start: 1 / (sqrt(c mu) - sqrt(lambda))^2, at least a stay."""
    return max(stay, 1 / (sqrt(places / stay) - sqrt(rate)) ** 2)


def loss(places: int, load: float, stay: Duration, blocked: float, occupancy: float) -> Model:
    """Poisson arrivals to places without a waiting list: those who find all occupied are lost.

    blocked: share lost; occupancy: share of places occupied. The spread is that of exponential stays, which
    more variable stays stretch by their equilibrium residual: (1 + squared coefficient of variation) / 2.
    """
    rate = load / stay.mean

    def moves(present: int) -> list[tuple[float, int]]:
        up = [(rate, present + 1)] if present < places else []
        return up + ([(present / stay.mean, present - 1)] if present else [])

    chain = Chain(0, moves)
    days = round(ARRIVALS / rate)
    network = Network("loss", days=days, warm_up_days=round(20 * stay.mean))
    pool = network.pool("beds", places, room=0)
    arrived, lost = network.counter("arrived"), network.counter("lost")
    journey = network.journey("stay")
    journey.count(arrived).seize(pool)
    with journey.otherwise():
        journey.count(lost).leave()
    journey.hold("stay", stay).release(pool)
    network.stream("arrivals", journey, rate)
    stretch = sqrt(max(1.0, (1 + (stay.sd / stay.mean) ** 2) / 2) / days)
    full_sd = stretch * chain.spread(lambda n: n == places) / blocked
    occupied_sd = stretch * chain.spread(float) / places
    return Model(
        network,
        (
            Quantity(
                "blocked",
                blocked,
                0.02 * blocked,
                ratio_sd(blocked, full_sd, ARRIVALS * blocked),
                share(lost, arrived),
            ),
            Quantity(
                "occupancy",
                occupancy,
                0.02 * occupancy,
                occupied_sd,
                lambda tally: occupied(pool)(tally) / places,
            ),
        ),
    )


def single_server(stay: Duration, moments: tuple[float, ...], wait: float) -> Model:
    """One place, Poisson arrivals at 0.08 a day, stays with these first four moments and this mean wait."""
    rate = 0.08
    days = round(ARRIVALS / 3 / rate)
    network = Network("one place", days=days, warm_up_days=20_000)
    pool = network.pool("bed", 1)
    arrived = network.counter("arrived")
    journey = network.journey("stay")
    journey.count(arrived).seize(pool).hold("stay", stay).release(pool)
    network.stream("arrivals", journey, rate)
    spread = single_server_wait(rate, moments)[1]
    sd = ratio_sd(wait, spread / sqrt(days) / wait, ARRIVALS / 3)
    return Model(network, (Quantity("wait", wait, 0.05 * wait, sd, wait_each(pool, arrived)),))


def patience(rate: float, stay: float, places: int, patient: float, expected: tuple[float, ...]) -> Model:
    """A waiting list that people leave after an exponential patience.

    expected: P(wait), mean queue, share who leave the queue.
    """
    chain = _line(rate, stay, places, 1 / patient)
    days = round(ARRIVALS / rate)
    network = Network("patience", days=days, warm_up_days=round(20 * max(stay, patient)))
    pool = network.pool("beds", places)
    arrived, waited, gone = (network.counter(name) for name in ("arrived", "waited", "left the queue"))
    journey = network.journey("stay")
    journey.count(arrived).seize(pool, patience=Constant(0))
    with journey.otherwise():
        journey.count(waited).seize(pool, name="wait", patience=Exponential(patient))
        with journey.otherwise():
            journey.count(gone).leave()
    journey.hold("stay", Exponential(stay)).release(pool)
    network.stream("arrivals", journey, rate)
    chance, length, left = expected
    full_sd = chain.spread(lambda n: n >= places) / sqrt(days) / chance
    queue_sd = chain.spread(lambda n: max(0, n - places)) / sqrt(days)
    return Model(
        network,
        (
            Quantity(
                "P(wait)", chance, 0.02 * chance, ratio_sd(chance, full_sd, ARRIVALS), share(waited, arrived)
            ),
            Quantity("queue", length, 0.02 * length, queue_sd, waiting(pool)),
            Quantity(
                "share who leave the queue",
                left,
                0.02 * left,
                ratio_sd(left, queue_sd / length, ARRIVALS * left),
                share(gone, arrived),
            ),
        ),
    )
