import pytest

from dtocsim.analysis.calibration.space import Parameter, start, values

DAYS = Parameter("days", 2.0, 1.0, 4.0, logarithmic=True)
SHARE = Parameter("share", 0.2, 0.1, 0.5)


def test_equal_steps_are_equal_differences_or_equal_ratios() -> None:
    assert [SHARE.from_unit(position) for position in (0, 0.5, 1)] == pytest.approx([0.1, 0.3, 0.5])
    assert [DAYS.from_unit(position) for position in (0, 0.5, 1)] == pytest.approx([1, 2, 4])


def test_a_value_and_its_position_lead_to_one_another() -> None:
    for parameter in (DAYS, SHARE):
        assert parameter.to_unit(parameter.from_unit(0.37)) == pytest.approx(0.37)


def test_the_start_is_where_nothing_has_moved() -> None:
    assert values((DAYS, SHARE), start((DAYS, SHARE))) == pytest.approx({"days": 2.0, "share": 0.2})
