"""Steps that take something and give it back: seize, consume, search, release."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from dtocsim.flow import accept
from dtocsim.flow.durations import Constant, Duration
from dtocsim.flow.journey_base import JourneyBase
from dtocsim.flow.journey_steps import Block, Release, Search, Seize
from dtocsim.flow.lookup import By, Lookup, Moment, NetworkError
from dtocsim.flow.parts import Pool, Stock

MOST_POOLS = 32
"""Pools that one seize may name; the compiled engine reserves memory for so many queue entries a step."""
PRIORITIES = 8
"""Classes of a queue."""
AT_ONCE = Constant(0)
"""The patience of those who get what they want in this instant or never."""


class Taking(JourneyBase):
    """The part of the builder that takes and gives back."""

    def seize(
        self,
        *pools: "Pool | By[Pool | None]",
        amount: "int | By[int]" = 1,
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
        title = self._title("seize", pools, name)
        where = self.where(title)
        lookups = tuple(self.network.pool_lookup(pool, where) for pool in pools)
        _check_pools(lookups, together, where)
        first = pools[0].name if isinstance(pools[0], Pool) else title
        return self._take(title, lookups, amount, label or first, priority, together, False, patience, since)

    def consume(
        self,
        stock: "Stock | By[Stock | None]",
        amount: "int | By[int]" = 1,
        name: str | None = None,
        *,
        priority: int = 0,
        patience: "Duration | By[Duration] | None" = None,
    ) -> Self:
        """Use up `amount` units of a stock for good; wait for a top-up if there are not enough.

            work.consume(grants, 5_000, patience=AT_ONCE)
            with work.otherwise():
                work.hold("means test", Lognormal(60, 30))

        Args:
            priority: class in the queue, 0 is served first; nobody overtakes, even to take less.
            patience: how long the person waits before she goes the way described by `otherwise`; `AT_ONCE` is
                not at all.
        """
        title = self._title("consume", (stock,), name)
        lookup = self.network.pool_lookup(stock, self.where(title), consume=True)
        return self._take(title, (lookup,), amount, title, priority, False, True, patience, None)

    def _title(self, verb: str, pools: tuple[Any, ...], name: str | None) -> str:
        """Return the name of a step: as given, or made from the first pool."""
        if not pools:
            raise NetworkError(f"{self.where(name or verb)}: nothing to take is named")
        if name is None and isinstance(pools[0], By):
            raise NetworkError(f"journey {self.name!r}: a {verb} by attribute needs a name")
        return name if name is not None else f"{verb} {getattr(pools[0], 'name', pools[0])}"

    def _take(
        self,
        title: str,
        pools: tuple[Lookup[Pool | None], ...],
        amount: Any,
        label: str,
        priority: int,
        together: bool,
        consume: bool,
        patience: Any,
        since: Moment | None,
    ) -> Self:
        where = self.where(title)
        units = self.network.lookup(amount, accept.AMOUNT, where)
        if priority not in range(PRIORITIES):
            raise NetworkError(f"{where}: priority must be 0 to {PRIORITIES - 1}, found {priority!r}")
        lasts = None if patience is None else self.network.lookup(patience, accept.DURATION, where)
        self.claim(title)
        if lasts is not None:
            self.claim(f"{title}: patience")
        past = self.moment(since, where)
        return self.add(Seize(title, pools, units, label, priority, together, consume, lasts, Block(), past))

    @contextmanager
    def otherwise(self) -> Iterator[None]:
        """Describe what happens when the seize or consume just written finds no room, or patience ends."""
        last = self.last_step
        if not isinstance(last, Seize):
            raise NetworkError(f"journey {self.name!r}: otherwise() must follow a seize or consume")
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
