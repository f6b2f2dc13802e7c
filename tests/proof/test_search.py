"""P13: times until a place is found follow the exponential distribution."""

from scipy.stats import kstest

from dtocsim.flow import Exponential, Network, SearchRule
from dtocsim.flow.compiled import run
from dtocsim.flow.quantiles import DAY


def test_with_ample_places_and_elasticity_0_times_are_exponential() -> None:
    network = Network("ample", days=300)
    homes = network.pool("homes", 10**6, search=SearchRule(mean_days=3.0))
    journey = network.journey("finds")
    journey.search("looks", homes).hold("stays", Exponential(5)).release(homes)
    network.stream("people", journey, 20.0)
    began: dict[int, int] = {}
    took = []
    for entry in run(network, log=True).log:
        if entry.step == "finds: looks" and entry.pool == "":
            began[entry.key] = entry.tick
        elif entry.step == "finds: stays":
            took.append((entry.tick - began[entry.key]) / DAY)
    assert len(took) > 5_000
    # One in 10,000 correct engines would fall below.
    assert kstest(took, "expon", args=(0, 3.0)).pvalue > 1e-4
