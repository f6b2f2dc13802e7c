"""How much of a capacity is needed for a goal: a search on the same people, with an interval."""

from dtocsim.analysis.sizing.capacities import CAPACITIES, Capacity, read_mix
from dtocsim.analysis.sizing.goal import Goal, read_goal
from dtocsim.analysis.sizing.size import Sizing, Step, size

__all__ = ["CAPACITIES", "Capacity", "Goal", "Sizing", "Step", "read_goal", "read_mix", "size"]
