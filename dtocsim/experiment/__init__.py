"""Replications of a scenario, what they say together, and the folder that keeps them."""

from typing import TYPE_CHECKING

from dtocsim.later import later

if TYPE_CHECKING:
    from dtocsim.experiment.breakdown import Breakdown, break_down
    from dtocsim.experiment.comparing import compare
    from dtocsim.experiment.comparison import Change, Comparison, Rank
    from dtocsim.experiment.comparison_store import read_comparison, write_comparison
    from dtocsim.experiment.ensemble import Ensemble, read_ensemble
    from dtocsim.experiment.ensemble_result import EnsembleResult, Range
    from dtocsim.experiment.ensemble_runs import EnsembleRuns, run_ensemble
    from dtocsim.experiment.ensemble_store import read_ensemble_result, write_ensemble_result
    from dtocsim.experiment.event_log import check_log_area, write_event_log
    from dtocsim.experiment.executor import ClusterError
    from dtocsim.experiment.exporting import export
    from dtocsim.experiment.folder import ResultError, check_target, write_folder
    from dtocsim.experiment.held import compare_holdings, values_of
    from dtocsim.experiment.listing import Holding, chosen, holdings
    from dtocsim.experiment.piece_store import FolderStore, MemoryStore, Store
    from dtocsim.experiment.precision import Look, Target, read_target
    from dtocsim.experiment.resources import Resources
    from dtocsim.experiment.result import Manifest, MeasureSummary, Result
    from dtocsim.experiment.runner import run
    from dtocsim.experiment.runs import Runs, check_measures
    from dtocsim.experiment.statistics import interval
    from dtocsim.experiment.store import read_result, write_result
    from dtocsim.experiment.tables import frame
    from dtocsim.experiment.where import Where, locate

__all__ = [
    "Breakdown",
    "Change",
    "ClusterError",
    "Comparison",
    "Ensemble",
    "EnsembleResult",
    "EnsembleRuns",
    "FolderStore",
    "Holding",
    "Look",
    "Manifest",
    "MeasureSummary",
    "MemoryStore",
    "Range",
    "Rank",
    "Resources",
    "Result",
    "ResultError",
    "Runs",
    "Store",
    "Target",
    "Where",
    "break_down",
    "check_log_area",
    "check_measures",
    "check_target",
    "chosen",
    "compare",
    "compare_holdings",
    "export",
    "frame",
    "holdings",
    "interval",
    "locate",
    "read_comparison",
    "read_ensemble",
    "read_ensemble_result",
    "read_result",
    "read_target",
    "run",
    "run_ensemble",
    "values_of",
    "write_changed_people",
    "write_comparison",
    "write_ensemble_result",
    "write_event_log",
    "write_folder",
    "write_result",
]

__getattr__ = later(
    __name__,
    {
        "breakdown": ("Breakdown", "break_down"),
        "comparing": ("compare",),
        "comparison": ("Change", "Comparison", "Rank"),
        "comparison_store": ("read_comparison", "write_comparison"),
        "ensemble": ("Ensemble", "read_ensemble"),
        "ensemble_result": ("EnsembleResult", "Range"),
        "ensemble_runs": ("EnsembleRuns", "run_ensemble"),
        "ensemble_store": ("read_ensemble_result", "write_ensemble_result"),
        "event_log": ("check_log_area", "write_event_log"),
        "executor": ("ClusterError",),
        "exporting": ("export",),
        "folder": ("ResultError", "check_target", "write_folder"),
        "held": ("compare_holdings", "values_of"),
        "listing": ("Holding", "chosen", "holdings"),
        "people": ("write_changed_people",),
        "piece_store": ("FolderStore", "MemoryStore", "Store"),
        "precision": ("Look", "Target", "read_target"),
        "resources": ("Resources",),
        "result": ("Manifest", "MeasureSummary", "Result"),
        "runner": ("run",),
        "runs": ("Runs", "check_measures"),
        "statistics": ("interval",),
        "store": ("read_result", "write_result"),
        "tables": ("frame",),
        "where": ("Where", "locate"),
    },
)
