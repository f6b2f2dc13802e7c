"""What people who stand somewhere at the start bring from before it.

Where a scenario states no situation nobody has a past: everybody comes into the first day anew, and a warm-up
settles the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dtocsim.care.words import REASONS
from dtocsim.flow import Network
from dtocsim.flow.lookup import Attribute, Moment

NOTHING = "nothing"
STAGES = {"A": 0, "B": 1, "H": 2, "G": 3, "O": 5}
"""Order of the tasks of a delay; all other reasons are for what is found, between G and O."""
FOUND_AT = 4
MOMENTS = ("in_bed", "stay", "fit", "delayed", "task", "worked")


@dataclass(frozen=True)
class Past:
    """The attribute and the moments that people stand with.

    Attributes:
        waits_for: the reason for which somebody is delayed at the start; nothing, once that task has begun.
        moments: when the stay in a bed (in_bed), its clinical part (stay), fitness (fit), the declared delay
            (delayed) and the present task (task) began; worked: the start less the working time already
            spent on that task.
    """

    waits_for: Attribute
    moments: Mapping[str, Moment]

    @classmethod
    def declare(cls, network: Network) -> "Past":
        """Declare the attribute and the moments."""
        moments = {name: network.moment(f"{name.replace('_', ' ')} since") for name in MOMENTS}
        return cls(network.attribute("waits at the start for", NOTHING, *REASONS), moments)


def is_done(reason: str, waits_for: str) -> bool:
    """Say whether a task of one reason is done when somebody waits for another."""
    return waits_for != NOTHING and STAGES.get(reason, FOUND_AT) < STAGES.get(waits_for, FOUND_AT)
