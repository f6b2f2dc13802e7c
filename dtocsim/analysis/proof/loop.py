"""P16: a closed loop of one bed and one care place, in which everybody may come to wait for everybody."""

from collections.abc import Callable
from math import sqrt

from dtocsim.analysis.proof.case import Model, Quantity
from dtocsim.analysis.proof.chain import Chain
from dtocsim.analysis.proof.parts import occupied, waiting
from dtocsim.flow import Network, Pool
from dtocsim.flow.durations import Constant, Exponential
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import Attribute
from dtocsim.flow.replications import Measure
from dtocsim.flow.tally import Tally

RATE, TREATMENT, CARE, READMISSION, LAPSE = 0.5, 2.0, 6.0, 8.0, 3.0
"""Arrivals a day; mean days of treatment, of care, until readmission from care, until a held place lapses."""
COPIES = 100
"""Separate loops in one network, so that one replication shows many of them."""

State = tuple[str, str, bool]
DEADLOCK: State = ("delayed", "held for a waiting resident", False)


def moves(lapses: bool) -> dict[State, list[tuple[float, State]]]:
    """Moves of (bed, care place, whether somebody whose place lapsed waits for the bed)."""
    empty, new, held, delayed = "empty", "treats", "treats a resident", "delayed"
    free, lives, waits, away = "free", "occupied", "held for a waiting resident", "held for a resident in bed"
    treated, cared, readmitted = 1 / TREATMENT, 1 / CARE, 1 / READMISSION
    table: dict[State, list[tuple[float, State]]] = {
        (empty, free, False): [(RATE, (new, free, False))],
        (new, free, False): [(treated, (empty, lives, False))],
        (empty, lives, False): [
            (RATE, (new, lives, False)),
            (cared, (empty, free, False)),
            (readmitted, (held, away, False)),
        ],
        (held, away, False): [(treated, (empty, lives, False))],
        (new, lives, False): [
            (treated, (delayed, lives, False)),
            (cared, (new, free, False)),
            (readmitted, (new, waits, False)),
        ],
        (delayed, lives, False): [(cared, (empty, lives, False)), (readmitted, DEADLOCK)],
        (new, waits, False): [(treated, DEADLOCK)],
        DEADLOCK: [],
    }
    if lapses:
        table[new, waits, False].append((1 / LAPSE, (new, free, True)))
        table[new, free, True] = [(treated, (new, lives, False))]
        table[DEADLOCK].append((1 / LAPSE, (new, lives, False)))
    return table


def closed_loop(network: Network, name: str, place: Attribute, lapses: bool) -> tuple[Pool, Pool]:
    """Add one loop; returns its bed and its care place.

    Whoever finds the bed taken is lost. A resident who is readmitted keeps her place; with `lapses` it may
    lapse while she waits for the bed.
    """
    bed, care = network.pool(f"bed {name}", 1), network.pool(f"care {name}", 1)
    journey = network.journey(f"loop {name}")
    journey.seize(bed, label="bed", name="admission", patience=Constant(0))
    with journey.otherwise():
        journey.leave()
    with journey.repeat("spell"):
        journey.hold("treatment", Exponential(TREATMENT))
        with journey.branch("place", place) as to, to("none"):
            journey.seize(care, label="care")
        journey.set(place, "held").release("bed")
        with journey.scope("lives in care") as living:
            journey.hold("care", Exponential(CARE)).release("care").leave()
            with living.clock("readmission", Exponential(READMISSION)):
                _wait_for_bed(journey, bed, place, lapses)
                journey.again("spell")
    network.stream(f"arrivals {name}", journey, RATE)
    return bed, care


def _wait_for_bed(journey: Journey, bed: Pool, place: Attribute, lapses: bool) -> None:
    if not lapses:
        journey.seize(bed, label="bed", name="wait with a place")
        return
    with journey.scope("place held") as waiting:
        journey.seize(bed, label="bed", name="wait with a place")
        with waiting.clock("lapse", Exponential(LAPSE)):
            journey.release("care").set(place, "none")
            journey.seize(bed, label="bed", name="wait without a place")


def without_lapse() -> Model:
    """Places never lapse: in the end a resident waits for the bed of the patient who waits for her place."""
    days = (5, 15, 40)
    network = Network("closed loop without lapse", days=max(days) + 1, may_deadlock=True)
    place = network.attribute("place", "none", "held")
    pairs = [closed_loop(network, str(copy), place, lapses=False) for copy in range(COPIES)]
    table = moves(lapses=False)
    chain = Chain(("empty", "free", False), table.__getitem__)
    dead = chain.states.index(DEADLOCK)
    found = []
    for day in days:
        chance = float(chain.after(day)[dead])
        sd = sqrt(chance * (1 - chance) / COPIES)
        found.append(Quantity(f"deadlocked by day {day}", chance, 0.01, sd, _deadlocked(pairs, day)))
    return Model(network, tuple(found))


def _deadlocked(pairs: list[tuple[Pool, Pool]], day: int) -> Measure:
    """Share of loops in which somebody waits for the bed and somebody for the care place."""

    def measure(tally: Tally) -> float:
        both = [
            tally.pool(bed).waiting_at_midnight[day] and tally.pool(care).waiting_at_midnight[day]
            for bed, care in pairs
        ]
        return sum(map(bool, both)) / len(both)

    return measure


def with_lapse() -> Model:
    """Held places lapse: the loop never stops, and its long-run averages are those of an exact chain."""
    days = 100_000
    network = Network("closed loop with lapse", days=days, warm_up_days=500)
    place = network.attribute("place", "none", "held")
    bed, care = closed_loop(network, "1", place, lapses=True)
    chain = Chain(("empty", "free", False), moves(lapses=True).__getitem__)
    figures: tuple[tuple[str, Callable[[State], float], Measure], ...] = (
        ("bed occupied", lambda state: state[0] != "empty", occupied(bed)),
        ("delayed", lambda state: state[0] == "delayed", waiting(care)),
        ("care place held or occupied", lambda state: state[1] != "free", occupied(care)),
        ("waiting for the bed", lambda state: state[1] == DEADLOCK[1] or state[2], waiting(bed)),
    )
    found = []
    for name, of, measure in figures:
        mean = chain.mean(of)
        found.append(Quantity(name, mean, 0.02 * mean, chain.spread(of) / sqrt(days), measure))
    return Model(network, tuple(found))
