"""Where people live below the council: the same people, counted by district."""

from dtocsim.care.areas import AGE_BANDS, Neighbourhood
from dtocsim.care.demand import age_shares
from dtocsim.care.expectations import expectations
from dtocsim.care.journey import build_system
from dtocsim.care.model import SystemModel
from dtocsim.care.residence import Fineness, neighbourhood_shares
from dtocsim.care.simulation import simulate
from dtocsim.care.users import deprivation_shares
from dtocsim.flow import compiled, reference
from dtocsim.flow.log import LogEntry
from dtocsim.flow.outcome import Run
from tests.care.small import BRIEF, CUMBRIA, scenario

CARLISLE, ALLERDALE = "E07000028", "E07000026"
DRAWS = ("district", "neighbourhood")


def small(district: str | None = None, fineness: Fineness = "council") -> SystemModel:
    expected = expectations(scenario(*BRIEF))
    system = next(each for each in expected.geography.systems if each.code == CUMBRIA)
    return build_system(scenario(*BRIEF), system, expected, district, fineness)


def ran(model: SystemModel) -> Run:
    return compiled.run(model.network, seed=3, replication=1, log=True)


def without_draws(log: tuple[LogEntry, ...]) -> list[LogEntry]:
    return [entry for entry in log if not entry.step.endswith(DRAWS)]


def emergencies(model: SystemModel, run: Run) -> int:
    return sum(int(run.tally.counter(place.records.emergencies).sum()) for place in model.places)


def test_to_ask_where_people_live_changes_nothing_for_anybody() -> None:
    plain, asked = ran(small()), ran(small(fineness="neighbourhood"))
    assert without_draws(asked.log) == list(plain.log)
    assert len(asked.log) > len(plain.log)


def test_residents_of_the_districts_add_up_to_those_of_the_place() -> None:
    whole = small()
    (place,) = whole.places
    parts = [small(district.code) for district in place.place.districts]
    assert len(parts) == 4
    counted = [emergencies(part, ran(part)) for part in parts]
    assert sum(counted) == emergencies(whole, ran(whole))
    assert min(counted) > 0


def test_a_district_has_the_share_of_admissions_that_its_people_let_expect() -> None:
    """Three standard errors of a share of some two thousand admissions."""
    whole, part = small(), small(CARLISLE)
    (place,) = whole.places
    ages, folder = age_shares(place)["emergency"], place.scenario.tables.folder
    expected = sum(
        ages[band] * fifth_share * place.place.district_shares(number, fifth)[CARLISLE]
        for number, band in enumerate(AGE_BANDS)
        for fifth, fifth_share in enumerate(deprivation_shares(place.place, folder, band))
    )
    admitted = emergencies(whole, ran(whole))
    share = emergencies(part, ran(part)) / admitted
    assert abs(share - expected) < 3 * (expected * (1 - expected) / admitted) ** 0.5


def test_tables_name_the_district() -> None:
    areas = set(simulate(scenario(*BRIEF), district=CARLISLE, seed=3).monthly["area"])
    assert "Carlisle" in areas
    assert "Cumbria" not in areas


def test_both_engines_count_the_same_residents() -> None:
    model = small(ALLERDALE)
    fast, readable = ran(model), reference.run(model.network, 3, 1)
    for place in model.places:
        assert (
            fast.tally.counter(place.records.emergencies) == readable.tally.counter(place.records.emergencies)
        ).all()
        assert (
            fast.tally.census(place.records.in_bed["acute"])
            == readable.tally.census(place.records.in_bed["acute"])
        ).all()


def test_a_neighbourhood_takes_its_share_of_the_people_of_a_fifth() -> None:
    poor = Neighbourhood("a", "A", "d", "s", (300.0, 50.0, 40.0, 10.0), (2.0, 2.0, 0.0, 0.0, 0.0))
    mixed = Neighbourhood("b", "B", "d", "s", (150.0, 30.0, 15.0, 5.0), (0.0, 1.0, 1.0, 0.0, 0.0))
    assert neighbourhood_shares((poor, mixed), 0) == {"a": 1.0, "b": 0.0}
    assert neighbourhood_shares((poor, mixed), 1) == {"a": 200 / 300, "b": 100 / 300}
    assert neighbourhood_shares((poor, mixed), 4) == {"a": 400 / 600, "b": 200 / 600}
