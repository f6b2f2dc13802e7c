"""The one list of proof cases."""

from collections.abc import Callable
from functools import partial

from dtocsim.analysis.proof import blocking, loop, queues, search, stroke, tasks, time, warm_start
from dtocsim.analysis.proof.blocking import Printed
from dtocsim.analysis.proof.case import Case, Model
from dtocsim.flow.durations import Constant, Duration, Exponential, Gamma, Lognormal, Mixture, Weibull

ERLANG = "Erlang 1917"
MONKS = "Monks et al. 2016, BMC Health Services Research 16:530"
CHAIN = "exact Markov chain"
MIXED = Mixture(((0.3, Exponential(2)), (0.7, Lognormal(10, 4))))
SKEWED = Lognormal(10, 10 * 1.3538**0.5)
SKEWED_MOMENTS = (10.0, 100 * 2.3538, 1000 * 2.3538**3, 10_000 * 2.3538**6)
CLUSTERED_MOMENTS = (10.0, 500.0, 45_000.0, 5_850_000.0)


def _waiting_list(rate: float, stay: float, places: int, *expected: float) -> Callable[[], Model]:
    return partial(queues.waiting_list, rate, stay, places, expected)


def _losses(number: int, places: int, load: float, *expected: float) -> list[Case]:
    kinds: dict[str, Duration] = {
        "exponential": Exponential(5),
        "lognormal": Lognormal(5, 7),
        "constant": Constant(5),
    }
    return [
        Case(
            f"P2.{3 * number + kind}",
            f"loss, {places} places, load {load}, {name} stays",
            ERLANG,
            partial(queues.loss, places, load, stay, *expected),
            quick=2,
        )
        for kind, (name, stay) in enumerate(kinds.items(), start=1)
    ]


def _one_place(number: int, name: str, build: Callable[[], Model]) -> Case:
    return Case(f"P3.{number}", f"one place, {name} stays", "Pollaczek 1930, Khinchine 1932", build, quick=2)


def _held(number: int, name: str, system: blocking.HeldBeds, tolerance: float, *printed: float) -> Case:
    title = f"bed held for care, {name}"
    return Case(
        f"P5.{number}",
        title,
        CHAIN,
        partial(blocking.held_beds, system, Printed(*printed), tolerance),
        quick=6,
    )


CASES: tuple[Case, ...] = (
    Case(
        "P1.1", "waiting list, 3 places", ERLANG,
        _waiting_list(0.2, 10, 3, 0.444444, 0.888889, 4.444444, 2.888889), quick=2,
    ),
    Case(
        "P1.2", "waiting list, 12 places", ERLANG,
        _waiting_list(2, 5, 12, 0.449388, 2.246941, 1.123471, 12.246941),
    ),
    Case(
        "P1.3", "waiting list, 14 places", ERLANG,
        _waiting_list(2, 5, 14, 0.174132, 0.435330, 0.217665, 10.435330),
    ),
    Case(
        "P1.4", "waiting list, 90 places", ERLANG,
        _waiting_list(4, 20, 90, 0.195137, 1.561097, 0.390274, 81.561097), quick=16,
    ),
    Case(
        "P1.5", "waiting list, 40 places", ERLANG,
        _waiting_list(10, 3.5, 40, 0.314523, 2.201660, 0.220166, 37.201660), quick=16,
    ),
    Case(
        "P1.6", "four units of 12 merged", ERLANG,
        _waiting_list(8, 5, 48, 0.155961, 0.779808, 0.097476, 40.779808), quick=16,
    ),
    *_losses(0, 3, 2, 0.210526, 0.526316),
    *_losses(1, 10, 7, 0.078741, 0.644881),
    *_losses(2, 28, 24, 0.066612, 0.800047),
    *_losses(3, 100, 90, 0.026957, 0.875738),
    _one_place(1, "constant", partial(queues.single_server, Constant(10), (10.0, 100.0, 1e3, 1e4), 20)),
    _one_place(
        2, "exponential", partial(queues.single_server, Exponential(10), (10.0, 200.0, 6e3, 24e4), 40)
    ),
    _one_place(3, "lognormal", partial(queues.single_server, SKEWED, SKEWED_MOMENTS, 47.075)),
    _one_place(4, "gamma", partial(queues.single_server, Gamma(10, 20), CLUSTERED_MOMENTS, 100)),
    Case(
        "P4.1", "patience, 10 places", "Palm 1957, Erlang A",
        partial(queues.patience, 10, 1, 10, 2, (0.619655, 2.078264, 0.103913)),
    ),
    Case(
        "P4.2", "patience, 12 places", "Palm 1957, Erlang A",
        partial(queues.patience, 2, 5, 12, 14, (0.358524, 0.924134, 0.033005)),
    ),
    _held(
        1, "1 bed, 1 place, no queue", blocking.B1, 0.02,
        0.444444, 0.111111, 0.444444, 0, 0.555556, 0, 0.25, 0.555556, 0.25,
    ),
    _held(
        2, "12 beds, 12 places, no queue", blocking.B2, 0.02,
        8.651832, 0.297402, 8.651832, 0, 0.134817, 0, 0.687489, 0.134817, 0.174291,
    ),
    _held(
        3, "14 beds, 12 places", blocking.B3, 0.15,
        10, 1.241874, 10, 5.563, 0.39951, 2.7817, 2.48375, 0, 0.426667,
    ),
    _held(
        4, "14 beds, 15 places", blocking.B5, 0.02,
        10, 0.164994, 10, 0.646866, 0.199586, 0.323433, 0.329988, 0, 0.09845,
    ),
    Case("P6.1", "stroke service", MONKS, stroke.stroke_model, quick=40),
    Case("P7.1", "care without limit", "nobody is delayed", blocking.unlimited_downstream),
    Case("P7.2", "acute beds without limit", "nobody waits", blocking.unlimited_upstream),
    Case("P7.3", "full at the start, no arrivals", "all are served", warm_start.full_at_the_start),
    Case("P8.1", "more packages needed than there are", "two Poisson streams", time.overload, quick=30),
    Case("P13.1", "search with ample places", "exponential distribution", search.ample_places),
    Case("P13.2", "search with few places", CHAIN, search.scarce_places, quick=8),
    Case("P14.1", "two classes", "Cobham 1954", time.two_classes, quick=16),
    Case("P14.2", "rates by weekday and hour", "Eick, Massey and Whitt 1993", time.changing_rates),
    Case("P14.3", "cut in capacity", "pure death process", time.capacity_cut, quick=100),
    Case("P15.1", "start in equilibrium: lognormal, then gamma", "infinite-server queue",
         partial(warm_start.unlimited, Lognormal(10, 15), Gamma(5, 8)), quick=16),
    Case("P15.2", "start in equilibrium: Weibull, then mixture", "infinite-server queue",
         partial(warm_start.unlimited, Weibull(0.7, 8), MIXED), quick=16),
    Case("P15.3", "held bed started in equilibrium", CHAIN, warm_start.held_bed_in_equilibrium, quick=6),
    Case("P15.4", "traffic equations, held bed: lognormal, then gamma", "Little 1961",
         partial(warm_start.held_bed, Lognormal(5, 7), Gamma(20, 15)), quick=16),
    Case("P15.5", "traffic equations, held bed: mixture, then Weibull", "Little 1961",
         partial(warm_start.held_bed, MIXED, Weibull(0.8, 20)), quick=16),
    Case("P16.1", "closed loop, places never lapse", CHAIN, loop.without_lapse, quick=8),
    Case("P16.2", "closed loop, held places lapse", CHAIN, loop.with_lapse, quick=6),
    Case("P17.1", "join of two tasks", "maximum of two exponentials", tasks.join_of_two),
    Case("P17.2", "the parent may die first", "minimum and maximum of exponentials", tasks.parent_dies),
)  # fmt: skip
"""Every case, in the order of the list they come from."""


def select(only: str | None) -> tuple[Case, ...]:
    """Return the cases of one subject ("P1") or one case ("P1.2"); all of them if `only` is None.

    Raises:
        ValueError: if there is none, naming the subjects.
    """
    chosen = tuple(case for case in CASES if only is None or only.upper() in (case.name, case.subject))
    if not chosen:
        subjects = ", ".join(dict.fromkeys(case.subject for case in CASES))
        raise ValueError(f"no proof case {only!r}; there are {subjects}, or one case such as P1.2")
    return chosen
