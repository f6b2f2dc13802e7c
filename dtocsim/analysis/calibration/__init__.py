"""Calibration by history matching: which parameter sets reproduce published figures, and which comes nearest.

The method is in `history` and the files it imports; it knows points, goals and a function that simulates, and
nothing of care.
"""

from .goal import Found, Goal, chance
from .history import Outcome, Settings, match
from .identification import Identified, identify
from .space import Parameter

__all__ = ["Found", "Goal", "Identified", "Outcome", "Parameter", "Settings", "chance", "identify", "match"]
