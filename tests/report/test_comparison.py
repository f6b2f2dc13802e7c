from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dtocsim.experiment import Change, Comparison, Target, compare
from dtocsim.report import comparison_text
from dtocsim.report.comparison import decimals
from dtocsim.scenario import Scenario, load

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"


def what_if(name: str, times: float) -> Scenario:
    """A search that takes so many times as long, whatever the calibration finds."""
    days = times * load(ENGLAND).home_care.search_mean_days  # type: ignore[operator]
    return load(ENGLAND, set_=(f"name={name}", f"home_care.search_mean_days={days}", "run.days=30"))


@pytest.fixture
def one(scenario: Scenario, fake_care: Any) -> Comparison:
    return compare(scenario, [what_if("Sooner", 0.5)], replications=5)


@pytest.fixture
def two(scenario: Scenario, fake_care: Any) -> Comparison:
    return compare(scenario, [what_if("Sooner", 0.5), what_if("Later", 2.0)], replications=5)


def first_paragraph(comparison: Comparison) -> str:
    return " ".join(comparison_text(comparison).split("\n\n")[0].split())


def test_the_answer_comes_first(one: Comparison) -> None:
    assert first_paragraph(one) == (
        "England: 'Sooner' lowers Delayed transfers of care by 1.50 beds a day, 2.4 % "
        "(95 % interval 0.52 to 2.48; 5 paired replications)."
    )


def test_of_several_what_ifs_the_lowest_answers_with_its_probability(two: Comparison) -> None:
    assert first_paragraph(two) == (
        "England: 'Sooner' lowers Delayed transfers of care by 1.5 beds a day, 2.4 % "
        "(95 % interval of all what-ifs together 0.3 to 2.7; 5 paired replications); "
        "of 2 what-ifs it has the lowest mean, with probability over 99.9 %."
    )


def test_what_ifs_that_tie_are_said_to(scenario: Scenario, fake_care: Any) -> None:
    sooner = what_if("Sooner", 0.5)
    alike = first_paragraph(compare(scenario, [sooner, sooner], replications=5))
    assert alike.endswith("all 2 what-ifs have the same mean, each the lowest, with probability 50.0 %.")
    more = first_paragraph(compare(scenario, [sooner, sooner, what_if("Later", 2.0)], replications=5))
    assert more.endswith("of 3 what-ifs 2 have the lowest mean, each, with probability 50.0 %.")


def test_a_rise_is_called_a_rise(scenario: Scenario, fake_care: Any) -> None:
    text = first_paragraph(compare(scenario, [what_if("Later", 2.0)], replications=5))
    assert text.startswith("England: 'Later' raises Delayed transfers of care by 3.0 beds a day, 4.8 %")


def test_an_interval_that_holds_nothing_is_no_clear_effect(scenario: Scenario, fake_care: Any) -> None:
    text = first_paragraph(compare(scenario, [what_if("Sooner", 0.5)], replications=2))
    assert "shows no clear effect on Delayed transfers of care: 0.8 beds a day, 1.2 % lower" in text
    assert "(95 % interval −3.9 to 2.4; 2 paired replications)" in text


def test_the_same_is_said_to_change_nothing(scenario: Scenario, fake_care: Any) -> None:
    text = first_paragraph(compare(scenario, [what_if("Same", 1.0)], replications=2))
    assert text.startswith("England: 'Same' changes nothing in Delayed transfers of care (95 % interval")


def test_one_replication_claims_no_certainty(scenario: Scenario, fake_care: Any) -> None:
    text = first_paragraph(compare(scenario, [what_if("Sooner", 0.5)], replications=1))
    assert "(one replication, so no interval)" in text


def test_every_headline_measure_has_a_line(one: Comparison) -> None:
    (line,) = [line for line in comparison_text(one).splitlines() if line.startswith("Delayed transfers")]
    assert line.split()[4:] == ["63", "62", "−1.50", "−2.48", "to", "−0.52", "−2.4", "%", "beds", "a", "day"]


def test_notes_and_looks_are_told(scenario: Scenario, fake_care: Any) -> None:
    target = Target("dtoc_beds", 1.5, False)
    found = compare(scenario, [what_if("Sooner", 0.5)], precision=[target], most=10)
    text = comparison_text(replace(found, notes=("a note",)))
    assert "\n\nNote: a note\n\n" in text
    assert (
        "Precision: 10 replications are enough: half-width of Delayed transfers of care 1.08 after 10, 1.50\n"
        "wanted." in text
    )


@pytest.mark.parametrize(
    ("half_width", "digits"), [(0.0004, 3), (0.05, 3), (0.234, 2), (2.3, 1), (23.0, 0), (1234.0, 0)]
)
def test_two_digits_of_the_half_width_are_worth_showing(half_width: float, digits: int) -> None:
    change = Change("x", "dtoc_beds", 0, 0, 0, -half_width, half_width, None, None, None, None)
    assert decimals(change) == digits
