"""One component during a run: time, pools, tallies, log."""

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.draws import draw, name_hash
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_steps import Hold, Step
from dtocsim.flow.kernel.layout import MOST_STEPS, NONE, STUCK_TEXT
from dtocsim.flow.log import EventType, LogName
from dtocsim.flow.lookup import Lookup, NetworkError
from dtocsim.flow.network import Network
from dtocsim.flow.quantiles import FOREVER, Row, remaining_ticks, ticks
from dtocsim.flow.reference.events import CLOCK, OrderedEnvironment
from dtocsim.flow.reference.people import ClockWon, Token
from dtocsim.flow.reference.pools import PoolState, Searcher, Settling
from dtocsim.flow.reference.recording import LogBook, Recorder
from dtocsim.flow.tables import residual


class World:
    """One component during a run: time, pools, tallies, log."""

    def __init__(
        self, network: Network, recorder: Recorder, log: LogBook | None, ledger: bool = False
    ) -> None:
        self.network, self.recorder, self.log = network, recorder, log
        self.environment = OrderedEnvironment(network.first_tick)
        self.pools = {pool: PoolState(pool, self.environment, recorder) for pool in network.pools}
        self.settling = Settling()
        self.events = self.arrived = self.left = 0
        self.tick, self.steps = self.now, 0
        self.present: dict[Token, None] = {}
        self._purposes: dict[str, np.uint64] = {}
        self.ledger: set[tuple[int, str, int]] | None = set() if ledger else None
        self._rows: dict[int, tuple[Row, NDArray[np.float64]]] = {}

    @property
    def now(self) -> int:
        """The current tick."""
        return self.recorder.now

    def after(self, lasts: int) -> int:
        """Return the tick at which a duration that begins now ends."""
        return FOREVER if lasts >= FOREVER else self.now + lasts

    def count_step(self, token: Token, step: Step) -> None:
        """Count the steps of this tick; NetworkError if time stands still."""
        if self.tick != self.now:
            self.tick, self.steps = self.now, 0
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise NetworkError(f"{token.journey.name}: {step.name}: {STUCK_TEXT}")

    def draw(self, key: np.uint64, purpose: str, visit: int) -> float:
        """Return the draw of a key for a purpose; with a ledger, AssertionError if it was drawn before."""
        if self.ledger is not None:
            entry = (int(key), purpose, visit)
            assert entry not in self.ledger, f"drawn twice: key {entry[0]}, {purpose!r}, visit {visit}"
            self.ledger.add(entry)
        return draw(key, self.purpose(purpose), visit)

    def purpose(self, name: str) -> np.uint64:
        """Return the number that stands for a purpose."""
        if name not in self._purposes:
            self._purposes[name] = name_hash(name)
        return self._purposes[name]

    def draw_ticks(
        self, token: Token, lookup: Lookup[Duration], purpose: str, remaining: bool = False
    ) -> int:
        """Draw a duration, or (remaining) what an initial person still has of it."""
        duration = token.person.value(self.network, lookup, self.now)
        key = 2 * id(duration) + remaining
        if key not in self._rows:
            row = (residual(duration) if remaining else duration).row()
            self._rows[key] = (row, np.asarray([*row.table, 0.0]))
        row, table = self._rows[key]
        return int(ticks(row.kind, row.a, row.b, 0, len(row.table), table, token.draw(purpose)))

    def draw_remaining_ticks(self, token: Token, step: Hold, purpose: str) -> int:
        """Draw what remains of a hold that may have begun earlier; of one that begins now, all of it."""
        elapsed = self.now - token.since(step.since)
        if elapsed == 0:
            return self.draw_ticks(token, step.duration, purpose)
        row = token.person.value(self.network, step.duration, self.now).row()
        table = np.asarray([*row.table, 0.0])
        u = token.draw(purpose)
        return int(remaining_ticks(row.kind, row.a, row.b, 0, len(row.table), table, u, elapsed))

    def schedule_clock(self, token: Token, due: int) -> None:
        """Plan the moment at which a clock may win."""
        self.environment.schedule_at(due, CLOCK, token.order, lambda: self._clock_ends(token))

    def _clock_ends(self, token: Token) -> None:
        level = None if token.gone else token.earliest_clock()
        if level is None or level.due != self.now or level.clock is None:
            return
        self.events += 1
        self.write(token, level.clock.name)
        token.cancel_level(level)
        token.go_on(ClockWon(level))

    def pool_of_searcher(self, searcher: Searcher) -> PoolState:
        """Return the pool somebody searches in."""
        return next(pool for pool in self.pools.values() if searcher in pool.searchers)

    def write(
        self, token: Token, event: str, kind: EventType = EventType.STEP, pool: PoolState | None = None
    ) -> None:
        """Write one line of the event log."""
        if self.log is not None:
            number, occupied = (NONE, 0) if pool is None else (pool.pool.index, pool.occupied)
            name = LogName(token.journey.name, event, kind)
            self.log.write((self.now, token.order, token.person.order, occupied), name, number)
