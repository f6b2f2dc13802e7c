"""One component during a run: time, pools, tallies, log."""

from dtocsim.flow.journey_steps import Step
from dtocsim.flow.kernel.layout import MOST_STEPS, NONE, STUCK_TEXT
from dtocsim.flow.log import EventType, LogName
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.network import Network
from dtocsim.flow.reference.events import CLOCK, OrderedEnvironment
from dtocsim.flow.reference.kept import Keeper
from dtocsim.flow.reference.people import ClockWon, Token
from dtocsim.flow.reference.pools import PoolState, Searcher, Settling
from dtocsim.flow.reference.recording import LogBook, Recorder
from dtocsim.flow.reference.values import Values


class World(Values):
    """One component during a run: time, pools, tallies, log."""

    def __init__(
        self, network: Network, recorder: Recorder, log: LogBook | None, ledger: bool = False
    ) -> None:
        super().__init__(network, recorder, ledger)
        self.log = log
        self.environment = OrderedEnvironment(network.first_tick)
        self.pools = {pool: PoolState(pool, self.environment, recorder) for pool in network.pools}
        self.settling = Settling()
        self.events = self.arrived = self.left = 0
        self.tick, self.steps = self.now, 0
        self.present: dict[Token, None] = {}

    def count_step(self, token: Token, step: Step) -> None:
        """Count the steps of this tick; NetworkError if time stands still."""
        if self.tick != self.now:
            self.tick, self.steps = self.now, 0
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise NetworkError(f"{token.journey.name}: {step.name}: {STUCK_TEXT}")

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
        self, token: Keeper, event: str, kind: EventType = EventType.STEP, pool: PoolState | None = None
    ) -> None:
        """Write one line of the event log."""
        if self.log is not None:
            number, occupied = (NONE, 0) if pool is None else (pool.pool.index, pool.occupied)
            name = LogName(token.journey.name, event, kind)
            self.log.write((self.now, token.order, token.person.order, occupied), name, number)
