"""The compiled engine's kernel: small functions over the arrays of `layout`.

No allocation, no exceptions, no text. Read in this order: `layout` (the tables), `events` (time), `values`
(draws and lookups), `recording` (tallies), `pools` (queues, grants, searches), `censuses` (who is counted),
`people` (tokens, levels, cancellation), `steps` (one step of a journey), `run` (the loop). The stages carry
the names that `reference` uses.
"""
