import pytest

from dtocsim.scenario.catalogue import accepted, catalogue, nearest, plausible, wanted


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("demand.zero_day_share", "share, 0 to 1"),
        ("run.days", "days (whole number), 1 to 3,660"),
        ("hospital.emergency_stay_mean_days.85+", "days, above 0 to 3,650"),
        ("care_homes.occupancy", "share, above 0 to below 1"),
        ("demand.emergency_hour_index", "a list of 24 numbers"),
        ("demand.emergency_hour_index[23]", "index, 0 to 24"),
        ("councils.delay_factor", "published or none"),
        ("areas.cross_border", "true or false"),
        ("run.first_day", "a date like 2017-04-01, 2000-01-01 to 2099-12-31"),
        ("name", "text of 1 to 200 characters"),
        ("tables", "the keys folder, digest"),
        ("people.funder_share.nursing", "the keys council, self, nhs, joint"),
    ],
)
def test_what_a_key_accepts_is_said_in_words(key: str, words: str) -> None:
    assert accepted(key) == words


def test_only_numbers_have_a_plausible_range() -> None:
    assert plausible("demand.zero_day_share") == " (plausible 0.25 to 0.42)"
    assert plausible("run.first_day") == ""


@pytest.mark.parametrize(
    ("section", "name", "advice"),
    [
        ("demand", "zero_day_shar", "did you mean zero_day_share? (share, 0 to 1)"),
        ("", "zero_day_share", "did you mean demand.zero_day_share? (share, 0 to 1)"),
        ("", "demand.zero_day_share", "write demand:, below it zero_day_share:"),
        ("people.living_alone_share", "90+", "expected the keys 0-64, 65-74, 75-84, 85+"),
    ],
)
def test_the_nearest_key_is_offered(section: str, name: str, advice: str) -> None:
    assert nearest(section, name) == advice


def test_every_key_says_what_it_means() -> None:
    assert [path for path, key in catalogue().items() if path and not key.text] == []


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("demand.zero_day_share", "30 %", "; write 0.3"),
        ("home_care.search_mean_days", "30%", "; no percentage"),
        ("home_care.search_mean_days", "5", "; leave out the quotes"),
        ("home_care.search_mean_days", "five", ""),
        ("home_care.search_mean_days", -5, ""),
    ],
)
def test_a_value_that_is_nearly_right_is_answered_with_a_hint(key: str, value: object, hint: str) -> None:
    assert wanted(key, value) == f"expected {accepted(key)}{plausible(key)}{hint}"
