from dtocsim.scenario import Problem, ScenarioError


def test_a_problem_is_one_line_with_file_line_key_found_and_expected() -> None:
    problem = Problem("a.yaml", 9, "run.dais", "unknown key", "did you mean days?")
    assert str(problem) == "a.yaml:9: run.dais: unknown key; did you mean days?"


def test_what_is_not_known_is_left_out() -> None:
    assert str(Problem("--set", None, "", "'a'", "expected key=value")) == "--set: 'a'; expected key=value"


def test_a_line_break_in_a_key_does_not_break_the_line() -> None:
    assert str(Problem("a.yaml", 1, "a\nb\ud800", "x", "y")) == "a.yaml:1: a\\nb\\ud800: x; y"


def test_an_error_has_one_line_a_problem() -> None:
    problems = [Problem("a.yaml", line, "", "x", "y") for line in (1, 2)]
    assert str(ScenarioError(problems)) == "a.yaml:1: x; y\na.yaml:2: x; y"


def test_an_error_shows_fifty_problems_and_counts_the_rest() -> None:
    error = ScenarioError(Problem("a.yaml", line, "", "x", "y") for line in range(1, 61))
    assert str(error).splitlines()[49:] == ["a.yaml:50: x; y", "and 10 more problems"]
    assert len(error.problems) == 60
