from dtocsim.scenario.forms import handed_down, merge
from dtocsim.scenario.tree import Branch, plain, read_tree


def tree(text: str, file: str = "a.yaml") -> Branch:
    found, problems = read_tree(text, file)
    assert isinstance(found, Branch)
    assert problems == []
    return found


def down(text: str) -> object:
    found, problems = handed_down(tree(text))
    assert problems == []
    return plain(found)


def test_a_form_above_several_keys_comes_to_each_of_them() -> None:
    above = "by_area: {Leeds: {home_care: {search_mean_days: 3, elasticity: 0.9}}}"
    assert down(above) == {
        "home_care": {
            "search_mean_days": {"by_area": {"Leeds": 3}},
            "elasticity": {"by_area": {"Leeds": 0.9}},
        }
    }


def test_forms_above_one_another_keep_their_order() -> None:
    above = "home_care: {by_area: {Leeds: {by_date: {2017-04-01: {elasticity: 0.9}}}}}"
    assert down(above) == {
        "home_care": {"elasticity": {"by_area": {"Leeds": {"by_date": {"2017-04-01": 0.9}}}}}
    }


def test_a_value_and_areas_beside_it_are_one_value() -> None:
    beside = "home_care: {elasticity: 0.8, by_area: {Leeds: {elasticity: 0.9}}}"
    assert down(beside) == {"home_care": {"elasticity": {"by_area": {"England": 0.8, "Leeds": 0.9}}}}


def test_what_is_said_twice_is_a_problem() -> None:
    _, problems = handed_down(
        tree("home_care:\n  elasticity: 0.8\n  by_date:\n    2017-04-01: {elasticity: 0.9}\n")
    )
    assert [str(problem) for problem in problems] == [
        "a.yaml:4: home_care.elasticity: said twice in this file; keep one of them"
    ]


def merged(low: str, high: str) -> object:
    return plain(merge(tree(low), tree(high)))


def test_an_area_is_laid_over_what_was_there() -> None:
    assert merged("a: 3", "a: {by_area: {Leeds: 2}}") == {"a": {"by_area": {"England": 3, "Leeds": 2}}}
    low, high = "a: {by_area: {England: 3, leeds: 2, York: 1}}", "a: {by_area: {Leeds: 5}}"
    assert merged(low, high) == {"a": {"by_area": {"England": 3, "York": 1, "Leeds": 5}}}


def test_a_number_steps_or_a_ramp_replace_what_was_there() -> None:
    low = "a: {by_area: {England: 3, Leeds: 2}}"
    assert merged(low, "a: 4") == {"a": 4}
    assert merged(low, "a: {by_date: {2017-04-01: 4}}") == {"a": {"by_date": {"2017-04-01": 4}}}
