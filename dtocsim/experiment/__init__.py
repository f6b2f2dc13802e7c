"""Replications of a scenario, what they say together, and the folder that keeps them."""

from dtocsim.experiment.executor import ClusterError
from dtocsim.experiment.folder import ResultError, check_target
from dtocsim.experiment.piece_store import FolderStore, MemoryStore, Store
from dtocsim.experiment.result import Manifest, MeasureSummary, Result
from dtocsim.experiment.runner import run
from dtocsim.experiment.store import read_result, write_result

__all__ = [
    "ClusterError",
    "FolderStore",
    "Manifest",
    "MeasureSummary",
    "MemoryStore",
    "Result",
    "ResultError",
    "Store",
    "check_target",
    "read_result",
    "run",
    "write_result",
]
