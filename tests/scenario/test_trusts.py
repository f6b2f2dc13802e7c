"""Who names a hospital trust hears where its patients live."""

from pathlib import Path

import pytest

from dtocsim.scenario.trusts import advice_for_trust

DATA = Path(__file__).parents[2] / "scenarios" / "data"
NOTTINGHAM = (
    "Nottingham University Hospitals NHS Trust is a hospital; "
    "expected Nottinghamshire system, where most of its patients live, or a council"
)


@pytest.mark.parametrize("name", ["RX1", "rx1", "Nottingham University Hospitals", "Nottingham University"])
def test_a_trust_is_known_by_its_code_and_the_beginning_of_its_name(name: str) -> None:
    assert advice_for_trust(DATA, name) == NOTTINGHAM


@pytest.mark.parametrize("name", ["University", "London", "Nottinghm University", ""])
def test_what_names_no_trust_or_several_is_no_trust(name: str) -> None:
    assert advice_for_trust(DATA, name) is None
