"""The reference engine: SimPy processes that walk the builder's own journey tree.

Slow, short, the definition of what is right. Read in this order, the same as in `kernel`: `events` (time),
`recording` (tallies), `pools` (queues, grants, searches), `people` (tokens, levels, cancellation), `world`
(what they share), `changes` and `steps` (one step of a journey), `run` (arrivals and the whole).
"""

from dtocsim.flow.reference.run import run

__all__ = ["run"]
