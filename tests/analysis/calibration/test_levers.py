from pathlib import Path

import pytest

from dtocsim.analysis.calibration.levers import PATHS, Lever, changes, of_file, of_registry
from dtocsim.scenario import ScenarioError, load_evidence

VALUES = {key: float(row.value) for key, row in load_evidence().items()}
BANDS = ("0-64", "65-74", "75-84", "85+")
STAY, SEARCH = "hospital.emergency_stay_mean_days", "home_care.search_mean_days"


def read(folder: Path, text: str) -> tuple[Lever, ...]:
    path = folder / "parameters.yaml"
    path.write_text(f"parameters:\n{text}", encoding="utf-8")
    return of_file(path, VALUES)


def errors(folder: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read(folder, text)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_every_calibrated_number_of_the_registry_is_moved_by_exactly_one_lever() -> None:
    levers = of_registry(VALUES)
    moved = [key for lever in levers for key in lever.keys]
    calibrated = {key for key, row in load_evidence().items() if row.mark == "calibrated" and row.value > 0}
    assert sorted(moved) == sorted(calibrated - set(PATHS))


def test_a_factor_on_all_delays_moves_at_its_dates_and_not_where_it_is_constant() -> None:
    dated = {f"{PATHS[0]}@2017-04-01": 1.0, f"{PATHS[0]}@2018-03-31": 0.9}
    known = {SEARCH: 3.4, PATHS[1]: 1.0} | dated
    moved = [key for lever in of_registry(known) for key in lever.keys]
    assert moved == [SEARCH, *dated]


def test_no_lever_of_the_registry_moves_a_number_out_of_its_range() -> None:
    levers = of_registry(VALUES)
    for position in (0.0, 1.0):
        for key, value in changes(levers, [position] * len(levers)).items():
            row = load_evidence()[key]
            assert row.low * (1 - 1e-6) <= value <= row.high * (1 + 1e-6)


def test_numbers_by_age_band_move_by_one_factor(tmp_path: Path) -> None:
    (lever,) = read(tmp_path, f"  {STAY}: {{low: 0.8, high: 1.25}}")
    assert lever.keys == tuple(f"{STAY}.{band}" for band in BANDS)
    assert lever.at(1.0) == pytest.approx({key: 1.25 * VALUES[key] for key in lever.keys})
    assert lever.at(0.5) == pytest.approx({key: VALUES[key] for key in lever.keys})


def test_a_mean_and_its_standard_deviation_move_together() -> None:
    levers = {lever.parameter.name: lever for lever in of_registry(VALUES)}
    assert levers["housing.rehousing ×"].keys == ("housing.rehousing_mean_days", "housing.rehousing_sd_days")


def test_lengths_that_no_figure_tells_apart_move_together() -> None:
    levers = {lever.parameter.name: lever for lever in of_registry(VALUES)}
    assert set(levers["equipment.delivery ×"].keys) == {
        "equipment.delivery_mean_days",
        "equipment.delivery_sd_days",
        "equipment.major_adaptation_mean_days",
    }


def test_a_single_number_moves_within_the_range_given_or_the_registrys(tmp_path: Path) -> None:
    given, plausible = read(tmp_path, f"  {SEARCH}: {{low: 2, high: 5}}\n  home_care.elasticity: {{}}")
    assert given.at(0.0) == {SEARCH: 2.0}
    assert (plausible.parameter.low, plausible.parameter.high) == (0.3, 1.2)


def test_keys_named_together_share_a_factor(tmp_path: Path) -> None:
    (lever,) = read(
        tmp_path, "  placement.choice_mean_days: {with: [placement.choice_sd_days], low: 0.5, high: 1.2}"
    )
    assert lever.at(0.0) == {
        key: pytest.approx(0.5 * VALUES[key])
        for key in ("placement.choice_mean_days", "placement.choice_sd_days")
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "  home_care.search_mean_day: {}",
            "parameters.yaml:2: parameters.home_care.search_mean_day: no number called "
            "home_care.search_mean_day; did you mean search_mean_days? (days, above 0 to 3,650)",
        ),
        (
            f"  {SEARCH}: {{low: 4, high: 5}}",
            f"parameters.yaml: {SEARCH}: {VALUES[SEARCH]:g} is outside its range 4 to 5; "
            "give a range that holds it",
        ),
        (
            f"  {SEARCH}: {{low: 5, high: 2}}",
            f"parameters.yaml: {SEARCH}: range 5 to 2; expected a lower end below the upper end",
        ),
        (
            f"  {SEARCH}: {{most: 5}}",
            f"parameters.yaml:2: parameters.{SEARCH}.most: unknown key; expected one of with, low, high",
        ),
        (
            f"  {SEARCH}: {{}}\n  home_care: {{low: 0.9, high: 1.1}}",
            f"parameters.yaml: {SEARCH}: moved by two parameters; leave it to one of them",
        ),
    ],
)
def test_what_cannot_be_moved_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert message in errors(tmp_path, text)


def test_more_than_twenty_five_are_refused(tmp_path: Path) -> None:
    keys = [key for key, row in load_evidence().items() if row.low < row.value < row.high][:26]
    assert errors(tmp_path, "".join(f'  "{key}": {{}}\n' for key in keys)) == [
        "parameters.yaml: 26 parameters; expected 1 to 25, named in a --parameters file"
    ]


def test_at_most_25_national_parameters_are_calibrated() -> None:
    assert len(of_registry(VALUES)) <= 25
