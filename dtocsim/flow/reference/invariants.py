"""What must hold after every event, looked at while a run is debugged."""

from collections import Counter

from dtocsim.flow.parts import Stock
from dtocsim.flow.reference.people import Token
from dtocsim.flow.reference.pools import PoolState
from dtocsim.flow.reference.world import World

AT_A_TIME = 64
"""People counted an event on average: of a crowd, holders are counted only every so many events."""


class Invariants:
    """Looks at a world after its events.

    Every queue is empty, or its head does not fit; whoever waits or searches is there, once; every occupied
    unit has one living holder, and nobody holds, waits or searches who was cancelled or has left.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.looked = self.counted = 0
        self._due = 0

    def look(self) -> None:
        """Look at the world after an event.

        Raises:
            AssertionError: if something does not hold.
        """
        self.looked += 1
        for pool in self.world.pools.values():
            assert not pool.head_can_go(), f"{self._at(pool)}: the head of the queue fits, but waits"
        self._due -= AT_A_TIME
        if self._due <= 0:
            self._due = len(self.world.present)
            self.count()

    def count(self) -> None:
        """Look at everybody who waits, searches or holds."""
        self.counted += 1
        here = set(self._everybody())
        held: Counter[PoolState] = Counter()
        for person in {token.person for token in here}:
            for kept in person.kept:
                assert kept.owner in here, f"{kept.label}: held by somebody who is gone"
                if kept.pool is not None:
                    held[kept.pool] += kept.amount
        for pool in self.world.pools.values():
            if not isinstance(pool.pool, Stock):
                found = f"{pool.occupied} units occupied, {held[pool]} held"
                assert pool.occupied == held[pool], f"{self._at(pool)}: {found}"
            self._look_at_lines(pool, here)

    def _look_at_lines(self, pool: PoolState, here: set[Token]) -> None:
        """Look at the queue of a pool and at those who search in it."""
        waiting = [request.token for request in pool.queue]
        searching = [searcher.token for searcher in pool.searchers]
        for line, name in ((waiting, "waits"), (searching, "searches")):
            assert here.issuperset(line), f"{self._at(pool)}: somebody {name} who is gone"
            assert len(line) == len(set(line)), f"{self._at(pool)}: somebody {name} twice"
        assert all(request.token.request is request for request in pool.queue), f"{self._at(pool)}: forgotten"
        assert all(searcher.token.searcher is searcher for searcher in pool.searchers), (
            f"{self._at(pool)}: forgotten"
        )

    def _everybody(self) -> list[Token]:
        """Return the tokens of all who are there, with their tasks."""
        everybody = list(self.world.present)
        for token in everybody:
            everybody.extend(token.children)
        return everybody

    def _at(self, pool: PoolState) -> str:
        return f"tick {self.world.now}, {pool.pool.name}"
