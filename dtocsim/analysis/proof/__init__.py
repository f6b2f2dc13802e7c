"""Proof against theory: small networks whose outcomes are known exactly, run and compared."""

from dtocsim.analysis.proof.case import Case, Model, Quantity
from dtocsim.analysis.proof.cases import CASES, select
from dtocsim.analysis.proof.runner import BrokenInvariant, Finding, run_case
from dtocsim.analysis.proof.table import table

__all__ = ["CASES", "BrokenInvariant", "Case", "Finding", "Model", "Quantity", "run_case", "select", "table"]
