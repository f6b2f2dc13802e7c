"""The commands that check, question and begin scenarios."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dtocsim import cli
from dtocsim.scenario import load
from dtocsim.scenario.catalogue import accepted
from tests.conftest import ENGLAND

Run = Callable[..., tuple[int, str, str]]
USUAL = load(ENGLAND).home_care.search_mean_days
QUICKER = ENGLAND.parent / "what-if" / "quicker-packages-of-care.yaml"


@pytest.fixture
def dtocsim(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs a command in an empty folder; returns exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dtocsim", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run


def test_a_valid_file_is_a_line_and_an_implausible_value_a_warning(dtocsim: Run) -> None:
    status, out, err = dtocsim("validate", QUICKER, "--set", "home_care.elasticity=3")
    assert (status, err) == (0, "")
    first, warning = out.splitlines()
    assert first.startswith(f"{QUICKER}: valid: Quicker packages of care; 4 values changed; hash ")
    assert warning == "--set: home_care.elasticity: warning: 3; plausible are 0.3 to 1.2 power"


@pytest.mark.parametrize(
    ("dates", "warned"),
    [
        ("start: 2018-04-01", "start: warning: 2018-04-01; the scheme does nothing"),
        ("end: 2017-03-31", "end: warning: 2017-03-31; the scheme does nothing"),
        ("start: 2018-03-31", ""),
        ("start: 2018-04-01, enabled: false", ""),
    ],
)
def test_a_scheme_that_the_run_never_meets_is_warned_of(
    dtocsim: Run, tmp_path: Path, dates: str, warned: str
) -> None:
    scheme = f"{{kind: reablement_expansion, where: [Leeds], places: 10, {dates}}}"
    (tmp_path / "late.yaml").write_text(f"extends: {ENGLAND}\nname: late\nschemes:\n  more: {scheme}\n")
    status, out, err = dtocsim("validate", "late.yaml")
    assert (status, err) == (0, "")
    told = f"late.yaml:4: schemes.more.{warned}; the run counts 2017-04-01 to 2018-03-31"
    assert out.splitlines()[1:] == ([told] if warned else [])


def test_invalid_files_are_refused_and_the_others_still_told(dtocsim: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("name: odd\nruns: {days: 3}\n")
    status, out, err = dtocsim("validate", "odd.yaml", ENGLAND)
    assert status == 2
    assert out.startswith(f"{ENGLAND}: valid: England 2017/18; 2 values changed; hash ")
    assert err.splitlines() == [
        "odd.yaml:1: tables: missing key; expected the keys folder, digest or, in a file that changes "
        "another, extends: and its name",
        f"odd.yaml:2: runs: unknown key; did you mean run? ({accepted('run')})",
    ]


def test_a_value_is_explained(dtocsim: Run) -> None:
    status, out, _ = dtocsim("explain", QUICKER, "home_care.search_mean_days")
    lines = out.splitlines()
    assert (status, lines[0]) == (0, "home_care.search_mean_days = 2 days")
    assert f"set by     {QUICKER}:9" in lines
    assert any(
        line.startswith(f"replaced   {USUAL:g} (") and "england-2017-18.yaml" in line for line in lines
    )
    assert "accepts    days, above 0 to 3,650; may vary by area and by date" in lines
    assert any(line.startswith("source     Delayed Transfers of Care time series") for line in lines)


def test_what_differs_by_area_is_explained_area_by_area(dtocsim: Run, tmp_path: Path) -> None:
    file = tmp_path / "two-areas.yaml"
    file.write_text(
        f"extends: {ENGLAND}\nname: Two areas\nby_area:\n  leeds city:\n"
        "    home_care: {search_mean_days: 2}\n"
        "  York:\n    home_care: {search_mean_days: 4}\n",
        encoding="utf-8",
    )
    key = "home_care.search_mean_days"
    status, out, _ = dtocsim("explain", str(file), "by_area")
    assert (status, out) == (
        0, f"{key}  {{by_area: {{England: {USUAL:g}, Leeds: 2, York: 4}}}} days  ({file}:7)\n"
    )  # fmt: skip
    for said in ("by_area.leeds", f"{key}.by_area.Leeds"):
        assert dtocsim("explain", str(file), said)[1] == f"by_area.Leeds.{key}  2 days  ({file}:5)\n"
    assert dtocsim("explain", str(file), "by_area.Bath") == (
        2, "", f"{file}: by_area.Bath: nothing is said of it; values differ in England, Leeds, York\n"
    )  # fmt: skip
    assert dtocsim("explain", str(file), "ramp")[1].startswith("delays.performance_trend  {ramp: {")


def test_an_element_of_a_list_is_explained(dtocsim: Run) -> None:
    status, out, _ = dtocsim("explain", ENGLAND, "demand.emergency_hour_index[3]")
    assert (status, out.startswith("demand.emergency_hour_index[3] = 0.")) == (0, True)


def test_a_section_lists_its_keys_and_an_unknown_key_has_a_nearest(dtocsim: Run) -> None:
    assert "  housing.rehousing_mean_days  " in dtocsim("explain", ENGLAND, "housing")[1]
    status, _, err = dtocsim("explain", ENGLAND, "housing.rehousing_mean_day")
    assert status == 2
    assert "unknown key; did you mean rehousing_mean_days? (days, above 0 to 3,650)" in err


def test_nobody_complains_when_the_reader_has_seen_enough() -> None:
    command = [sys.executable, "-m", "dtocsim.cli", "explain", str(ENGLAND)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ENGLAND.parents[1]
    ) as told:
        assert told.stdout is not None
        assert told.stderr is not None
        told.stdout.close()
        assert (told.stderr.read(), told.wait()) == (b"", 0)


def test_the_difference_of_two_scenarios_is_told_with_unit_and_places(dtocsim: Run) -> None:
    status, out, _ = dtocsim("diff", ENGLAND, QUICKER)
    assert (status, out.count("\n")) == (0, 1)
    assert out.startswith(f"home_care.search_mean_days: {USUAL:g} -> 2 days  (")
    assert dtocsim("diff", ENGLAND, ENGLAND)[1] == "No value differs.\n"


def test_a_what_if_is_begun_for_an_area(dtocsim: Run, tmp_path: Path) -> None:
    changes = ("--change", "home_care.search_mean_days=3", "--change", "home_care.elasticity=0.9")
    status, _, err = dtocsim("new", "mine.yaml", "--extends", ENGLAND, "--area", "leeds", *changes)
    assert (status, err) == (0, "")
    text = (tmp_path / "mine.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=")
    assert f"  # Plausible 2 to 13 days (calibrated); so far {USUAL:g}.\n" in text
    found = load(tmp_path / "mine.yaml")
    assert found.run.area == "Leeds"
    assert found.at("Leeds").home_care.search_mean_days == 3
    assert found.at("Kent").home_care.search_mean_days == USUAL


def test_a_what_if_of_a_district_says_what_holds_for_its_council_and_its_system(
    dtocsim: Run, tmp_path: Path
) -> None:
    changes = ("--change", "home_care.search_mean_days=3", "--change", "hospital.usable_bed_share=0.9")
    assert dtocsim("new", "mine.yaml", "--extends", ENGLAND, "--area", "Wealden", *changes)[0] == 0
    lines = (tmp_path / "mine.yaml").read_text().splitlines()
    assert '  area: "Wealden district"' in lines
    assert "  # For all of East Sussex: no smaller area has a value of its own." in lines
    assert "  search_mean_days: {by_area: {East Sussex: 3}}" in lines
    assert "  usable_bed_share: {by_area: {Sussex and East Surrey system: 0.9}}" in lines
    assert load(tmp_path / "mine.yaml").at("East Sussex").home_care.search_mean_days == 3


def test_an_unknown_area_is_told_in_the_words_of_the_option(dtocsim: Run, tmp_path: Path) -> None:
    status, _, err = dtocsim("new", "mine.yaml", "--extends", ENGLAND, "--area", "Leedz")
    assert (status, list(tmp_path.iterdir())) == (2, [])
    assert err.startswith("--area: unknown area 'Leedz'; did you mean Leeds or ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("home_care.x=3", "--change: home_care.x: unknown key"),
        ("name=Foo", "--change: name: not a value; say it with --name"),
        ("home_care=3", "--change: home_care: a section; expected one of keys such as"),
        ("home_care.elasticity=300", "--change: home_care.elasticity: found 300; expected power, 0 to 10"),
        ("home_care.elasticity", "'home_care.elasticity' is not KEY=VALUE"),
    ],
)
def test_what_cannot_be_begun_leaves_no_file(dtocsim: Run, tmp_path: Path, change: str, message: str) -> None:
    status, _, err = dtocsim("new", "mine.yaml", "--extends", ENGLAND, "--change", change)
    assert (status, message in err) == (2, True)
    assert not (tmp_path / "mine.yaml").exists()


def test_an_existing_file_is_never_replaced(dtocsim: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("years of work")
    status, _, err = dtocsim("new", "mine.yaml", "--extends", ENGLAND, "--change", "home_care.elasticity=0.9")
    assert (status, err) == (2, "mine.yaml: exists already; name another file\n")
    assert (tmp_path / "mine.yaml").read_text() == "years of work"


def test_schema_and_reference_are_printed_or_written(dtocsim: Run, tmp_path: Path) -> None:
    assert dtocsim("schema", "--out", "s.json")[0] == 0
    assert dtocsim("schema")[1] == (tmp_path / "s.json").read_text(encoding="utf-8")
    assert dtocsim("schema", "--reference")[1].startswith("# Scenario files\n")


def test_validate_takes_less_than_half_a_second_of_the_processor() -> None:
    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    def seconds() -> float:
        begun = spent()
        command = [sys.executable, "-m", "dtocsim.cli", "validate", str(ENGLAND)]
        subprocess.run(command, check=True, capture_output=True, cwd=ENGLAND.parents[1])
        return spent() - begun

    # Its own time, because other processes on the machine are not the program's fault.
    assert min(seconds() for _ in range(3)) < 0.5
