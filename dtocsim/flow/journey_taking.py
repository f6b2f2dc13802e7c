"""Steps that take something and give it back: seize, consume, search, release."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from dtocsim.flow import accept
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_base import JourneyBase
from dtocsim.flow.journey_steps import Block, Release, Search, Seize
from dtocsim.flow.lookup import By, Lookup, Moment, NetworkError
from dtocsim.flow.parts import Pool

MOST_POOLS = 32
"""Pools that one seize may name; the compiled engine reserves memory for so many queue entries a step."""
PRIORITIES = 8
"""Classes of a queue."""


class Taking(JourneyBase):
    """The part of the builder that takes and gives back."""

    def seize(
        self,
        *pools: "Pool | By[Pool | None]",
        amount: int = 1,
        label: str | None = None,
        name: str | None = None,
        priority: int = 0,
        together: bool = False,
        patience: "Duration | By[Duration] | None" = None,
        since: Moment | None = None,
    ) -> Self:
        """Take `amount` units; wait if there are none.

        Args:
            pools: in order of preference: the first with room is taken, else the person waits for whichever
                is free first; with `together`, all of them at the same instant.
            label: what `release` will call it; by default the name of the first pool, or the step's name.
            priority: class in the queue, 0 is served first.
            patience: how long the person waits before she goes the way described by `otherwise`.
            since: when the wait began, if in the past.
        """
        return self._seize(pools, amount, label, name, priority, together, False, patience, since)

    def consume(self, stock: "Pool | By[Pool | None]", amount: int = 1, name: str | None = None) -> Self:
        """Use up `amount` units of a stock for good.

        Wait for a top-up (a later, higher capacity) if there are none.
        """
        return self._seize((stock,), amount, None, name, 0, False, True, None, None)

    def _seize(
        self,
        pools: tuple[Any, ...],
        amount: int,
        label: str | None,
        name: str | None,
        priority: int,
        together: bool,
        consume: bool,
        patience: Any,
        since: Moment | None,
    ) -> Self:
        first = pools[0].name if pools and isinstance(pools[0], Pool) else None
        title = name or (f"seize {first}" if first else None)
        if not pools:
            raise NetworkError(f"{self.where(title or 'seize')}: nothing to take is named")
        if title is None:
            raise NetworkError(f"journey {self.name!r}: a seize of pools chosen by attribute needs a name")
        where = self.where(title)
        if not accept.AMOUNT.fits(amount) or not 0 <= priority < PRIORITIES:
            raise NetworkError(f"{where}: amount must be 1 or more, priority 0 to {PRIORITIES - 1}")
        lookups = tuple(self.network.pool_lookup(pool, where) for pool in pools)
        _check_pools(lookups, together, where)
        lasts = None if patience is None else self.network.lookup(patience, accept.DURATION, where)
        self.claim(title)
        if lasts is not None:
            self.claim(f"{title}: patience")
        return self.add(
            Seize(
                title, lookups, amount, label or first or title, priority, together, consume,
                lasts, Block(), self.moment(since, where),
            )
        )  # fmt: skip

    @contextmanager
    def otherwise(self) -> Iterator[None]:
        """Describe what happens when the seize just written finds no room or runs out of patience."""
        last = self.last_step
        if not isinstance(last, Seize):
            raise NetworkError(f"journey {self.name!r}: otherwise() must follow a seize")
        with self.inside(last.otherwise):
            yield

    def search(
        self,
        name: str,
        pool: "Pool | By[Pool | None]",
        multiplier: "float | By[float]" = 1.0,
        label: str | None = None,
        since: Moment | None = None,
    ) -> Self:
        """Look for a place, `multiplier` times as fast as the pool's rule says, and take it when found."""
        where = self.where(name)
        found = self.network.pool_lookup(pool, where)
        faster = self.network.lookup(multiplier, accept.NUMBER, where)
        label = label or (pool.name if isinstance(pool, Pool) else name)
        return self.add(Search(self.claim(name), found, faster, label, self.moment(since, where)))

    def release(self, what: Pool | str) -> Self:
        """Give back what was seized last under this label or from this pool."""
        label = what if isinstance(what, str) else self.network.mine(Pool, what, self.where("release")).name
        return self.add(Release("release", label))


def _check_pools(lookups: tuple[Lookup[Pool | None], ...], together: bool, where: str) -> None:
    if len(lookups) > MOST_POOLS:
        raise NetworkError(f"{where}: at most {MOST_POOLS} pools, found {len(lookups)}")
    sets = [{pool for pool in lookup.values if pool is not None} for lookup in lookups]
    if together and sum(map(len, sets)) > len(set().union(*sets)):
        raise NetworkError(f"{where}: what is taken together must name a pool only once")
