import pytest

from dtocsim.analysis.sizing import Goal, read_goal


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("dtoc_beds<=40", Goal("dtoc_beds", "<=", 40.0)),
        (" general_acute_occupancy_percent <= 92.5 % ", Goal("general_acute_occupancy_percent", "<=", 92.5)),
        ("discharges>=1000", Goal("discharges", ">=", 1000.0)),
    ],
)
def test_a_goal_is_a_measure_and_a_bound(text: str, goal: Goal) -> None:
    assert read_goal(text) == goal


@pytest.mark.parametrize(
    "text", ["", "dtoc_beds", "dtoc_beds=40", "40<=dtoc_beds", "dtoc_beds<=many", "<=40"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="expected such as 'dtoc_beds<=40'"):
        read_goal(text)


def test_the_excess_is_what_is_missing() -> None:
    assert Goal("x", "<=", 40.0).excess(42.0) == 2.0
    assert Goal("x", ">=", 40.0).excess(42.0) == -2.0
