"""The compiled engine's kernel: small functions over arrays.

No allocation, no exceptions, no text. Its stages have the names and the order of those of `reference`,
so that one patient can be followed through both side by side:
`events` (time), `values` (draws and lookups), `recording` (tallies), `pools` (queues, grants, searches),
`kept` (what is held, who is counted), `people` (tokens, levels, cancellation), `changes` (steps without
time), `steps` (those that wait or take), `run` (arrivals and the loop).
Besides: `layout` (the tables).
"""
