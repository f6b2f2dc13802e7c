import doctest

import dtocsim.scenario


def test_the_example_of_the_package_is_true() -> None:
    assert doctest.testmod(dtocsim.scenario) == doctest.TestResults(failed=0, attempted=2)
