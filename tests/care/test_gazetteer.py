"""Areas are found by the names people use, at every level."""

from pathlib import Path

import pytest

from dtocsim.care.gazetteer import Gazetteer, Level, UnknownArea, load_gazetteer

EVERYWHERE = "give a council, a district, a system (STP of 2017) or England"


@pytest.fixture(scope="module")
def england() -> Gazetteer:
    return load_gazetteer(Path(__file__).parents[2] / "scenarios" / "data")


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("buckinghamshire", "council", "Buckinghamshire"),
        ("Telford & Wrekin", "council", "Telford and Wrekin"),
        ("St Helens", "council", "St. Helens"),
        ("Durham", "council", "County Durham"),
        ("City of Bristol", "council", "Bristol"),
        ("E10000002", "council", "Buckinghamshire"),
        ("greater manchester", "system", "Greater Manchester"),
        ("Hampshire & the Isle of Wight", "system", "Hampshire and the Isle of Wight"),
        ("e54000007", "system", "Greater Manchester"),
        ("Wealden", "district", "Wealden"),
        ("e07000065", "district", "Wealden"),
        ("England", "nation", "England"),
    ],
)
def test_an_area_is_found_by_name_or_code(england: Gazetteer, name: str, kind: str, found: str) -> None:
    selection = england.find(name)
    assert (selection.kind, selection.name) == (kind, found)


@pytest.mark.parametrize(
    ("level", "number"),
    [("nation", 1), ("system", 44), ("council", 150), ("district", 326), ("neighbourhood", 6791)],
)
def test_every_area_is_listed_once_at_its_level(england: Gazetteer, level: Level, number: int) -> None:
    codes = [entry.code for entry in england.search(level=level)]
    assert len(set(codes)) == len(codes) == number


def test_every_area_is_found_by_its_own_name_and_code(england: Gazetteer) -> None:
    levels: tuple[Level, ...] = ("council", "system", "district")
    for level in levels:
        for entry in england.search(level=level):
            for name in (entry.name, entry.code):
                assert england.find(name, level).name == entry.name


def test_people_aged_65_and_over_and_beds_add_up_at_every_level(england: Gazetteer) -> None:
    levels: tuple[Level, ...] = ("nation", "system", "council", "district")
    for level in levels:
        entries = england.search(level=level)
        assert sum(entry.people_65_plus for entry in entries) == pytest.approx(10_030_511, rel=1e-6)
        assert sum(entry.beds or 0 for entry in entries) == pytest.approx(102_100, abs=1)


def test_a_shared_name_means_the_council_then_the_system_then_the_district(england: Gazetteer) -> None:
    council, system = england.find("Derbyshire"), england.find("Derbyshire system")
    assert (council.kind, [place.id for place in council.places]) == (
        "council",
        ["Derbyshire (Greater Manchester)", "Derbyshire (Derbyshire)"],
    )
    assert (system.kind, [place.id for place in system.places]) == (
        "system",
        ["Derby", "Derbyshire (Derbyshire)"],
    )
    assert england.find("Derbyshire STP") is england.find("Derbyshire", "system") is system
    assert [england.find(name).kind for name in ("Cornwall", "Cornwall district")] == ["council", "district"]


def test_a_council_of_one_district_is_that_district(england: Gazetteer) -> None:
    assert england.find("Leeds district") == england.find("Leeds", "district") == england.find("Leeds")
    listed = [entry.level for entry in england.search("leeds")]
    assert listed == ["council"]


def test_a_council_comes_with_every_system_it_spans(england: Gazetteer) -> None:
    assert [system.name for system in england.find("County Durham").systems] == [
        "Durham, Darlington, Teesside, Hambleton, Richmondshire and Whitby",
        "Northumberland, Tyne and Wear and North Durham",
    ]


def test_a_district_comes_with_the_places_and_systems_it_lies_in(england: Gazetteer) -> None:
    high_peak, birmingham = england.find("High Peak"), england.find("Hambleton")
    assert [place.id for place in high_peak.places] == [
        "Derbyshire (Greater Manchester)",
        "Derbyshire (Derbyshire)",
    ]
    assert [part.system_code for part in birmingham.district] == [s.code for s in birmingham.systems]


def test_a_search_finds_parts_of_names_and_codes(england: Gazetteer) -> None:
    assert [entry.name for entry in england.search("peak")] == ["High Peak"]
    assert [entry.parents for entry in england.search("Wealden 001", "neighbourhood")] == [("Wealden",)]
    assert [entry.name for entry in england.search("E54000007")] == ["Greater Manchester"]


@pytest.mark.parametrize(
    ("name", "level", "message"),
    [
        ("Notinghamshir", None, "unknown area 'Notinghamshir'; did you mean Nottinghamshire"),
        ("Welden", None, "unknown area 'Welden'; did you mean Wealden district"),
        ("Welden", "district", "unknown district 'Welden'; did you mean Wealden or"),
        ("zzz", None, f"unknown area 'zzz'; {EVERYWHERE}"),
        ("", None, f"unknown area ''; {EVERYWHERE}"),
        ("Leeds", "system", "unknown system 'Leeds'; Leeds is a council in West Yorkshire"),
        ("London", None, "unknown area 'London'; did you mean"),
    ],
)
def test_a_wrong_name_is_answered_in_one_line_with_the_nearest(
    england: Gazetteer, name: str, level: Level | None, message: str
) -> None:
    with pytest.raises(UnknownArea) as caught:
        england.find(name, level)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_search_without_a_hit_is_answered_like_a_wrong_name(england: Gazetteer) -> None:
    with pytest.raises(UnknownArea, match="unknown area 'Notinghamshir'; did you mean Nottinghamshire"):
        england.search("Notinghamshir")
