from pathlib import Path

import pytest

from dtocsim.scenario.gazetteer import Gazetteer, load_gazetteer
from dtocsim.scenario.names import name_key

DATA = Path(__file__).parents[2] / "scenarios" / "data"


@pytest.fixture(scope="module")
def areas() -> Gazetteer:
    return load_gazetteer(DATA)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("England", "England"),
        ("leeds city council", "Leeds"),
        ("E08000035", "Leeds"),
        ("Derbyshire", "Derbyshire"),
        ("Derbyshire STP", "Derbyshire system"),
        ("West Yorkshire", "West Yorkshire system"),
        ("E54000005", "West Yorkshire system"),
        ("Wealden", "Wealden district"),
        ("St. Helens", "St. Helens"),
        ("Bath & North East Somerset", "Bath and North East Somerset"),
    ],
)
def test_an_area_is_found_by_any_spelling_of_its_name(areas: Gazetteer, name: str, full: str) -> None:
    found = areas.find(name)
    assert found is not None
    assert found.name == full
    assert areas.find(full) == found


def test_every_full_name_finds_its_own_area(areas: Gazetteer) -> None:
    assert [area for area in areas.areas.values() if areas.find(area.name) != area] == []


def test_a_wrong_name_is_answered_with_the_nearest(areas: Gazetteer) -> None:
    assert areas.find("Leds") is None
    assert areas.nearest("Leds").startswith("did you mean Leeds or ")
    assert areas.nearest("qqqq") == "expected England, a system, a council or a district"


@pytest.mark.parametrize(
    ("part", "advice"),
    [
        (
            "Cheshire",
            "did you mean Cheshire and Merseyside system or Cheshire East or Cheshire West and Chester?",
        ),
        ("Newcastle", "did you mean Newcastle-under-Lyme district or Newcastle upon Tyne or "),
        ("King's Lynn", "did you mean King's Lynn and West Norfolk district or "),
    ],
)
def test_part_of_a_name_is_answered_with_the_names_it_is_in(areas: Gazetteer, part: str, advice: str) -> None:
    assert areas.nearest(part).startswith(advice)


def test_london_is_more_than_its_city(areas: Gazetteer) -> None:
    assert areas.find("London") is None


def test_case_and_punctuation_do_not_matter() -> None:
    assert name_key("King's Lynn & West Norfolk") == name_key("KINGS LYNN and west-norfolk")
