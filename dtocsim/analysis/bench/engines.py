"""The toy network on the two engines."""

from dtocsim.analysis.bench import toy
from dtocsim.flow import compiled, reference
from dtocsim.flow.program import compile_network


def run_compiled(places: int, days: int, seed: int) -> toy.Counts:
    """Build, compile and run the toy network with the compiled engine; arguments as in `toy_network`."""
    network = compile_network(toy.toy_network(places, days))
    return toy.counts_of(compiled.run(network, seed).tally)


def run_reference(places: int, days: int, seed: int) -> toy.Counts:
    """Build and run the toy network with the reference engine."""
    return toy.counts_of(reference.run(toy.toy_network(places, days), seed).tally)
