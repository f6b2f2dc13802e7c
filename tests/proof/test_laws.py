"""P7 and P12: laws that hold exactly in every single run, on networks made at random."""

import pytest

from dtocsim.analysis.proof.runner import broken_laws
from dtocsim.flow.compiled import run
from tests.flow.random_networks import acceptable


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_random_networks_break_no_law(first: int) -> None:
    networks = {seed: acceptable(seed) for seed in range(first, first + 100)}
    broken = {
        seed: broken_laws(run(network).tally) for seed, network in networks.items() if network is not None
    }
    assert {seed: laws for seed, laws in broken.items() if laws} == {}
