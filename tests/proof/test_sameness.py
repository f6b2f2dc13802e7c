"""P9 to P11: what must not change a single bit, and what may only add to it."""

from collections.abc import Callable

import pytest

from dtocsim.flow import UNLIMITED, Exponential, Journey, Lognormal, Network
from dtocsim.flow import compiled as engine
from dtocsim.flow.compiled import run
from dtocsim.flow.log import LogEntry
from dtocsim.flow.tally import PoolTally

Change = Callable[[Network, Journey], None]


def _nothing(network: Network, journey: Journey) -> None:
    """Leave the network as it is."""


def _ward(
    days: int = 30, per_day: float = 3.0, before_stay: Change = _nothing, warm_up_days: int = 5
) -> Network:
    """Acute beds and care places; some patients hold the bed for a place."""
    network = Network("ward", days=days, warm_up_days=warm_up_days)
    acute, care = network.pool("acute", 14), network.pool("care", 6)
    journey = network.journey("spell")
    journey.seize(acute)
    before_stay(network, journey)
    journey.hold("treatment", Lognormal(4, 5))
    with journey.branch("needs care", {"yes": 0.2, "no": 0.8}) as to, to("yes"):
        journey.seize(care).release(acute).hold("care", Exponential(9)).release(care).leave()
    journey.release(acute)
    network.stream("arrivals", journey, per_day, band_per_day=1.0)
    network.standing("in care", journey, "care", 4)
    return network


def _pools(network: Network) -> dict[str, str]:
    """Everything recorded of each pool of the ward, as text that shows every digit."""
    tally = run(network, 3).tally
    wards = [pool for pool in network.pools if pool.name in ("acute", "care")]
    return {pool.name: _text(tally.pool(pool)) for pool in wards}


def _text(record: PoolTally) -> str:
    return repr(
        {name: getattr(value, "tolist", lambda value=value: value)() for name, value in vars(record).items()}
    )


def _never_taken(network: Network, journey: Journey) -> None:
    with journey.branch("scheme", {"helped": 0.0, "as before": 1.0}) as to, to("helped"):
        journey.hold("visit", Exponential(50))


def _extra_draw(network: Network, journey: Journey) -> None:
    colour = network.attribute("colour", "red", "blue")
    journey.draw("colour", colour, {"red": 0.5, "blue": 0.5})


def _far_away(network: Network, journey: Journey) -> None:
    elsewhere = network.journey("elsewhere")
    beds = network.pool("far away", 2)
    elsewhere.seize(beds).hold("stay", Exponential(3)).release(beds)
    network.stream("far arrivals", elsewhere, 5.0)


def _zero_stream(network: Network, journey: Journey) -> None:
    network.stream("prevented", journey, 0.0)


def _race_never_won(network: Network, journey: Journey) -> None:
    with journey.scope("scheme") as scope:
        journey.hold("no time", Exponential(1e-9))
        with scope.clock("visit", Exponential(1e9)):
            journey.leave()


@pytest.mark.parametrize("change", [_never_taken, _extra_draw, _far_away, _zero_stream, _race_never_won])
def test_what_has_no_strength_changes_no_bit(change: Change) -> None:
    assert _pools(_ward(before_stay=change)) == _pools(_ward())


def test_order_of_declaration_changes_no_bit() -> None:
    def network(reverse: bool) -> Network:
        made = Network("two wards", days=30)
        names = ["acute", "care"]
        for name in reversed(names) if reverse else names:
            pool, journey = made.pool(name, 5), made.journey(name)
            journey.seize(pool).hold("stay", Exponential(2)).release(pool)
            made.stream(name, journey, 2.0)
            made.standing(f"standing in {name}", journey, "stay", 3)
        return made

    assert _pools(network(True)) == _pools(network(False))


def test_higher_demand_keeps_every_arrival() -> None:
    def arrivals(per_day: float) -> set[tuple[int, int]]:
        log = run(_ward(per_day=per_day), 3, log=True).log
        return {(entry.tick, entry.key) for entry in log if entry.step == "spell: seize acute"}

    fewer, more = arrivals(3.0), arrivals(3.3)
    assert fewer < more


def test_a_shorter_run_is_the_start_of_a_longer_one() -> None:
    end = 20 * 86_400
    shorter, longer = run(_ward(days=20), 3, log=True).log, run(_ward(days=30), 3, log=True).log
    assert shorter == tuple(entry for entry in longer if entry.tick < end)


def test_slices_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _pools(_ward())
    monkeypatch.setattr(engine, "SLICE_DAYS", 1)
    assert _pools(_ward()) == whole


def test_a_part_alone_runs_as_in_the_whole() -> None:
    def steps_of(network: Network) -> list[LogEntry]:
        return [entry for entry in run(network, 3, log=True).log if entry.step.startswith("spell")]

    assert steps_of(_ward(before_stay=_far_away)) == steps_of(_ward())


def test_memory_that_grows_changes_no_bit() -> None:
    network = Network("growing", days=60)
    beds = network.pool("beds", UNLIMITED)
    journey = network.journey("stay")
    journey.seize(beds).hold("stay", Exponential(30)).release(beds)
    network.stream("arrivals", journey, 40.0)
    assert run(network, memory=16, log=True).log == run(network, memory=65_536, log=True).log
