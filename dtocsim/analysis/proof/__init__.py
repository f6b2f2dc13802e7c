"""Proof against theory: small networks whose outcomes are known exactly, run and compared."""

from dtocsim.analysis.proof.case import Case, Model, Quantity
from dtocsim.analysis.proof.cases import CASES, select
from dtocsim.analysis.proof.runner import BrokenInvariant, Finding, prove, run_case
from dtocsim.analysis.proof.table import check_file, table, write_table

__all__ = [
    "CASES",
    "BrokenInvariant",
    "Case",
    "Finding",
    "Model",
    "Quantity",
    "check_file",
    "prove",
    "run_case",
    "select",
    "table",
    "write_table",
]
