"""What was measured beside what was aimed at, as a Markdown table."""

from collections.abc import Sequence
from dataclasses import dataclass

from dtocsim.analysis.bench.england import EnglandTiming
from dtocsim.analysis.bench.growth import Growth
from dtocsim.analysis.bench.measure import Timing
from dtocsim.analysis.bench.start import StartTiming
from dtocsim.analysis.bench.system import REPLICATIONS, SYSTEM, THREADS, SystemTiming


@dataclass(frozen=True)
class Target:
    """A figure and what it should be: at most, or (`least`) at least, so much."""

    what: str
    found: float
    target: float
    least: bool = False

    @property
    def met(self) -> bool:
        """Whether the figure is as good as aimed at."""
        return self.found >= self.target if self.least else self.found <= self.target


def toy_targets(timings: Sequence[Timing]) -> list[Target]:
    """Return the targets of the toy network."""
    seconds = {timing.name: timing.seconds for timing in timings}
    own = timings[0]
    wanted = (("SimPy, counters", 50.0), ("SimPy, Resource", 200.0))
    found = [
        Target(f"times as fast as {name}", seconds[name] / own.seconds, times, True) for name, times in wanted
    ]
    if "C++17" in seconds:
        found.append(Target("time relative to C++", own.seconds / seconds["C++17"], 1.5))
    if own.peak_bytes is not None:
        found.append(Target("memory of the toy network, MB", own.peak_bytes / 1e6, 400.0))
    return found


def england_targets(timings: Sequence[EnglandTiming]) -> list[Target]:
    """Return the targets of England; one processor first."""
    one = timings[0]
    found = [Target("time of the engine for an event, relative to the toy network", one.relative, 2.0)]
    if one.peak_bytes is not None:
        found.append(Target("memory of England, MB", one.peak_bytes / 1e6, 4096.0))
    if len(timings) > 1:
        faster = one.next_seconds / timings[1].next_seconds
        found.append(Target("times as fast on two processors", faster, 1.8, True))
    return found


def system_targets(timing: SystemTiming) -> list[Target]:
    """Return the targets of one system."""
    return [
        Target(f"{SYSTEM}: first replication of a changed scenario, s", timing.first_seconds, 0.3),
        Target(f"{SYSTEM}: {REPLICATIONS} replications on {THREADS} threads, s", timing.twenty_seconds, 5.0),
    ]


def growth_targets(found: Sequence[Growth]) -> list[Target]:
    """Return the targets of growth."""
    return [Target(f"slope of time with {growth.name}", growth.slope, 1.1) for growth in found]


def start_targets(timing: StartTiming) -> list[Target]:
    """Return the targets of starting."""
    return [
        Target("first start with compilation, processor seconds", timing.first_seconds, 20.0),
        Target("later start to the end of a first small run, processor seconds", timing.later_seconds, 1.5),
    ]


def targets_table(targets: Sequence[Target]) -> str:
    """Return one row a target."""
    rows = [
        f"| {each.what} | {each.found:.2f} | {'at least' if each.least else 'at most'} {each.target:g} "
        f"| {'yes' if each.met else 'no'} |"
        for each in targets
    ]
    return "\n".join(["| what | found | target | met |", "|---|---:|---|---|", *rows])
