"""Calibration by history matching: which parameter sets reproduce published figures, and which comes nearest.

The method is in `history` and the files it imports; it knows points, goals and a function that simulates, and
nothing of care. `calibration` applies it to a scenario, `files` goes from files to files.
"""

from .calibration import Calibration, calibrate
from .files import Finished, Wanted, calibrate_files
from .goal import Found, Goal, chance
from .history import Outcome, Settings, match
from .identification import Identified, identify
from .space import Parameter

__all__ = [
    "Calibration",
    "Finished",
    "Found",
    "Goal",
    "Identified",
    "Outcome",
    "Parameter",
    "Settings",
    "Wanted",
    "calibrate",
    "calibrate_files",
    "chance",
    "identify",
    "match",
]
