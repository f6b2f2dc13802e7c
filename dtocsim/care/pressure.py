"""Pressure: whether a patient's hospital is full now, which shortens stays and makes for worse ends of them.

Where a scenario says that hospitals respond to pressure in no way nobody asks, and nothing is written.
"""

from math import ceil

from dtocsim.care.beds import EMERGENCY_QUEUES
from dtocsim.care.model import PlaceModel
from dtocsim.care.words import MORE_INTENSE
from dtocsim.flow import AT_ONCE
from dtocsim.flow.journey_steps import Shares
from dtocsim.scenario import Scenario

LAST_IN_QUEUE = EMERGENCY_QUEUES + 1
"""Whoever only asks stands behind all who need a bed, and is not counted among their waits."""


def note_pressure(model: PlaceModel, name: str) -> None:
    """Note whether so many beds of a patient's hospital are free that it is under no pressure.

    Args:
        name: of this place in the journey, unique.
    """
    journey, people = model.journey, model.people
    if (pressed := people.pressed) is None:
        return
    spare, label = 1 - model.scenario.pressure.occupancy_threshold, f"{name}: beds to spare"
    wanted = [max(1, ceil(spare * pool.capacity)) for pool in model.pools.acute]
    journey.set(pressed, "no")
    # Whoever stands behind this at the start has passed it by, because it is an arm: she holds no spare beds.
    with journey.branch(f"{name}: asked", pressed) as asked, asked("no"):
        # To take them and give them back at once tells whether they are there, and keeps nobody waiting.
        journey.seize(
            model.by_hospital(model.pools.acute, None),
            amount=model.by_hospital(wanted, 1),
            label=label,
            name=label,
            priority=LAST_IN_QUEUE,
            patience=AT_ONCE,
        )
        with journey.otherwise():
            journey.set(pressed, "yes")
        with journey.branch(f"{name}: under pressure", pressed) as to, to("no"):
            journey.release(label)


def need_more_under_pressure(model: PlaceModel) -> None:
    """Give some of those who are fit under pressure the next more intense pathway than they need."""
    journey, people = model.journey, model.people
    if (pressed := people.pressed) is None:
        return
    with (
        journey.branch("need under pressure", pressed) as under,
        under("yes"),
        journey.branch("more than is needed", model.dated(_more)) as to,
        to("yes"),
        journey.branch("instead of", people.need) as needed,
    ):
        for less, more in MORE_INTENSE.items():
            with needed(less):
                journey.set(people.need, more)


def _more(now: Scenario) -> Shares:
    share = now.pressure.more_intense_share
    return {"yes": share, "no": 1 - share}
