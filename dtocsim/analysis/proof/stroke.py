"""P6: the stroke service of Monks et al. 2016 - an example of how a published pathway is written down.

Monks, Worthington, Allen, Pitt, Stein and James, A modelling tool for capacity planning in acute and
community stroke services, BMC Health Services Research 16:530, 2016. Wards have no limit; what n beds would
mean is read from how often n are needed: P(delay at n beds) = P(N = n) / P(N <= n).
"""

from math import sqrt

import numpy as np

from dtocsim.analysis.proof.case import Model, Quantity
from dtocsim.analysis.proof.parts import occupied
from dtocsim.analysis.proof.theory import poisson
from dtocsim.flow import Network, Pool
from dtocsim.flow.durations import Duration, Lognormal
from dtocsim.flow.lookup import Attribute, By
from dtocsim.flow.replications import Measure
from dtocsim.flow.tally import Tally

DAYS = 4_000
"""Days of one replication."""

Stays = dict[str, "Lognormal | dict[str, Lognormal]"]

DAYS_BETWEEN_ACUTE = {"stroke": 1.2, "TIA": 9.3, "neurological": 3.6, "other": 3.2}
DAYS_BETWEEN_REHABILITATION = {"stroke": 21.8, "neurological": 31.7, "other": 28.6}
FROM_ACUTE = {
    "stroke": {"rehabilitation": 0.24, "ESD": 0.13, "other": 0.63},
    "TIA": {"rehabilitation": 0.01, "ESD": 0.01, "other": 0.98},
    "neurological": {"rehabilitation": 0.11, "ESD": 0.05, "other": 0.84},
    "other": {"rehabilitation": 0.05, "ESD": 0.10, "other": 0.85},
}
FROM_REHABILITATION = {
    "stroke": {"ESD": 0.40, "other": 0.60},
    "TIA": {"ESD": 0.0, "other": 1.0},
    "neurological": {"ESD": 0.09, "other": 0.91},
    # Printed as .13 and .88, which exceed one; the stay of this kind does not depend on the destination.
    "other": {"ESD": 0.13, "other": 0.87},
}
ACUTE_STAY: Stays = {
    "stroke": {
        "rehabilitation": Lognormal(7.4, 8.61),
        "ESD": Lognormal(4.6, 4.8),
        "other": Lognormal(7.0, 8.7),
    },
    "TIA": Lognormal(1.8, 2.3),
    "neurological": Lognormal(4.0, 5.0),
    "other": Lognormal(3.8, 5.2),
}
REHABILITATION_STAY: Stays = {
    "stroke": {"ESD": Lognormal(30.3, 23.1), "other": Lognormal(28.4, 27.2)},
    "TIA": Lognormal(18.7, 23.5),
    "neurological": Lognormal(27.6, 28.4),
    "other": Lognormal(16.1, 14.1),
}

OCCUPANCY = {"acute": 8.1455, "rehabilitation": 9.7182}
DELAY = {
    "acute": {9: 0.181, 10: 0.128, 11: 0.087, 12: 0.056, 13: 0.034, 14: 0.019},
    "rehabilitation": {10: 0.202, 12: 0.109, 13: 0.075, 14: 0.050, 15: 0.031, 16: 0.019},
}
"""Exact results for these inputs; the paper prints .19 .14 .09 .06 .04 .02 and .20 .11 .08 .05 .03 .02."""


def stroke_service() -> tuple[Network, Pool, Pool]:
    """Return the network with its two wards, acute and rehabilitation."""
    network = Network("stroke service", days=DAYS, warm_up_days=400)
    acute, rehabilitation = network.pool("acute"), network.pool("rehabilitation")
    kind = network.attribute("kind", *FROM_ACUTE)
    destination = network.attribute("destination", "rehabilitation", "ESD", "other")
    discharge = network.attribute("discharge", "ESD", "other")

    # People are told apart by where they go next, because their stay depends on it.
    admitted = network.journey("admitted to the acute ward")
    admitted.draw("after acute", destination, By(kind, FROM_ACUTE))
    admitted.draw("after rehabilitation", discharge, By(kind, FROM_REHABILITATION))
    admitted.seize(acute).hold("acute stay", _stay(kind, destination, ACUTE_STAY)).release(acute)
    with admitted.branch("destination", destination) as to, to("rehabilitation"):
        admitted.seize(rehabilitation)
        admitted.hold("rehabilitation stay", _stay(kind, discharge, REHABILITATION_STAY)).release(
            rehabilitation
        )

    straight = network.journey("straight to rehabilitation")
    straight.draw("after rehabilitation", discharge, By(kind, FROM_REHABILITATION))
    straight.seize(rehabilitation)
    straight.hold("rehabilitation stay", _stay(kind, discharge, REHABILITATION_STAY)).release(rehabilitation)

    for name, days in DAYS_BETWEEN_ACUTE.items():
        network.stream(f"acute {name}", admitted, 1 / days, attributes={kind: name})
    for name, days in DAYS_BETWEEN_REHABILITATION.items():
        network.stream(f"rehabilitation {name}", straight, 1 / days, attributes={kind: name})
    return network, acute, rehabilitation


def _stay(kind: Attribute, then: Attribute, stays: Stays) -> By[Duration]:
    """The stay of each kind of patient, for some kinds by what comes after it."""
    return By(
        kind, {name: By(then, stay) if isinstance(stay, dict) else stay for name, stay in stays.items()}
    )


def stroke_model() -> Model:
    """The service, held to the exact occupancy of its wards and the chance of delay at numbers of beds."""
    network, acute, rehabilitation = stroke_service()
    wards = {"acute": (acute, _acute_moment()), "rehabilitation": (rehabilitation, _rehabilitation_moment())}
    found = []
    for name, (ward, moment) in wards.items():
        mean = OCCUPANCY[name]
        sd = sqrt(moment / DAYS)
        found.append(Quantity(f"{name}: mean occupancy", mean, 0.01 * mean, sd, occupied(ward)))
        for beds, chance in DELAY[name].items():
            sd = _chance_sd(mean, moment, beds)
            found.append(Quantity(f"{name}: P(delay) at {beds} beds", chance, 0.01, sd, delay_at(ward, beds)))
    return Model(network, tuple(found))


def delay_at(ward: Pool, beds: int) -> Measure:
    """Measure how often exactly `beds` are needed among the midnights on which no more than that are."""

    def measure(tally: Tally) -> float:
        midnights = np.bincount(tally.pool(ward).occupied_at_midnight, minlength=beds + 1)
        return float(midnights[beds] / midnights[: beds + 1].sum())

    return measure


def _chance_sd(mean: float, moment: float, beds: int) -> float:
    """Bound the standard deviation of P(delay) counted at the midnights of one replication.

    Numbers at two moments of an unlimited ward are bivariate Poisson; no function of them is more correlated
    than the numbers themselves, whose correlation integrates to moment / (2 mean).
    """
    shares = poisson(mean, beds)
    up_to = float(shares.sum())
    chance = float(shares[-1]) / up_to
    effective = DAYS / (1 + moment / mean)
    return sqrt(chance * (1 - chance) / up_to / effective)


def _acute_moment() -> float:
    """Admissions a day x second moment of the acute stay, summed over kinds."""
    flows = [
        (share / DAYS_BETWEEN_ACUTE[kind], _one(ACUTE_STAY[kind], after))
        for kind, shares in FROM_ACUTE.items()
        for after, share in shares.items()
    ]
    return sum(rate * (stay.mean**2 + stay.sd**2) for rate, stay in flows)


def _rehabilitation_moment() -> float:
    """The same for rehabilitation: people from the acute ward and people who come straight."""
    arrivals = {kind: FROM_ACUTE[kind]["rehabilitation"] / days for kind, days in DAYS_BETWEEN_ACUTE.items()}
    for kind, days in DAYS_BETWEEN_REHABILITATION.items():
        arrivals[kind] += 1 / days
    flows = [
        (arrivals[kind] * share, _one(REHABILITATION_STAY[kind], after))
        for kind, shares in FROM_REHABILITATION.items()
        for after, share in shares.items()
    ]
    return sum(rate * (stay.mean**2 + stay.sd**2) for rate, stay in flows)


def _one(stay: Lognormal | dict[str, Lognormal], after: str) -> Lognormal:
    return stay[after] if isinstance(stay, dict) else stay
