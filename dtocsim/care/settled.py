"""What the flows of England settle to, and where that is kept, since it takes half a second to find.

Its key names everything that decides it: the scenario, the tables as they were read, and the model's sources.
"""

import json
from dataclasses import asdict, dataclass

from dtocsim.flow.kept import Kept

_FOLDER = Kept("settled", most=64)
"""A sweep over people or occupancy has new flows at every point."""


@dataclass(frozen=True)
class Settled:
    """Flows, delays and factors after the last round.

    Attributes:
        scale: emergency admissions of England, relative to what the hospitals' beds leave room for.
        scales, levels: national figures round by round; see `Expectations`.
        factors: how long delays last in each place, relative to England.
        supply: share of wishes for care that can be met, by place and need.
        own_share: share of emergency admissions of people who are not in care, by place and age band.
        community_factor: by system, how often people leave hospital for a community bed, relative to England.
        everywhere: emergency admissions a day in all of England.
    """

    scale: float
    scales: list[float]
    levels: list[float]
    factors: dict[str, float]
    supply: dict[str, dict[str, float]]
    own_share: dict[str, list[float]]
    community_factor: dict[str, float]
    everywhere: float


def kept(key: str) -> Settled | None:
    """Return what was kept under a key, if anything."""
    content = _FOLDER.read(key)
    return None if content is None else Settled(**json.loads(content))


def keep(key: str, settled: Settled) -> None:
    """Keep it for later programs."""
    _FOLDER.write(key, json.dumps(asdict(settled)).encode())
