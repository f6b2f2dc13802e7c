from pathlib import Path

import pytest

import dtocsim


@pytest.mark.usefixtures("fake_care")
def test_from_a_file_to_a_plot_in_five_lines(england: Path, tmp_path: Path) -> None:
    scenario = dtocsim.load(england)
    result = dtocsim.run(scenario, area="Buckinghamshire")
    assert dtocsim.summary(result).startswith("Buckinghamshire, 365 days from 1 April 2017")
    dtocsim.plot(result, "dtoc_by_reason", tmp_path / "dtoc.png")
    assert (tmp_path / "dtoc.png").stat().st_size > 10_000


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'dtocsim' has no attribute 'simulate'"):
        dtocsim.simulate  # noqa: B018
