"""Pieces that several proof networks share."""

from dtocsim.analysis.proof.case import share_of
from dtocsim.flow import Census, Counter, Pool
from dtocsim.flow.durations import Constant
from dtocsim.flow.journey import Journey
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.replications import Measure
from dtocsim.flow.tally import Tally


def seize_and_count(journey: Journey, pool: Pool, waits: Counter) -> None:
    """Take a place, and count those who do not get one in the instant they ask; they wait."""
    journey.seize(pool, patience=Constant(0))
    with journey.otherwise():
        journey.count(waits).seize(pool, name=f"wait for {pool.name}")


def total(tally: Tally, counter: Counter) -> int:
    """Return all events of a counter in the recorded days."""
    return int(tally.counter(counter).sum())


def share(part: Counter, whole: Counter) -> Measure:
    """Measure one count as a share of another."""
    return lambda tally: share_of(total(tally, part), total(tally, whole))


def wait_each(pool: Pool, people: Counter) -> Measure:
    """Measure the mean wait for a pool, in days, of each of the people counted."""
    return lambda tally: share_of(tally.pool(pool).waited_ticks / DAY, total(tally, people))


def occupied(pool: Pool) -> Measure:
    """Measure the mean number of places occupied."""
    return lambda tally: tally.pool(pool).mean_occupied


def waiting(pool: Pool) -> Measure:
    """Measure the mean number who wait."""
    return lambda tally: tally.pool(pool).mean_waiting


def in_system(pool: Pool) -> Measure:
    """Measure the mean number who occupy or wait."""
    return lambda tally: tally.pool(pool).mean_occupied + tally.pool(pool).mean_waiting


def counted(census: Census, cell: int) -> Measure:
    """Measure the mean midnight count of a census among people with one value of its attribute."""
    return lambda tally: float(tally.census(census)[0, cell].sum(axis=0).mean())


def at_midnight(pool: Pool, first: int, every: int | None = None) -> Measure:
    """Measure occupancy at one midnight, or the mean of it and of each `every` midnights later."""
    days = slice(first, None, every) if every else slice(first, first + 1)
    return lambda tally: float(tally.pool(pool).occupied_at_midnight[days].mean())
