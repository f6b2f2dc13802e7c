"""P17: tasks beside one another: the join of two, and the death of a parent."""

from math import sqrt

from dtocsim.analysis.proof.case import Model, Quantity
from dtocsim.analysis.proof.parts import occupied, share, total
from dtocsim.flow import Network, Pool
from dtocsim.flow.durations import Exponential
from dtocsim.flow.journey import Journey

RATE, FIRST, SECOND, DEATH = 50.0, 2.0, 3.0, 4.0
DAYS = 3_000


def join_of_two() -> Model:
    """Two exponential tasks joined take their maximum: a + b - 1 / (1/a + 1/b)."""
    network, here, _ = _network()
    journey = network.journeys[0]
    journey.seize(here)
    _two_tasks(journey, here, None)
    journey.release(here)
    both = _first_of(FIRST, SECOND)
    mean = FIRST + SECOND - both
    moment = 2 * (FIRST**2 + SECOND**2 - both**2)
    return Model(network, (_number("in progress", mean, moment, here),))


def parent_dies() -> Model:
    """A death clock over both tasks: whoever dies ends her tasks too, and what they hold is given back."""
    network, here, team = _network()
    journey = network.journeys[0]
    arrived, died = network.counter("arrived"), network.counter("died")
    journey.count(arrived).seize(here)
    with journey.scope("alive") as alive:
        _two_tasks(journey, here, team)
        with alive.clock("death", Exponential(DEATH)):
            journey.count(died)
    journey.release(here)
    first, second = _first_of(FIRST, DEATH), _first_of(SECOND, DEATH)
    mean = first + second - _first_of(FIRST, SECOND, DEATH)
    dead = mean / DEATH
    sd = sqrt(dead * (1 - dead) / (RATE * DAYS))
    # Whatever is cut off at death is shorter than the tasks themselves.
    moment = 2 * (FIRST**2 + SECOND**2)
    return Model(
        network,
        (
            _number("in progress", mean, moment, here),
            Quantity("die before both are done", dead, 0.01 * dead, sd, share(died, arrived)),
            _number("teams at work", first + second, 2 * moment, team),
            Quantity(
                "deaths a day",
                RATE * dead,
                0.01 * RATE * dead,
                sqrt(RATE * dead / DAYS),
                lambda t: total(t, died) / DAYS,
            ),
        ),
    )


def _network() -> tuple[Network, Pool, Pool]:
    network = Network("tasks", days=DAYS, warm_up_days=60)
    here, team = network.pool("here"), network.pool("team")
    network.stream("arrivals", network.journey("tasks"), RATE)
    return network, here, team


def _two_tasks(journey: Journey, here: Pool, team: Pool | None) -> None:
    for name, mean in (("first", FIRST), ("second", SECOND)):
        with journey.background(name):
            if team is not None:
                journey.seize(team, label=f"{name} team", name=f"{name} starts")
            journey.hold(f"{name} task", Exponential(mean))
            if team is not None:
                journey.release(f"{name} team")
    journey.join("first", "second")


def _number(name: str, mean: float, moment: float, pool: Pool) -> Quantity:
    """Little's law for an unlimited pool; the spread of its occupancy is arrivals x second moment."""
    number = RATE * mean
    return Quantity(name, number, 0.01 * number, sqrt(RATE * moment / DAYS), occupied(pool))


def _first_of(*means: float) -> float:
    """Mean of the first of several exponential times."""
    return 1 / sum(1 / mean for mean in means)
