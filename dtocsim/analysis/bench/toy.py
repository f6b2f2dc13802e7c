"""The toy network that benchmarks run: places alike, each with a hospital, care homes and home care.

A patient takes a bed for a lognormal stay. One in seven then needs an assessment by a team and a place in
care; she holds the bed until she has the place. Numbers: assumed, chosen so that 152 places hold about as
many hospital beds (100,000) and care places as England.
"""

from dataclasses import dataclass

from dtocsim.flow import Exponential, Lognormal, Network
from dtocsim.flow.tally import Tally

BEDS = 657
CARE_PLACES = 1971
HOME_PLACES = 1971
ARRIVALS_PER_DAY = 0.9 * BEDS / 5.6
ASSESSED = 0.14
TEAM = int(ASSESSED * 2.4 * ARRIVALS_PER_DAY)
TO_CARE_HOME = 0.30
STAY_LOG_MEAN, STAY_LOG_SD = 1.1, 1.0
ASSESSMENT_LOG_MEAN, ASSESSMENT_LOG_SD = 0.5, 0.6
CARE_HOME_DAYS, HOME_CARE_DAYS = 700.0, 180.0
PLACES, DAYS = 152, 365
NEEDS, DESTINATION = "needs assessment", "destination"
STAY, ASSESSMENT, CARE_HOME, HOME_CARE = "acute stay", "assessment", "care home", "home care"

STAY_TIME = Lognormal.from_log(STAY_LOG_MEAN, STAY_LOG_SD)
ASSESSMENT_TIME = Lognormal.from_log(ASSESSMENT_LOG_MEAN, ASSESSMENT_LOG_SD)


@dataclass(frozen=True)
class Counts:
    """What every program of the toy network counts, over all places.

    events: arrivals and ends of holds; bed_ticks: integral of occupied beds over time, in seconds.
    """

    events: int
    arrived: int
    left: int
    bed_ticks: int


def toy_network(places: int = PLACES, days: int = DAYS, size: int = 1) -> Network:
    """Return the toy network with so many places for so many days, each place `size` times as large."""
    network = Network("toy", days=days)
    for place in range(places):
        _add_place(network, place, size)
    return network


def stream_name(place: int) -> str:
    """Return the name of a place's arrivals."""
    return f"arrivals {place}"


def _add_place(network: Network, place: int, size: int) -> None:
    beds = network.pool(f"beds {place}", size * BEDS)
    team = network.pool(f"team {place}", size * TEAM)
    care = network.pool(f"care homes {place}", size * CARE_PLACES)
    home = network.pool(f"home {place}", size * HOME_PLACES)
    patient = network.journey(f"patient {place}")
    patient.seize(beds).hold(STAY, STAY_TIME)
    with patient.branch(NEEDS, {"yes": ASSESSED, "no": 1 - ASSESSED}) as needs:
        with needs("yes"):
            patient.seize(team).hold(ASSESSMENT, ASSESSMENT_TIME).release(team)
            with patient.branch(DESTINATION, {"care": TO_CARE_HOME, "home": 1 - TO_CARE_HOME}) as to:
                with to("care"):
                    patient.seize(care).release(beds)
                    patient.hold(CARE_HOME, Exponential(CARE_HOME_DAYS)).release(care)
                with to("home"):
                    patient.seize(home).release(beds)
                    patient.hold(HOME_CARE, Exponential(HOME_CARE_DAYS)).release(home)
        with needs("no"):
            patient.release(beds)
    network.stream(stream_name(place), patient, size * ARRIVALS_PER_DAY)


def counts_of(tally: Tally) -> Counts:
    """Return what an engine counted in a run of the toy network."""
    beds = [pool for pool in tally.network.pools if pool.name.startswith("beds")]
    bed_ticks = sum(tally.pool(pool).occupied_ticks for pool in beds)
    return Counts(tally.events, tally.arrived, tally.left, bed_ticks)
