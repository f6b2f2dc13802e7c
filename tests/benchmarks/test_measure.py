"""The measuring: every program in turn, slow ones scaled, different counts refused."""

import re
import shutil
import sys

import pytest

from dtocsim.analysis.bench import CountsDiffer, EnglandTiming, bench_toy, england_table, toy_table
from dtocsim.analysis.bench.england import seconds_per_event
from dtocsim.analysis.bench.measure import Timing, check_counts, output_and_peak
from dtocsim.analysis.bench.toy import Counts, toy_network
from dtocsim.flow.program import compile_network


def test_every_program_is_measured_once_a_round_and_those_by_hand_once_for_all_days() -> None:
    shares: list[float] = []
    timings = bench_toy(2, 3, rounds=2, progress=shares.append)
    names = [timing.name for timing in timings]
    assert names[0] == "compiled engine"
    assert ("C++17" in names) == (shutil.which("g++") is not None)
    assert shares == sorted(shares)
    assert len(shares) == 2 * (len(names) - 2) + 2
    days = {timing.name: (timing.days, timing.scaled) for timing in timings}
    assert days["SimPy, counters"] == days["SimPy, Resource"] == (3, False)
    assert days["reference engine"] == (1, True)
    assert all(timing.seconds > 0 and timing.events > 100 for timing in timings)


def test_programs_that_count_differently_are_refused() -> None:
    some, more = Counts(10, 1, 1, 1), Counts(11, 1, 1, 1)
    with pytest.raises(CountsDiffer, match=re.escape("compiled engine counts 10 events and C++17 11;")):
        check_counts({"compiled engine": some, "C++17": more})


def test_the_table_compares_with_the_compiled_engine() -> None:
    timings = [
        Timing("compiled engine", 2.0, 1000, 365, False, 5_000_000),
        Timing("by hand", 100.0, 50, 10, True, None),
    ]
    rows = toy_table(timings).splitlines()
    assert rows[2] == "| compiled engine | 365 | 2.00 | 1,000 | 500 | 5 | 1.00 |"
    assert rows[3] == "| by hand | 10 | ~100.00 | 50 | 10 |  | 50.00 |"


def test_england_s_table_gives_events_a_second_of_a_later_replication() -> None:
    row = england_table([EnglandTiming(2, 30.0, 20.0, 4000, 3_000_000_000, 1.9)]).splitlines()[2]
    assert row == "| 2 | 30.0 | 20.0 | 4,000 | 200 | 3000 |"


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell")
def test_peak_memory_is_that_of_the_command_not_of_this_process() -> None:
    printed, large = output_and_peak([sys.executable, "-c", "x = b'.' * 200_000_000; print(len(x))"], "")
    _, small = output_and_peak([sys.executable, "-c", "input()"], "text\n")
    assert printed == "200000000"
    assert small < 40_000_000
    assert 200_000_000 < large < 300_000_000


def test_time_for_an_event_is_that_of_the_engine_over_all_networks() -> None:
    networks = [compile_network(toy_network(places, 20)) for places in (1, 2)]
    alone, both = seconds_per_event(networks[1:]), seconds_per_event(networks)
    assert 1e-8 < both < 1e-4
    assert both < 10 * alone
