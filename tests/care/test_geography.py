"""The tables of England add up to the published totals and fit together."""

import csv
import shutil
from pathlib import Path

import pytest

from dtocsim.care.geography import AGE_BANDS, DataError, Geography, load_geography
from dtocsim.care.tables import read_table

DATA = Path(__file__).parents[2] / "scenarios" / "data"
QUARTERS = [f"2017/18 Q{number}" for number in (1, 2, 3, 4)]


@pytest.fixture(scope="module")
def england() -> Geography:
    return load_geography(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables, to be spoilt."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def spoil(folder: Path, table: str, old: str, new: str) -> None:
    text = (folder / table).read_text(encoding="utf-8")
    assert old in text
    (folder / table).write_text(text.replace(old, new, 1), encoding="utf-8")


def column(table: str, name: str) -> list[float]:
    with (DATA / table).open(encoding="utf-8") as file:
        return [float(row[name]) for row in csv.DictReader(file)]


def test_england_has_its_44_systems_and_150_councils(england: Geography) -> None:
    assert (len(england.systems), len(england.councils)) == (44, 150)


def test_every_resident_of_mid_2017_lives_in_one_place(england: Geography) -> None:
    bands = [sum(place.population[band] for place in england.places) for band in range(len(AGE_BANDS))]
    assert [round(people) for people in (sum(bands), sum(bands[1:]), bands[3])] == [
        55_619_430,
        10_030_511,
        1_352_056,
    ]


def test_nobody_is_lost_where_a_council_spans_systems(england: Geography) -> None:
    essex = [place for place in england.places if place.council == "Essex"]
    assert len(essex) == 3
    assert sum(place.share for place in essex) == pytest.approx(1)
    assert min(min(place.population) for place in england.places) > 0


def test_place_ids_are_unique_and_name_the_system_only_where_needed(england: Geography) -> None:
    ids = [place.id for place in england.places]
    assert len(set(ids)) == len(ids)
    assert {"Leeds", "Suffolk (Norfolk and Waveney)"} <= set(ids)


def test_register_of_care_homes_is_complete(england: Geography) -> None:
    places = sum(place.residential_places + place.nursing_places for place in england.places)
    assert 456_000 < places < 457_000


def test_delayed_days_of_the_councils_are_those_published(england: Geography) -> None:
    assert round(sum(place.delayed_days["2017/18"] for place in england.places)) == 1_970_053


@pytest.mark.parametrize("field", ["deprivation_65plus", "deprivation_all"])
def test_deprivation_fifths_sum_to_one(england: Geography, field: str) -> None:
    assert [sum(getattr(place, field)) for place in england.places] == pytest.approx(
        [1.0] * len(england.places)
    )


@pytest.mark.parametrize(
    ("side", "published"),
    [
        ("available", [102_897.5, 100_944.9, 101_222.4, 103_334.7]),
        ("occupied", [91_723.8, 89_830.5, 91_797.8, 95_672.4]),
    ],
)
def test_acute_and_community_beds_make_the_published_total(
    england: Geography, side: str, published: list[float]
) -> None:
    sums = [
        sum(
            getattr(system, f"community_{side}")[quarter]
            + sum(getattr(hospital, side)[quarter] for hospital in system.hospitals)
            for system in england.systems
        )
        for quarter in QUARTERS
    ]
    assert sums == pytest.approx(published, abs=0.1)


def test_mental_health_beds_are_those_published(england: Geography) -> None:
    beds = sum(system.mental_health_occupied["2017/18 Q1"] for system in england.systems)
    assert beds == pytest.approx(16_479.7 + 802.2, abs=0.1)


def test_every_place_has_a_hospital(england: Geography) -> None:
    for system in england.systems:
        assert {use.place_id for use in system.uses} == {place.id for place in system.places}


def test_uses_of_a_division_sum_to_one(england: Geography) -> None:
    for system in england.systems:
        sums = {hospital.id: 0.0 for hospital in system.hospitals}
        for use in system.uses:
            sums[use.hospital_id] += use.occupied_share
        assert list(sums.values()) == pytest.approx([1.0] * len(sums))


def test_divisions_of_a_trust_sum_to_its_beds(england: Geography) -> None:
    divided: dict[str, float] = {}
    for system in england.systems:
        for hospital in system.hospitals:
            divided[hospital.trust_code] = (
                divided.get(hospital.trust_code, 0.0) + hospital.available[QUARTERS[0]]
            )
    rows = read_table(DATA, "hospitals.csv", ("trust_code", "quarter", "available"))
    published = {
        row.text("trust_code"): row.number("available") for row in rows if row.text("quarter") == QUARTERS[0]
    }
    assert divided == pytest.approx(published)


def test_no_division_is_a_handful_of_beds_but_an_eye_hospital(england: Geography) -> None:
    small = {
        hospital.name
        for system in england.systems
        for hospital in system.hospitals
        if sum(hospital.occupied[quarter] for quarter in QUARTERS) / 4 < 9.9
    }
    assert small == {"Moorfields Eye Hospital NHS Foundation Trust"}


def test_every_reason_and_funder_has_a_responsible_organisation() -> None:
    rows = read_table(DATA, "responsible_organisation.csv", ("reason", "funder", "organisation", "share"))
    cells: dict[tuple[str, str], str] = {}
    for row in rows:  # the first is who answers in the first place, others for a part of its delays
        cells.setdefault((row.text("reason"), row.text("funder")), row.text("organisation"))
    reasons = ("A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O")
    assert list(cells) == [
        (reason, funder) for reason in reasons for funder in ("council", "self", "nhs", "joint")
    ]
    for reason in ("C", "I"):
        assert {cells[reason, funder] for funder in ("council", "self", "nhs", "joint")} == {"NHS"}
    for reason in ("Di", "G", "H"):
        assert {cells[reason, funder] for funder in ("council", "self", "nhs", "joint")} == {
            "NHS",
            "social care",
        }
    for reason in ("A", "B", "Dii", "E", "F", "O"):
        assert [cells[reason, funder] for funder in ("council", "self", "nhs", "joint")] == [
            "social care",
            "NHS",
            "NHS",
            "both",
        ]


def test_relative_admission_rates_leave_the_national_rate_alone(england: Geography) -> None:
    rates = column("deprivation_relative_rates.csv", "relative_rate")
    elderly = [column("councils.csv", f"people_65plus_fifth_{fifth}") for fifth in range(1, 6)]
    people = [sum(fifth) for fifth in elderly]
    mean = sum(rate * number for rate, number in zip(rates[5:], people, strict=True)) / sum(people)
    assert mean == pytest.approx(1, abs=1e-4)


def test_a_folder_is_read_once(england: Geography) -> None:
    assert load_geography(DATA) is england


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (
            "councils.csv",
            "75317",
            "many",
            "councils.csv:2: population_0_64: found 'many'; expected a number, 0 or more",
        ),
        (
            "council_systems.csv",
            "E06000001,E54000045,1.0",
            "E06000001,E54000045,0.9",
            "council_systems.csv:2: sum of people_share: found '0.900000'; expected 1",
        ),
        (
            "council_systems.csv",
            "E06000001,E54000045",
            "E06000001,E54000099",
            "council_systems.csv:2: system_code: found 'E54000099'; expected a code of systems.csv",
        ),
        (
            "hospital_use.csv",
            "R0A,",
            "R00,",
            "hospital_use.csv:2: trust_code: found 'R00'; expected a code of hospitals.csv",
        ),
        (
            "hospitals.csv",
            "2016/17 Q2",
            "2016/17 Q1",
            "hospitals.csv:3: quarter: found '2016/17 Q1'; expected each quarter once",
        ),
        (
            "districts.csv",
            "E06000001,E54000045",
            "E06000001,E54000099",
            "districts.csv:2: council_code, system_code: found 'E06000001 E54000099'; "
            "expected a row of council_systems.csv",
        ),
        (
            "districts.csv",
            "E06000001,E54000045",
            "E06000002,E54000045",
            "council_systems.csv:2: council_code, system_code: found 'E06000001 E54000045'; "
            "expected a row of districts.csv too",
        ),
        (
            "systems.csv",
            "2016/17 Q1",
            "2015/16 Q1",
            "systems.csv:2: quarter: found '16 quarters'; expected also 2016/17 Q1",
        ),
    ],
)
def test_a_malformed_table_is_named_with_its_line(
    folder: Path, table: str, old: str, new: str, message: str
) -> None:
    spoil(folder, table, old, new)
    with pytest.raises(DataError) as caught:
        load_geography(folder)
    assert str(caught.value).startswith(f"{folder}/{message}")


def test_a_place_without_a_hospital_is_named(folder: Path) -> None:
    lines = (folder / "hospital_use.csv").read_text(encoding="utf-8").splitlines()
    moved = [line.replace("E06000046,E54000042", "E06000001,E54000045") for line in lines]
    (folder / "hospital_use.csv").write_text("\n".join(moved) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"hospital_use\.csv:1: no hospital serves Isle of Wight$"):
        load_geography(folder)
