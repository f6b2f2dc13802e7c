"""What must change nothing: growing memory, a longer run, slices, order; and what must balance."""

import numpy as np
import pytest

from dtocsim.flow import Constant, Exponential, Journey, Lognormal, Network, Pool, SearchRule, Stock, compiled
from dtocsim.flow.log import LogEntry
from dtocsim.flow.program import compile_network
from dtocsim.flow.quantiles import DAY
from tests.flow.random_networks import acceptable

SHUFFLES = (("bed", "nurse", "home"), ("home", "bed", "nurse"), ("nurse", "home", "bed"))


def hospital(days: int = 5, order: tuple[str, ...] = SHUFFLES[0], warm_up_days: int = 0) -> Network:
    """Return two wards that share nurses and care homes, declared in the given order."""
    network = Network("hospital", days=days, warm_up_days=warm_up_days)
    make = {
        "bed": lambda: network.pool("bed", 40, steps=[(2.0, 30), (3.0, 45)]),
        "nurse": lambda: network.pool("nurse", 6),
        "home": lambda: network.pool("home", 30, search=SearchRule(1.5, 0.1, 0.5)),
    }
    pools = {name: make[name]() for name in order}
    for name in ("medicine", "surgery") if order is SHUFFLES[0] else ("surgery", "medicine"):
        journey = network.journey(name)
        write(network, journey, pools)
        network.stream(name, journey, 12.0)
        network.standing(f"in {name}", journey, f"stay on {name}", 12)
    return network


def write(network: Network, journey: Journey, pools: dict[str, Pool]) -> None:
    """Write a patient's way: a bed, an assessment beside the stay, then home or a search for a care home."""
    journey.seize(pools["bed"], patience=Exponential(1.0))
    with journey.otherwise():
        journey.leave()
    with journey.background("assessment"):
        journey.seize(pools["nurse"]).hold("assess", Exponential(0.2)).release(pools["nurse"])
    journey.hold(f"stay on {journey.name}", Lognormal(2.0, 2.0)).join("assessment")
    with journey.branch("goes", {"home": 0.8, "care": 0.2}) as to, to("care"):
        journey.search("look", pools["home"]).release(pools["bed"])
        journey.hold("in care", Constant(2.0)).release(pools["home"])
    journey.release(pools["bed"])


def log_of(network: Network, memory: int = 1024) -> tuple[LogEntry, ...]:
    """Return the log of a run with a fixed seed."""
    return compiled.run(network, 3, log=True, memory=memory).log


def test_memory_that_starts_small_and_grows_gives_the_same_log() -> None:
    small, large = log_of(hospital(), memory=128), log_of(hospital(), memory=1 << 14)
    assert len(small) > 1000
    assert small == large


def test_a_short_run_is_the_beginning_of_a_long_one() -> None:
    short, long = log_of(hospital(days=3)), log_of(hospital(days=5))
    assert len(short) > 500
    assert short == tuple(line for line in long if line.tick < 3 * DAY)


def test_slices_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = log_of(hospital(days=6))
    monkeypatch.setattr(compiled, "SLICE_DAYS", 1)
    assert log_of(hospital(days=6)) == whole


def test_progress_rises_to_1_and_may_stop_the_run() -> None:
    shares: list[float] = []
    compiled.run(hospital(days=20), progress=shares.append)
    assert shares == sorted(shares)
    assert len(shares) >= 4
    assert shares[-1] == 1.0

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compiled.run(hospital(days=20), progress=stop)


@pytest.mark.parametrize("order", SHUFFLES[1:])
def test_the_order_of_declarations_changes_nothing(order: tuple[str, ...]) -> None:
    assert log_of(hospital(order=order)) == log_of(hospital())


def test_a_network_is_compiled_once_and_run_often() -> None:
    once = compile_network(hospital())
    assert compiled.run(once, 3, log=True).log == log_of(hospital())
    assert compiled.run(once, 3, 1, log=True).log != compiled.run(once, 3, 2, log=True).log
    assert compiled.run(once, 3, 1, log=True).log == compiled.run(once, 3, 1, log=True).log


def test_a_far_away_stream_a_branch_never_taken_and_an_extra_draw_change_nobody() -> None:
    plain, changed = hospital(), hospital()
    elsewhere = changed.journey("elsewhere")
    elsewhere.hold("stay", Exponential(1.0))
    changed.stream("elsewhere", elsewhere, 50.0)
    for journey in changed.journeys[:2]:
        journey.draw(
            "luck", changed.attribute(f"luck {journey.name}", "bad", "good"), {"bad": 0.5, "good": 0.5}
        )
        with journey.branch("never", {"yes": 0.0, "no": 1.0}) as to, to("yes"):
            journey.hold("lost", Constant(1.0))
    added = ("luck", "never", "elsewhere")
    kept = [line for line in log_of(changed) if not any(word in line.step for word in added)]
    assert kept == list(log_of(plain))


def test_more_demand_moves_nobody_who_came_anyway() -> None:
    def arrivals(per_day: float) -> set[tuple[int, int]]:
        network = Network("door", days=30)
        journey = network.journey("ann").hold("stay", Exponential(1.0))
        network.stream("ann", journey, per_day, band_per_day=2.0)
        return {(line.tick, line.key) for line in log_of(network) if line.step == "ann: stay"}

    few, many = arrivals(10.0), arrivals(11.0)
    assert len(few) > 200
    assert few < many


@pytest.mark.parametrize("seed", range(30))
def test_little_s_law_holds_in_whole_ticks_and_people_are_conserved(seed: int) -> None:
    network = acceptable(seed)
    if network is None:
        return
    tally = compiled.run(network, seed).tally
    assert tally.arrived == tally.left + tally.present
    for pool in network.pools:
        found = tally.pool(pool)
        assert found.occupied_ticks == found.held_ticks or isinstance(pool, Stock)
        assert found.queue_ticks == found.waited_ticks
        assert (found.occupied_at_midnight >= 0).all()
        assert (found.waiting_at_midnight >= 0).all()


def test_nobody_is_admitted_above_capacity_whatever_cuts_come() -> None:
    network = hospital(days=10, warm_up_days=2)
    run = compiled.run(network, 3, log=True)
    granted = [line for line in run.log if line.pool == "bed" and line.step.endswith("granted")]
    assert len(granted) > 50
    for line in granted:
        day = line.tick / DAY
        assert line.occupied <= (40 if day < 2 else 30 if day < 3 else 45)
    assert np.all(
        run.tally.pool(next(p for p in network.pools if p.name == "nurse")).occupied_at_midnight <= 6
    )


def test_any_number_of_threads_gives_the_same_bits() -> None:
    network = Network("five parts", days=60)
    census = network.census("anywhere")
    for number in range(5):
        journey = network.journey(f"journey {number}")
        journey.enter(census).seize(network.pool(f"pool {number}", 3)).hold("stay", Exponential(1.0))
        journey.release(f"pool {number}")
        network.stream(f"stream {number}", journey, 2.0 + number / 5)
    one, *others = (compiled.run(network, seed=4, log=True, threads=threads) for threads in (1, 2, 3, 8))
    for other in others:
        assert other.log == one.log
        assert (other.tally.census(census) == one.tally.census(census)).all()
        assert [other.tally.pool(pool).held_ticks for pool in network.pools] == [
            one.tally.pool(pool).held_ticks for pool in network.pools
        ]
        assert (other.tally.events, other.tally.present) == (one.tally.events, one.tally.present)


def test_many_initial_people_leave_room_for_many_bands() -> None:
    network = Network("crowd", days=2)
    journey = network.journey("journey")
    journey.hold("stay", Exponential(1.0))
    network.standing("crowd", journey, "stay", 1500)
    network.stream("stream", journey, 3000.0, band_per_day=1.5)
    tally = compiled.run(network, memory=128).tally
    assert tally.arrived == tally.left + tally.present > 6000
