"""The formulas give the printed values, which were computed independently."""

import pytest

from dtocsim.analysis.proof import theory
from dtocsim.analysis.proof.blocking import B1, B2, B5, HeldBeds
from dtocsim.analysis.proof.cases import CLUSTERED_MOMENTS, SKEWED_MOMENTS


@pytest.mark.parametrize(
    ("places", "load", "blocked"),
    [(3, 2, 0.210526), (10, 7, 0.078741), (28, 24, 0.066612), (100, 90, 0.026957)],
)
def test_erlang_b(places: int, load: float, blocked: float) -> None:
    assert theory.erlang_b(load, places) == pytest.approx(blocked, abs=5e-7)


@pytest.mark.parametrize(
    ("load", "places", "waits"), [(2, 3, 0.444444), (10, 12, 0.449388), (40, 48, 0.155961)]
)
def test_erlang_c(load: float, places: int, waits: float) -> None:
    assert theory.erlang_c(load, places) == pytest.approx(waits, abs=5e-7)


@pytest.mark.parametrize(
    ("moments", "wait"),
    [((10.0, 100.0, 1e3, 1e4), 20), (SKEWED_MOMENTS, 47.075), (CLUSTERED_MOMENTS, 100)],
)
def test_one_server(moments: tuple[float, ...], wait: float) -> None:
    assert theory.single_server_wait(0.08, moments)[0] == pytest.approx(wait, abs=0.002)


def test_classes_share_the_wait_of_one_queue() -> None:
    urgent, planned = theory.cobham((1.0, 1.0), 5.0, 12)
    assert (urgent + planned) / 2 == pytest.approx(1.123471, abs=5e-7)


@pytest.mark.parametrize(
    ("mean", "beds", "chance"), [(8.1455, 9, 0.181), (8.1455, 14, 0.019), (9.7182, 10, 0.202)]
)
def test_chance_of_delay(mean: float, beds: int, chance: float) -> None:
    shares = theory.poisson(mean, beds)
    assert shares[-1] / shares.sum() == pytest.approx(chance, abs=5e-4)


@pytest.mark.parametrize(("system", "delayed"), [(B1, 0.111111), (B2, 0.297402), (B5, 0.164994)])
def test_the_chain_of_held_beds(system: HeldBeds, delayed: float) -> None:
    assert system.chain.mean(lambda state: state[1]) == pytest.approx(delayed, abs=1e-6)
