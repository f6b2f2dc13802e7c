"""The reference engine: SimPy processes that walk the builder's own journey tree.

Slow, short, the definition of what is right. Its stages have the names and the order of those of `kernel`, so
that one patient can be followed through both side by side:
`events` (time), `values` (draws and lookups), `recording` (tallies), `pools` (queues, grants, searches),
`kept` (what is held, who is counted), `people` (tokens, levels, cancellation), `changes` (steps without
time), `steps` (those that wait or take), `run` (arrivals and the whole).
Besides: `world` (what they share), `invariants` (what must hold after every event).
"""

from dtocsim.flow.reference.run import run

__all__ = ["run"]
