from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from dtocsim.experiment import Result
from dtocsim.report.plots.delays import daily_beds, dtoc_by_reason, published_beds


def test_daily_beds_are_means_over_replications(result: Result) -> None:
    beds = daily_beds(result)
    assert beds.shape == (30, 11)
    assert beds.iloc[0][["A", "E", "G"]].tolist() == [60.0, 2.0, 0.0]


def test_published_months_are_delayed_days_by_days(result: Result) -> None:
    assert published_beds(result).tolist() == [pytest.approx(176886 / 30)]


def test_the_stack_reaches_the_sum_of_all_reasons(result: Result) -> None:
    ax = dtoc_by_reason(result, Figure().add_subplot())
    tops = [band.get_paths()[0].get_extents().y1 for band in ax.collections]
    assert tops == sorted(tops)
    assert (tops[0], tops[-1]) == (60.0, 62.0)


def test_every_reason_is_labelled_even_where_nobody_waits(result: Result) -> None:
    nobody = replace(result, daily=result.daily.iloc[:0], published=None)
    ax = dtoc_by_reason(nobody, Figure().add_subplot())
    codes = [text.get_text() for text in ax.texts][:-1:3]
    assert codes == ["A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O"]
    assert [text.get_text() for text in ax.texts][2::3] == ["0.0"] * 11


def test_of_a_part_of_england_the_published_mean_of_the_year_is_drawn(result: Result) -> None:
    (beds, *_) = (each for each in result.measures if each.name == "dtoc_beds")
    known = replace(beds, published=58.4, published_note="input: sets how long delays last here")
    council = replace(result.manifest, kind="council")
    part = replace(result, manifest=council, published=None, measures=(known,))
    ax = dtoc_by_reason(part, Figure().add_subplot())
    assert [*ax.lines[0].get_ydata()] == [58.4, 58.4]
    words = [text.get_text() for text in ax.texts]
    assert "black: published (input), mean of the year 58.4" in words


def test_where_nothing_is_published_nothing_black_is_drawn(result: Result) -> None:
    part = replace(result, manifest=replace(result.manifest, kind="council"), published=None, measures=())
    ax = dtoc_by_reason(part, Figure().add_subplot())
    assert not any("published" in text.get_text() for text in ax.texts)
