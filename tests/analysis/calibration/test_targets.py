from math import log

import pytest

from dtocsim.analysis.calibration.months import Months
from dtocsim.analysis.calibration.targets import Target, mean_error_percent

YEAR = Months.parse("2017/18")
SHARE = Target("share", "dtoc_beds", YEAR, 21.0, 1.5)
BEDS = Target("beds", "dtoc_beds", YEAR, 5423.0, 1.03, relative=True)


def test_a_tolerance_is_a_difference_or_a_ratio_and_holds_its_ends() -> None:
    assert [SHARE.met(found) for found in (19.5, 22.5, 22.6)] == [True, True, False]
    assert [BEDS.met(found) for found in (5423 * 1.03, 5423 / 1.03, 5423 * 1.031)] == [True, True, False]


def test_a_relative_target_is_compared_on_the_scale_of_logarithms() -> None:
    assert (SHARE.goal().tolerance, SHARE.goal().logarithmic) == (1.5, False)
    assert (BEDS.goal().tolerance, BEDS.goal().logarithmic) == (pytest.approx(log(1.03)), True)


def test_what_must_be_met_exactly_and_what_is_an_input_do_not_lead() -> None:
    zero = Target("never both", "dtoc_beds", YEAR, 0.0, 0.0)
    assert not zero.fitted
    assert zero.met(0.0)
    assert not zero.met(0.1)
    assert not Target("known", "dtoc_beds", YEAR, 1.0, 1.0, role="input").fitted


def test_tolerances_in_words() -> None:
    zero = Target("never both", "dtoc_beds", YEAR, 0.0, 0.0)
    about = Target("waits", "dtoc_beds", YEAR, 3471.0, 10.0, relative=True)
    texts = [target.tolerance_text for target in (SHARE, BEDS, zero, about)]
    assert texts == ["± 1.5", "± 3 %", "exactly", "× or ÷ 10"]


def test_a_path_is_judged_by_its_mean_error() -> None:
    assert mean_error_percent([BEDS, BEDS], [5423 * 1.02, 5423 * 0.96]) == pytest.approx(3.0)
