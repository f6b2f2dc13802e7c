from datetime import date, timedelta

import pytest

from dtocsim.scenario.varying import Course, Local, flat, is_form, joined, over, read, replaced, split

APRIL, JUNE = date(2017, 4, 3), date(2017, 6, 5)
"""Two Mondays, nine weeks apart."""
STEPS = Course((APRIL, JUNE), (4, 2), ramp=False)
RAMP = Course((APRIL, JUNE), (4, 2), ramp=True)


def test_steps_hold_from_their_date_on_and_the_first_before_it() -> None:
    days = (date(2016, 1, 1), APRIL, JUNE - timedelta(1), JUNE, date(2020, 1, 1))
    assert [STEPS.on(day) for day in days] == [4, 4, 4, 2, 2]


def test_a_ramp_is_its_line_on_thursdays_for_the_whole_week() -> None:
    thursday = APRIL + timedelta(3)
    line = 4 - 2 * 3 / 63
    assert {RAMP.on(APRIL + timedelta(day)) for day in range(7)} == {RAMP.on(thursday)} == {line}
    assert [RAMP.on(day) for day in (date.min, date(2017, 3, 27), JUNE, date(2020, 1, 1))] == [4, 4, 2, 2]


def test_a_ramp_changes_on_mondays_only() -> None:
    assert {day.weekday() for day in RAMP.changes()} == {0}
    assert all(
        RAMP.on(day) == RAMP.on(day - timedelta(day.weekday()))
        for day in (APRIL + timedelta(n) for n in range(80))
    )


def test_the_mean_counts_every_day() -> None:
    days = [JUNE + timedelta(day) for day in (-1, 0, 1, 2)]
    assert over(STEPS, days) == (4 + 2 + 2 + 2) / 4
    assert over(3.5, days) == 3.5


def test_the_most_specific_area_wins() -> None:
    value = Local({"England": 3, "West Yorkshire system": 2, "Leeds": STEPS})
    assert value.at(("England", "Kent and Medway system", "Kent")) == 3
    assert value.at(("England", "West Yorkshire system", "Wakefield")) == 2
    assert value.at(("England", "West Yorkshire system", "Leeds")) is STEPS


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ({"by_date": {"2017-04-03": 4, "2017-06-05": 2}}, STEPS),
        ({"ramp": {"2017-04-03": 4, "2017-06-05": 2}}, RAMP),
        ({"by_area": {"England": 3, "Leeds": 2}}, Local({"England": 3, "Leeds": 2})),
        ({"by_area": {"England": 3, "Leeds": STEPS.written()}}, Local({"England": 3, "Leeds": STEPS})),
        ({"by_area": {"England": 3, "Leeds": 3}}, 3),
        ({"by_date": {"2017-04-03": 4, "2017-06-05": 4}}, 4),
        ({"by_area": {"England": 3, "Leeds": {"ramp": {"2017-04-03": 3, "2017-06-05": 3}}}}, 3),
    ],
)  # fmt: skip
def test_a_form_is_read_and_one_that_varies_in_name_only_is_a_number(
    form: dict[str, object], value: object
) -> None:
    assert read(form) == value
    if isinstance(value, Course | Local):
        assert value.written() == form


def test_only_one_of_three_words_alone_makes_a_form() -> None:
    assert all(is_form({word: {}}) for word in ("by_area", "by_date", "ramp"))
    assert not any(map(is_form, (3, {}, {"residential": {}}, {"by_area": {}, "ramp": {}})))


def test_content_is_taken_apart_and_put_together() -> None:
    content = {"a": {"b": {"by_date": {"2017-04-03": 4, "2017-06-05": 2}}, "c": 5}, "d": "x"}
    plain, varying = split(content)
    assert (plain, varying) == ({"a": {"b": 4, "c": 5}, "d": "x"}, {"a.b": STEPS})
    assert joined(plain, varying) == content
    assert flat(content) == {"a.b": content["a"]["b"], "a.c": 5, "d": "x"}  # type: ignore[index]
    assert replaced(content, {"a.c": 6, "d": "y"}) == {"a": {**content["a"], "c": 6}, "d": "y"}  # type: ignore[dict-item]
