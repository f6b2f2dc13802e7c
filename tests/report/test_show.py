"""A stored result is legible in a terminal of eighty columns."""

from dataclasses import replace
from math import nan

import pytest

from dtocsim.care.measures import MEASURES
from dtocsim.experiment import Breakdown, Result, break_down
from dtocsim.experiment.breakdown import Estimate
from dtocsim.report import breakdown_page, measures_by_group
from dtocsim.report.breakdown import breakdown_text, grid
from dtocsim.report.show import unknown_note

ONE = Estimate(1.0, None, None)


def test_measures_stand_under_their_subject_with_the_published_figure(result: Result) -> None:
    lines = measures_by_group(result).splitlines()
    assert lines[0] == "England, 30 days from 1 April 2017; England 2017/18; 3 replications"
    assert [line.split()[:2] for line in lines[2:4]] == [["95", "%"], ["Delayed", "transfers"]]
    assert " ".join(lines[5].split()) == "Delayed transfers of care 62 60 to 64 5,896 beds a day"


def test_single_years_are_shown_where_there_is_room(result: Result) -> None:
    measures = tuple(replace(each, year_low=1.0, year_high=2.0) for each in result.measures)
    known = replace(result, measures=measures)
    assert "8 years in 10" in measures_by_group(known, width=120)
    assert "8 years in 10" not in measures_by_group(known, width=80)


def test_a_note_on_a_published_figure_stands_at_the_end(result: Result) -> None:
    first, *others = result.measures
    text = measures_by_group(replace(result, measures=(replace(first, published_note="input"), *others)))
    assert "5,896 [1]" in text
    assert text.endswith("[1] input")


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_longer_than_the_terminal(result: Result, width: int) -> None:
    pages = [measures_by_group(result, width)]
    pages += [
        breakdown_page(result, break_down(result, by), width=width) for by in ("month", "reason", "area")
    ]
    assert max(len(line) for page in pages for line in page.splitlines()) <= width


def test_reasons_have_their_words_their_interval_and_their_share(result: Result) -> None:
    text = breakdown_text(break_down(result, "reason"), 0.95)
    [line] = [line for line in text.splitlines() if line.startswith("A ")]
    assert " ".join(line.split()) == "A completion of assessment 60 60 to 60 96.8 % 996 16.9 %"


def test_a_part_is_named_with_its_whole(result: Result) -> None:
    text = breakdown_page(result, break_down(result, "month", ["dtoc_beds_acute"]))
    assert "DTOC beds, in acute beds: Of these, in acute beds." in text


def test_a_name_too_long_is_broken_and_a_figure_is_not() -> None:
    text = grid(["provider", "beds"], [["a very long name of a hospital", "1,234,567"]], width=24)
    assert text.splitlines()[2:] == ["a very long", "name of a", "hospital       1,234,567"]


def test_numbers_of_groups_have_words(result: Result) -> None:
    breakdown = Breakdown("deprivation fifth", ("1", "2"), (MEASURES["dtoc_beds"],), ((ONE,), (ONE,)), {})
    lines = [" ".join(line.split()) for line in breakdown_text(breakdown, 0.95).splitlines()]
    assert lines[-2:] == ["1 most deprived 1 50.0 %", "2 1 50.0 %"]


def test_a_district_says_why_some_measures_are_not_known(result: Result) -> None:
    measures = (replace(result.measures[0], mean=nan), *result.measures[1:])
    whole = replace(result, measures=measures)
    district = replace(whole, manifest=replace(result.manifest, kind="district", area="Wealden district"))
    assert unknown_note(whole) == ""
    assert unknown_note(district).startswith("–: not known for Wealden district: places, packages of care")
