import subprocess
import sys
from pathlib import Path

import pytest

from dtocsim.scenario import Place, ScenarioError, load, load_evidence
from dtocsim.scenario.catalogue import number_keys

HERE = Path(__file__).parent
SCENARIOS = HERE.parents[1] / "scenarios"
VALID = sorted(path.name for path in (HERE / "valid").glob("*.yaml"))
INVALID = sorted(path.name for path in (HERE / "invalid").glob("*.yaml"))
SHIPPED = sorted(
    str(path.relative_to(SCENARIOS))
    for path in SCENARIOS.rglob("*.yaml")
    if path.parent.name not in ("calibration", "sweeps")
)


@pytest.fixture(autouse=True)
def _in_this_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_loads(name: str) -> None:
    scenario = load(Path("valid", name))
    assert scenario.tables.folder == SCENARIOS / "data"


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_file_is_refused_with_exactly_its_message(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE / "invalid")
    with pytest.raises(ScenarioError) as error:
        load(name)
    assert f"{error.value}\n" == Path(name).with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_loads_and_asks_a_question(name: str) -> None:
    assert load(SCENARIOS / name).question.endswith("?")


def test_england_is_the_financial_year_2017_18() -> None:
    run = load(SCENARIOS / "england-2017-18.yaml").run
    assert (str(run.first_day), run.days, run.warm_up_days, run.seed, run.replications) == (
        ("2017-04-01", 365, 60, 20171, 1)
    )


def test_england_states_no_number_that_differs_from_the_registry() -> None:
    def number(key: str) -> object:
        name, bracket, index = key.partition("[")
        found: object = content
        for step in name.split("."):
            found = found[step]  # type: ignore[index]
        return found[int(index[:-1])] if bracket else found  # type: ignore[index]

    content = load(SCENARIOS / "england-2017-18.yaml").model_dump(by_alias=True)
    by_date = {"demand.zero_day_share", "delays.performance_trend"}
    told = {key: number(key) for key in number_keys()}
    registry = {key: row.value for key, row in load_evidence().items()}
    assert {key for key, value in told.items() if value != registry[key]} == by_date


def test_words_in_quotes_are_text() -> None:
    scenario = load("valid/quoted-words.yaml")
    assert (scenario.name, scenario.question) == ("no", "12:30")


def test_a_folded_question_is_one_line() -> None:
    assert load("valid/folded-question.yaml").question == "Do quicker packages of care free beds?"


def test_one_age_band_can_be_changed_alone() -> None:
    assert load("valid/one-age-band.yaml").people.living_alone_share.in_order() == (0.1, 0.27, 0.38, 0.6)


def test_an_exponent_is_a_number() -> None:
    assert load("valid/exponent.yaml").home_care.clients == 350_000


def test_the_history_tells_who_set_a_key() -> None:
    scenario = load("valid/one-age-band.yaml", ["run.days=30"])
    origins = {key: settings[-1].place for key, settings in scenario.history.items()}
    evidence = Place("evidence.csv", load_evidence()["people.living_alone_share.0-64"].line)
    assert {key: origins[key] for key in ("people.living_alone_share.0-64", "name")} == {
        "people.living_alone_share.0-64": evidence,
        "name": Place("base.yaml", 1),
    }
    assert origins["people.living_alone_share.85+"] == Place("valid/one-age-band.yaml", 4)
    assert origins["run.days"] == Place("--set")
    assert "run.first_day" not in origins


def test_problems_of_settings_name_set_and_come_with_those_of_the_file() -> None:
    with pytest.raises(ScenarioError) as error:
        load("invalid/share-above-one.yaml", ["demand.zero_day_shar=0.3", "home_care.elasticity=11"])
    assert str(error.value).splitlines() == [
        "--set: demand.zero_day_shar: unknown key; did you mean zero_day_share? (share, 0 to 1)",
        "--set: home_care.elasticity: found 11; expected power, 0 to 10 (plausible 0.3 to 1.2)",
        "invalid/share-above-one.yaml:3: demand.zero_day_share: found 1.3; expected share, 0 to 1"
        " (plausible 0.25 to 0.42)",
    ]


def test_a_setting_mends_a_file() -> None:
    assert load("invalid/share-above-one.yaml", ["demand.zero_day_share=0.3"]).demand.zero_day_share == 0.3


def test_loading_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from dtocsim.scenario import load; load(sys.argv[1]);"
        "heavy = {'matplotlib', 'numba', 'numpy', 'pandas', 'pyarrow', 'scipy', 'simpy'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    england = str(SCENARIOS / "england-2017-18.yaml")
    result = subprocess.run(
        [sys.executable, "-c", code, england], cwd=HERE.parents[1], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"
