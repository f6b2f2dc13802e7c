from pathlib import Path

import pytest

import dtocsim
from dtocsim import care


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


def test_no_module_of_care_hides_what_the_package_offers() -> None:
    # A module that is imported becomes an attribute of its package, whatever stood there by that name.
    modules = {path.stem for path in Path(care.__file__).parent.glob("*.py")}
    assert not modules & set(care.__all__)
