"""P13: places that must be found."""

from math import exp, sqrt

from dtocsim.analysis.proof.case import Model, Quantity, ratio_sd, share_of
from dtocsim.analysis.proof.chain import Chain
from dtocsim.analysis.proof.parts import occupied
from dtocsim.flow import Network, Pool, SearchRule
from dtocsim.flow.durations import Exponential
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.replications import Measure
from dtocsim.flow.tally import WAIT_EDGES_HOURS, Tally

ARRIVALS = 100_000


def ample_places() -> Model:
    """Elasticity 0 and ample places: whatever the others do, each finds a place in an exponential time."""
    mean = 3.0
    network = Network("ample places", days=1_000, warm_up_days=60)
    homes = network.pool("homes", 1_000_000, search=SearchRule(mean_days=mean))
    _finds_and_stays(network, homes, ARRIVALS / 1_000, 5.0)

    def found_within(edge: int) -> Measure:
        def measure(tally: Tally) -> float:
            waits = tally.pool(homes).search_waits.sum(axis=0)
            return share_of(float(waits[: edge + 1].sum()), float(waits.sum()))

        return measure

    quantities = [_mean_search(homes, mean, sqrt(1 / ARRIVALS))]
    for edge, hours in enumerate(WAIT_EDGES_HOURS):
        chance = 1 - exp(-hours / 24 / mean)
        if 1e-4 < chance < 1 - 1e-4:
            sd = sqrt(chance * (1 - chance) / ARRIVALS)
            quantities.append(Quantity(f"found within {hours} h", chance, 0.005, sd, found_within(edge)))
    return Model(network, tuple(quantities))


def scarce_places() -> Model:
    """A few places: all searchers see the same free share; numbers searching and occupied form a chain."""
    rate, stay, places, most = 1.0, 7.0, 10, 90
    rule = SearchRule(mean_days=2.0, reference_free_share=0.25, elasticity=0.8)

    def moves(state: tuple[int, int]) -> list[tuple[float, tuple[int, int]]]:
        searching, taken = state
        free = (places - taken) / places / rule.reference_free_share
        found = [(rate, (searching + 1, taken))] if searching < most else []
        if searching and taken < places:
            found.append((searching * free**rule.elasticity / rule.mean_days, (searching - 1, taken + 1)))
        return found + ([(taken / stay, (searching, taken - 1))] if taken else [])

    chain = Chain((0, 0), moves)
    days = round(ARRIVALS / rate)
    network = Network("scarce places", days=days, warm_up_days=1_000)
    homes = network.pool("homes", places, search=rule)
    _finds_and_stays(network, homes, rate, stay)
    searching = chain.mean(lambda state: state[0])
    sd = chain.spread(lambda state: state[0]) / sqrt(days)
    taken_sd = chain.spread(lambda state: state[1]) / sqrt(days)
    return Model(
        network,
        (
            Quantity("searching", searching, 0.02 * searching, sd, _searching(homes)),
            _mean_search(homes, searching / rate, sd / searching + sqrt(1 / ARRIVALS)),
            Quantity("occupied", rate * stay, 0.02 * rate * stay, taken_sd, occupied(homes)),
        ),
    )


def _finds_and_stays(network: Network, homes: Pool, rate: float, stay: float) -> None:
    journey = network.journey("finds a place")
    journey.search("looks", homes).hold("stays", Exponential(stay)).release(homes)
    network.stream("people", journey, rate)


def _searching(homes: Pool) -> Measure:
    return lambda tally: tally.pool(homes).searched_ticks / DAY / tally.network.days


def _mean_search(homes: Pool, mean: float, relative_sd: float) -> Quantity:
    def measure(tally: Tally) -> float:
        pool = tally.pool(homes)
        return pool.searched_ticks / DAY / float(pool.search_waits.sum())

    return Quantity("days until found", mean, 0.02 * mean, ratio_sd(mean, relative_sd, ARRIVALS), measure)
