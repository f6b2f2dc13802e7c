"""Timings as Markdown tables."""

from collections.abc import Sequence

from dtocsim.analysis.bench.england import EnglandTiming
from dtocsim.analysis.bench.measure import Timing

TOY_HEADER = (
    "| program | days run | seconds | events | events a second | memory, MB | times the compiled engine |",
    "|---|---:|---:|---:|---:|---:|---:|",
)
ENGLAND_HEADER = (
    "| processors | first replication, s | next, s | events | events a second | memory, MB |",
    "|---:|---:|---:|---:|---:|---:|",
)


def toy_table(timings: Sequence[Timing]) -> str:
    """Return the timings of the toy network; a scaled figure carries a tilde."""
    own = timings[0].seconds
    events = timings[0].events
    rows = [
        _row(
            each.name,
            str(each.days),
            f"{'~' if each.scaled else ''}{each.seconds:.2f}",
            f"{each.events:,}",
            f"{events / each.seconds:,.0f}",
            _megabytes(each.peak_bytes),
            f"{each.seconds / own:.2f}",
        )
        for each in timings
    ]
    note = (
        "~ scaled by events from a shorter stretch. Medians, every program once in each round; "
        "those written by hand in SimPy once, after the rounds."
    )
    return "\n".join([*TOY_HEADER, *rows, "", note])


def england_table(timings: Sequence[EnglandTiming]) -> str:
    """Return the timings of England."""
    rows = [
        _row(
            str(each.processors),
            f"{each.first_seconds:.1f}",
            f"{each.next_seconds:.1f}",
            f"{each.events:,}",
            f"{each.events / each.next_seconds:,.0f}",
            _megabytes(each.peak_bytes),
        )
        for each in timings
    ]
    return "\n".join([*ENGLAND_HEADER, *rows])


def _megabytes(peak_bytes: int | None) -> str:
    return "" if peak_bytes is None else f"{peak_bytes / 1e6:.0f}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
