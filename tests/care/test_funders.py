"""Who pays for her own care does so all her life; on average the shares are those of the scenario."""

import numpy as np
import pytest

from dtocsim.care.funders import funder_shares, means_shares
from dtocsim.care.words import FIFTHS, FUNDERS, MEANS
from dtocsim.scenario.kinds import FunderShares

SHARES = FunderShares.model_validate({"council": 0.5, "self": 0.25, "nhs": 0.15, "joint": 0.1})


def test_the_tenths_with_most_pay_for_their_own_care_and_the_others_never() -> None:
    alone = [row["self"] for row in funder_shares(SHARES).values()]
    assert alone == pytest.approx([0] * 7 + [0.5, 1, 1])


def test_over_all_tenths_the_shares_are_those_of_the_scenario() -> None:
    rows = list(funder_shares(SHARES).values())
    mean = {funder: np.mean([row[funder] for row in rows]) for funder in FUNDERS}
    assert mean == pytest.approx({funder: SHARES[funder] for funder in FUNDERS})
    assert [sum(row.values()) for row in rows] == pytest.approx([1] * len(MEANS))


def test_where_everybody_pays_for_herself_nobody_else_does() -> None:
    everybody = FunderShares.model_validate({"council": 0, "self": 1, "nhs": 0, "joint": 0})
    assert funder_shares(everybody)[MEANS[0]] == {"council": 0, "self": 1, "nhs": 0, "joint": 0}


def test_means_rise_with_deprivation_fifth_and_the_fifths_together_are_even() -> None:
    rows = np.asarray([list(row.values()) for row in means_shares(1.0).values()])
    assert rows[0, -1] == 0
    assert rows[-1, -1] == pytest.approx(0.2)
    assert rows.mean(axis=0) == pytest.approx([0.1] * len(MEANS))
    assert rows.sum(axis=1) == pytest.approx([1] * len(FIFTHS))


def test_without_a_slope_means_do_not_differ() -> None:
    assert {share for row in means_shares(0.0).values() for share in row.values()} == {0.1}
