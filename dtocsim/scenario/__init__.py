"""Scenario files: YAML in, one frozen and completely resolved scenario out.

>>> from dtocsim.scenario import load_evidence
>>> load_evidence()["after.readmission_30_days_share"].value
0.138
"""

from .evidence import Evidence, load_evidence, load_sources
from .loading import load, load_resolved
from .model import Scenario
from .problems import Place, Problem, ScenarioError

__all__ = [
    "Evidence",
    "Place",
    "Problem",
    "Scenario",
    "ScenarioError",
    "load",
    "load_evidence",
    "load_resolved",
    "load_sources",
]
