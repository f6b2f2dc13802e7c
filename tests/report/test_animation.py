"""Two results on one clock: what the dots and counters are made of."""

import json
import re
from dataclasses import replace

import pytest

from dtocsim.experiment import ResultError
from dtocsim.report.animation import animation, people_a_dot, scene
from dtocsim.report.plots.data import places
from tests.report.shown import DAYS, result


def test_every_place_is_counted_each_day() -> None:
    found = scene(result())
    assert {len(values) for values in found.counts.values()} == {DAYS}
    assert {len(people) for _, _, people in found.moves} == {DAYS}


def test_who_leaves_goes_where_the_tables_say() -> None:
    whole = result()
    rows = whole.monthly[whole.monthly["measure"] == "discharges_by_destination"]
    words = ["reablement", "home care", "residential home", "nursing home"]
    told = rows[rows["category"].isin(words)]["value"].sum() / whole.manifest.replications
    moves = [
        sum(people)
        for _, end, people in scene(whole).moves
        if end in ("reablement", "home care", "care home")
    ]
    assert sum(moves) == pytest.approx(told, rel=0.001)


def test_whoever_is_nowhere_else_is_at_home() -> None:
    whole = result()
    residents = sum(sum(place.population) for place in places(whole))
    counts = scene(whole).counts.values()
    assert [sum(people) for people in zip(*counts, strict=True)] == pytest.approx([residents] * DAYS)


def test_nobody_moves_backwards() -> None:
    assert min(min(people) for _, _, people in scene(result()).moves) >= 0


def test_a_dot_is_a_round_number_of_people() -> None:
    found = scene(result())
    people = people_a_dot([found])
    assert people in (1, 2, 5, 10, 20, 50, 100)
    outside = sum(values[0] for place, values in found.counts.items() if place != "home")
    assert outside / people <= 3000


def test_the_page_holds_both_results_and_fetches_nothing() -> None:
    page = animation([result(), result(scenario="</script><b>What-if")])
    assert re.findall(r'(?:src|href)="', page) == []
    assert page.count("</script>") == 2
    content = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert content is not None
    data = json.loads(content[1])
    assert [each["name"] for each in data["scenes"]] == ["England 2017/18", "</script><b>What-if"]
    assert len(data["dates"]) == DAYS
    assert all(len(each) == DAYS for figures in data["figures"] for each in figures.values())


def test_the_page_is_as_high_as_the_screen_however_many_stand_on_it() -> None:
    """What has no height of its own shares what is left; nothing is scrolled for."""
    style = re.findall(r"<style>(.*?)</style>", animation([result()]), re.S)[0]
    assert re.search(r"main \{[^}]*height: 100vh;[^}]*flex-direction: column", style)
    assert re.search(
        r"\.sides \{[^}]*flex: 1; min-height: 0;[^}]*grid-template-rows: auto minmax\(0, 1fr\)", style
    )


def test_a_district_is_refused_because_its_care_is_its_councils() -> None:
    with pytest.raises(ResultError, match="Derby is a district, whose care is its council's"):
        scene(result(kind="district", area="Derby"))


def test_results_of_other_days_are_refused_in_a_line() -> None:
    other = result(first_day="2018-04-01")
    with pytest.raises(ResultError, match="an animation shows the same days of one area"):
        animation([result(), replace(other)])
