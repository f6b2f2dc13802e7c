"""What a step needs to know: values looked up by attribute or day, random draws, durations in ticks."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.draws import draw, name_hash
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_steps import Hold
from dtocsim.flow.lookup import Attribute, Lookup
from dtocsim.flow.network import Network
from dtocsim.flow.quantiles import DAY, FOREVER, Row, remaining_ticks, ticks
from dtocsim.flow.tables import residual

if TYPE_CHECKING:
    from dtocsim.flow.reference.people import Token
    from dtocsim.flow.reference.recording import Recorder


def look(network: Network, attributes: list[int], lookup: Lookup[Any], now: int) -> Any:
    """Return the entry of a lookup that applies to somebody with these attributes today."""
    position = 0
    for source, stride in zip(lookup.sources, lookup.strides, strict=True):
        today = (now - network.first_tick) // DAY
        code = attributes[source.index] if isinstance(source, Attribute) else int(source.by_day[today])
        position += code * stride
    return lookup.values[position]


class Values:
    """Draws and durations during a run."""

    def __init__(self, network: Network, recorder: "Recorder", ledger: bool) -> None:
        self.network, self.recorder = network, recorder
        self.ledger: set[tuple[int, str, int]] | None = set() if ledger else None
        self._purposes: dict[str, np.uint64] = {}
        self._rows: dict[int, tuple[Row, NDArray[np.float64]]] = {}

    @property
    def now(self) -> int:
        """The current tick."""
        return self.recorder.now

    def after(self, lasts: int) -> int:
        """Return the tick at which a duration that begins now ends."""
        return FOREVER if lasts >= FOREVER else self.now + lasts

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
        self, token: "Token", lookup: Lookup[Duration], purpose: str, remaining: bool = False
    ) -> int:
        """Draw a duration, or (remaining) what an initial person still has of it."""
        duration = token.person.value(self.network, lookup, self.now)
        key = 2 * id(duration) + remaining
        if key not in self._rows:
            row = (residual(duration) if remaining else duration).row()
            self._rows[key] = (row, np.asarray([*row.table, 0.0]))
        row, table = self._rows[key]
        return int(ticks(row.kind, row.a, row.b, 0, len(row.table), table, token.draw(purpose)))

    def draw_remaining_ticks(self, token: "Token", step: Hold, purpose: str) -> int:
        """Draw what remains of a hold that may have begun earlier; of one that begins now, all of it."""
        elapsed = self.now - token.since(step.since)
        if elapsed == 0:
            return self.draw_ticks(token, step.duration, purpose)
        row = token.person.value(self.network, step.duration, self.now).row()
        table = np.asarray([*row.table, 0.0])
        u = token.draw(purpose)
        return int(remaining_ticks(row.kind, row.a, row.b, 0, len(row.table), table, u, elapsed))
