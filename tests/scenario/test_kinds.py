import pytest
from pydantic import ValidationError

from dtocsim.scenario.kinds import AgeShares, ByAge, ByFifth, ByFunder, ByWeekday, Share


def test_values_by_age_are_found_by_the_words_of_the_file_and_in_order() -> None:
    shares = ByAge[Share].model_validate({"85+": 0.4, "0-64": 0.1, "75-84": 0.3, "65-74": 0.2})
    assert shares.in_order() == (0.1, 0.2, 0.3, 0.4)
    assert shares["85+"] == shares.age_85_plus == 0.4


def test_a_band_that_does_not_exist_is_a_key_error() -> None:
    shares = ByAge[Share].model_validate({"85+": 0.4, "0-64": 0.1, "75-84": 0.3, "65-74": 0.2})
    with pytest.raises(KeyError, match="age_85_plus"):
        shares["age_85_plus"]


def test_the_orders_are_declared() -> None:
    assert list(ByFunder.model_fields) == ["council", "self_funder", "nhs", "joint"]
    assert list(ByFifth.model_fields) == ["most_deprived", "second", "third", "fourth", "least_deprived"]
    assert list(ByWeekday.model_fields)[0::6] == ["monday", "sunday"]


def test_shares_that_do_not_sum_to_one_are_refused() -> None:
    shares = {"0-64": 0.1, "65-74": 0.2, "75-84": 0.3, "85+": 0.4}
    assert AgeShares.model_validate(shares).in_order() == (0.1, 0.2, 0.3, 0.4)
    with pytest.raises(ValidationError, match=r"the shares sum to 1\.1; expected a sum of 1"):
        AgeShares.model_validate({**shares, "85+": 0.5})
