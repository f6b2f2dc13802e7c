from dataclasses import replace

import numpy as np
import pytest

from dtocsim.analysis.calibration import Identified, identify
from dtocsim.analysis.calibration.identification import sensitivities
from tests.analysis.calibration import toy
from tests.analysis.calibration.test_history import outcome


def found(name: str, seed: int = 1) -> Identified:
    return next(each for each in identify(outcome(seed)) if each.parameter.name == name)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_moves_nothing_is_not_identified(seed: int) -> None:
    assert not found("colour of the door", seed).identified


@pytest.mark.parametrize("name", ["search days", "search share", "choice days", "stay days"])
def test_what_the_goals_depend_on_is_identified_around_the_truth(name: str) -> None:
    index = [parameter.name for parameter in toy.PARAMETERS].index(name)
    truth = toy.PARAMETERS[index].from_unit(float(toy.TRUTH[index]))
    about = found(name)
    assert about.identified
    assert about.low < truth < about.high
    assert about.low < about.best < about.high
    before = about.parameter.high - about.parameter.low
    assert about.high - about.low < 0.3 * before


def test_each_parameter_is_named_with_the_goal_it_moves_most() -> None:
    assert found("choice days").by == "choice"
    assert found("search share").by == "people searching"


def test_parameters_bound_together_are_named() -> None:
    assert found("search days").partner == "search share"
    assert found("search days").correlation < -0.5


def test_sensitivity_is_in_what_the_goal_allows() -> None:
    # Choice days move the choice goal alone, from 4 to 14 on a logarithmic scale.
    moved = sensitivities(outcome())
    index = [parameter.name for parameter in toy.PARAMETERS].index("choice days")
    allowed = np.sqrt(0.01**2 + toy.noise(toy.goals())[1] * (1 + 1 / toy.REPLICATIONS))
    assert moved[index, 1] == pytest.approx(np.log(14 / 4) / np.sqrt(12) / allowed, rel=0.05)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        (
            "hospital.long_stay_share ×",
            "Factor on: Share of emergency patients with a long clinical stay",
        ),
        (
            "demand.zero_day_share@2017-07-01",
            "Share of emergency admissions discharged without a night in hospital, on 2017-07-01",
        ),
    ],
)
def test_each_parameter_has_a_meaning_in_words(name: str, meaning: str) -> None:
    about = found("choice days")
    assert replace(about, parameter=replace(about.parameter, name=name)).meaning == meaning
