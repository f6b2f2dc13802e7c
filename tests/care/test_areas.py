"""Areas are found by the names people use."""

from pathlib import Path

import pytest

from dtocsim.care.areas import Geography, UnknownArea
from dtocsim.care.geography import load_geography


@pytest.fixture(scope="module")
def england() -> Geography:
    return load_geography(Path(__file__).parents[2] / "scenarios" / "data")


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("buckinghamshire", "council", "Buckinghamshire"),
        ("Telford & Wrekin", "council", "Telford and Wrekin"),
        ("St Helens", "council", "St. Helens"),
        ("Durham", "council", "County Durham"),
        ("E10000002", "council", "Buckinghamshire"),
        ("greater manchester", "system", "Greater Manchester"),
        ("Hampshire & the Isle of Wight", "system", "Hampshire and the Isle of Wight"),
        ("e54000007", "system", "Greater Manchester"),
        ("England", "nation", "England"),
    ],
)
def test_an_area_is_found_by_name_or_code(england: Geography, name: str, kind: str, found: str) -> None:
    selection = england.find(name)
    assert (selection.kind, selection.name) == (kind, found)


def test_every_council_and_system_is_found_by_its_own_name_and_code(england: Geography) -> None:
    assert [england.find(name).name for name in england.councils] == list(england.councils)
    assert [england.find(f"{system.name} STP").systems for system in england.systems] == [
        (system,) for system in england.systems
    ]


def test_a_council_comes_with_every_system_it_spans(england: Geography) -> None:
    assert [system.name for system in england.find("County Durham").systems] == [
        "Durham, Darlington, Teesside, Hambleton, Richmondshire and Whitby",
        "Northumberland, Tyne and Wear and North Durham",
    ]


def test_the_nation_is_all_places(england: Geography) -> None:
    assert england.find("england").places == england.places


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Notinghamshir", "unknown area 'Notinghamshir'; did you mean Nottinghamshire"),
        ("zzz", "unknown area 'zzz'; give a council, a system (STP of 2017) or England"),
        ("", "unknown area ''; give a council, a system (STP of 2017) or England"),
    ],
)
def test_a_wrong_name_is_answered_in_one_line_with_the_nearest(
    england: Geography, name: str, message: str
) -> None:
    with pytest.raises(UnknownArea) as caught:
        england.find(name)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
