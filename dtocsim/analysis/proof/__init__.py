"""Proof against theory: small networks whose outcomes are known exactly, run and compared.

Where each subject is proven. Rows of `dtocsim prove` run in short in tests/proof/test_cases.py; every
replication of every row is also held to the laws of P12 that hold exactly (`runner.broken_laws`), and a
broken one stops it.

| subject | rows | tests besides |
|---|---|---|
| P1 waiting list, M/M/c; four units merged | P1.1-P1.6 | |
| P2 losses, M/G/c/c, whatever the stays | P2.1-P2.12 | |
| P3 variability of stay, M/G/1 | P3.1-P3.4 | |
| P4 leaving the queue, M/M/c+M | P4.1, P4.2 | |
| P5 the bed held for care: B1, B2, B3, B5 | P5.1-P5.4 | |
| P6 stroke service | P6.1 | |
| P7 unlimited care, unlimited beds, full at the start | P7.1-P7.3 | |
| P7 Little, conservation, never above capacity | | tests/proof/test_laws.py, tests/flow/test_compiled.py |
| P7 schemes of no strength | | tests/care/schemes/test_steps.py, tests/care/schemes/test_forces.py |
| P8 overload: growth a day | P8.1 | |
| P8 no steady state is told | | tests/care/test_overload.py |
| P9 release, arrival, patience and capacity in one tick, by hand | | tests/flow/kernel/test_pools.py |
| P9 random networks full of ties, equal engines | | tests/flow/test_engines_equal.py |
| P9 order of declaration | | tests/proof/test_sameness.py, tests/flow/test_compiled.py |
| P10 prefix, slices, part, memory that grows | | tests/proof/test_sameness.py |
| P10 a council alone is that of its system and of England | | tests/care/test_event_log.py |
| P11 what has no strength; more demand keeps every arrival | | tests/proof/test_sameness.py |
| P11 no draw is made twice (ledger) | | tests/flow/test_draws.py, tests/flow/test_engines_equal.py |
| P12 Little in whole ticks, places and queues | every row | tests/proof/test_laws.py |
| P12 one living holder a unit; empty, or the head does not fit | | tests/flow/test_invariants.py |
| P13 search: exponential; birth and death | P13.1, P13.2 | tests/proof/test_search.py (Kolmogorov-Smirnov) |
| P14 Cobham; rates by weekday and hour; cut in capacity | P14.1-P14.3 | |
| P15 start in equilibrium | P15.1-P15.5 | |
| P16 closed loop with and without lapse | P16.1, P16.2 | |
| P16 the deadlock is found when the network is built | | tests/flow/test_circles.py |
| P17 join of two; the parent dies first | P17.1, P17.2 | tests/proof/test_tasks.py |
| P17 same tick, reasons add up, working hours by minutes | | tests/proof/test_tasks.py |
"""

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
