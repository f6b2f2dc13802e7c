"""Support for carers: respite instead of a hospital bed, and less formal care where a carer is supported."""

from datetime import date

import pytest

from tests.care.small import BRIEF, model, run, scenario

SAID = "kind: carer_support, where: [Cumbria], reached_share: 1, respite_instead_share: 0.06"


def test_only_people_with_a_carer_go_to_respite() -> None:
    changes = (*BRIEF, f"schemes.it={{{SAID}, respite_places: 50}}", "people.unpaid_carer_share.85+=0")
    (place,) = model(*changes).places
    stays = run(*changes).tally.counter(place.sites[0].counters["respite"])
    assert stays.sum() > 5
    assert stays[-1].sum() == 0, "nobody of 85 and over has a carer here"


def test_full_places_refuse() -> None:
    changes = (*BRIEF, f"schemes.it={{{SAID}, respite_places: 2, respite_mean_days: 21}}")
    (place,) = model(*changes).places
    assert run(*changes).tally.counter(place.sites[0].counters["refused"]).sum() > 0


def test_a_supported_carer_takes_more_on_and_nothing_of_it_is_assumed() -> None:
    def ratio(more: str = "") -> float:
        here = scenario(*BRIEF, f"schemes.it={{{SAID}{more}}}").at("Cumbria")
        return here.on(date(2017, 4, 10)).discharge.unpaid_carer_pathway_ratio

    assert ratio() == 0.85
    assert ratio(", formal_care_avoided_share: 0.1") == pytest.approx(0.85 * 0.9)
