"""P7 and P15: networks that start full, or in equilibrium, in which they stay from the first midnight on."""

from math import sqrt

from dtocsim.analysis.proof.blocking import B1
from dtocsim.analysis.proof.case import Model, Quantity
from dtocsim.analysis.proof.parts import at_midnight
from dtocsim.flow import Network, Pool
from dtocsim.flow.durations import Duration, Exponential
from dtocsim.flow.equilibrium import stand_in_equilibrium
from dtocsim.flow.replications import Measure
from dtocsim.flow.tally import Tally

DAYS = (0, 1, 3, 10, 30, 90)
PEOPLE = 2_000


def unlimited(stay: Duration, then: Duration) -> Model:
    """Two unlimited pools one after the other, each started with its long-run number of people.

    Whoever was there leaves as the equilibrium residual says, and arrivals replace them: the expected number
    is the same at every moment, and at most Poisson in its spread.
    """
    network = Network("warm start", days=max(DAYS) + 1)
    first, second = network.pool("first"), network.pool("second")
    journey = network.journey("stay")
    journey.seize(first).hold("first stay", stay).release(first)
    journey.seize(second).hold("second stay", then).release(second)
    rate = PEOPLE / stay.mean
    network.stream("arrivals", journey, rate)
    stand_in_equilibrium(network)
    pools = ((first, PEOPLE), (second, round(rate * then.mean)))
    return Model(network, tuple(_flat(pool, number, day) for pool, number in pools for day in DAYS))


def held_bed(stay: Duration, care_stay: Duration) -> Model:
    """Acute beds held until there is a care place, of both nearly enough, begun by traffic equations.

    Beds and places are six standard deviations above the mean, so that next to nobody waits.
    """
    network = Network("held bed, warm start", days=max(DAYS) + 1)
    rate, need = PEOPLE / stay.mean, 0.25
    cared_for = rate * need * care_stay.mean
    acute = network.pool("acute", round(PEOPLE + 6 * sqrt(PEOPLE)))
    care = network.pool("care", round(cared_for + 6 * sqrt(cared_for)))
    journey = network.journey("spell")
    journey.seize(acute).hold("treatment", stay)
    with journey.branch("needs care", {"yes": need, "no": 1 - need}) as to, to("yes"):
        journey.seize(care).release(acute).hold("care", care_stay).release(care).leave()
    journey.release(acute)
    network.stream("arrivals", journey, rate)
    stand_in_equilibrium(network)
    pools = ((acute, PEOPLE), (care, round(cared_for)))
    return Model(network, tuple(_flat(pool, number, day) for pool, number in pools for day in DAYS))


def _flat(pool: Pool, number: int, day: int) -> Quantity:
    sd = sqrt(number) if day else 0.0
    return Quantity(f"{pool.name}, day {day}", number, 0.01 * number, sd, at_midnight(pool, day))


def held_bed_in_equilibrium() -> Model:
    """Case B1 of P5 begun in each of its states, weighted by their long-run shares: flat from day 0."""
    network = Network("held bed in equilibrium", days=8)
    shares, acutes, cares = B1.chain.shares, [], []
    copies = 60
    for number, (treated, delayed, care, _) in enumerate(B1.chain.states):
        for copy in range(copies):
            acute, place = _held_bed(network, f"{number}.{copy}", treated, delayed, care)
            acutes.append(acute)
            cares.append(place)
    weights = [float(share) / copies for share in shares for _ in range(copies)]

    def mean_of(pools: list[Pool], day: int, waiting: bool) -> Measure:
        def measure(tally: Tally) -> float:
            records = [tally.pool(pool) for pool in pools]
            days = [r.waiting_at_midnight if waiting else r.occupied_at_midnight for r in records]
            return sum(weight * float(each[day]) for weight, each in zip(weights, days, strict=True))

        return measure

    # A 0-1 figure has a standard deviation of at most a half in each copy.
    sd = 0.5 * sqrt(sum(weight**2 for weight in weights))
    found = []
    for day in (0, 1, 2, 4, 7):
        spread = sd if day else 0.0
        found.append(Quantity(f"acute, day {day}", 5 / 9, 0.02, spread, mean_of(acutes, day, False)))
        found.append(Quantity(f"delayed, day {day}", 1 / 9, 0.02, spread, mean_of(cares, day, True)))
        found.append(Quantity(f"care, day {day}", 4 / 9, 0.02, spread, mean_of(cares, day, False)))
    return Model(network, tuple(found))


def _held_bed(network: Network, name: str, treated: int, delayed: int, care: int) -> tuple[Pool, Pool]:
    acute, place = network.pool(f"acute {name}", 1, room=0), network.pool(f"care {name}", 1)
    journey = network.journey(f"spell {name}")
    journey.seize(acute)
    with journey.otherwise():
        journey.leave()
    journey.hold("treatment", Exponential(B1.acute_stay))
    journey.seize(place, name="wait for care").release(acute)
    journey.hold("care", Exponential(B1.care_stay)).release(place)
    network.stream(f"arrivals {name}", journey, B1.rate)
    network.standing(f"treated {name}", journey, "treatment", treated)
    network.standing(f"delayed {name}", journey, "wait for care", delayed)
    network.standing(f"in care {name}", journey, "care", care)
    return acute, place


def full_at_the_start() -> Model:
    """Ten beds, ten occupied, twenty queued, no arrivals: all are served, then the beds are empty."""
    network = Network("full at the start", days=121)
    beds = network.pool("beds", 10)
    journey = network.journey("stay")
    journey.seize(beds).hold("stay", Exponential(5)).release(beds)
    network.standing("queued", journey, "seize beds", 20)
    network.standing("occupied", journey, "stay", 10)
    # Each of the last ten is still there on day 120 with a chance below one in a thousand million.
    return Model(
        network,
        (
            Quantity("occupied, day 0", 10, 0.0, 0.0, at_midnight(beds, 0)),
            Quantity("waiting, day 0", 20, 0.0, 0.0, lambda t: float(t.pool(beds).waiting_at_midnight[0])),
            Quantity("occupied, day 120", 0, 0.0, 0.0, at_midnight(beds, 120)),
            Quantity("left", 30, 0.0, 0.0, lambda tally: float(tally.left)),
        ),
    )
