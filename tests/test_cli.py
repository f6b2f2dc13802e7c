"""What a user types, and what comes back: text, files, exit status."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dtocsim import care, cli
from dtocsim.cli.frame import Estimate
from dtocsim.experiment import read_result
from tests.conftest import USUAL_SEARCH_DAYS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def dtocsim(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, fake_care: Any
) -> Run:
    """Runs a command in an empty folder; returns exit status, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dtocsim", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run


def test_a_run_ends_with_summary_cost_place_and_repetition(dtocsim: Run, england: Path) -> None:
    status, out, err = dtocsim("run", england, "--set", "run.days=30", "--replications", 2)
    assert (status, err) == (0, "")
    assert out.startswith("England, 30 days from 1 April 2017: on an average day 62 beds")
    assert "2,000 events, 2,000 events a second, peak memory" in out
    assert "Written: results/england-2017-18-run.days-30/ (summary, tables, plots)\n" in out
    assert out.endswith(f"Repeat with: dtocsim run {england} --set run.days=30 --replications 2\n")


def test_the_folder_holds_tables_and_plots(dtocsim: Run, england: Path, tmp_path: Path) -> None:
    dtocsim("run", england, "--set", "run.days=30", "--out", "mine")
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [
        "daily.parquet",
        "dtoc_by_reason.png",
        "dtoc_by_reason.svg",
        "manifest.json",
        "monthly.parquet",
        "published.parquet",
        "resolved.yaml",
        "summary.json",
    ]


def test_options_reach_the_run_and_its_result(
    dtocsim: Run, england: Path, tmp_path: Path, fake_care: Any
) -> None:
    options = ("--area", "Bath & North East Somerset", "--seed", 5, "--engine", "reference")
    status, _, _ = dtocsim("run", england, *options)
    assert status == 0
    assert fake_care.calls == [
        {
            "area": "E06000022",
            "system": None,
            "district": None,
            "engine": "reference",
            "seed": 5,
            "replication": 1,
        }
    ]
    assert read_result(tmp_path / "results/england-2017-18-bath-north-east-somerset").scenario.run.seed == 5


def test_the_same_command_again_simulates_nothing(dtocsim: Run, england: Path, fake_care: Any) -> None:
    command = ("run", england, "--set", "run.days=30", "--replications")
    dtocsim(*command, 2)
    _, out, _ = dtocsim(*command, 3)
    assert [call["replication"] for call in fake_care.calls] == [1, 2, 3]
    assert "\n2 of 3 replications had been run before and came from the store.\n" in out


def test_a_comparison_begins_with_its_answer_and_keeps_it(
    dtocsim: Run, england: Path, tmp_path: Path
) -> None:
    what_if = england.parent / "what-if" / "quicker-packages-of-care.yaml"
    command = ("compare", england, what_if, "--set", "run.days=30", "--replications", 5)
    status, out, err = dtocsim(*command)
    assert (status, err) == (0, "")
    # Three people wait on the average of five replications, and the what-if says 2 days.
    fewer = f"{3 * (1 - 2 / USUAL_SEARCH_DAYS):.2f} beds"
    assert out.startswith(f"England: 'Quicker packages of care' lowers Delayed transfers of care by {fewer}")
    folder = tmp_path / "results" / "quicker-packages-of-care-against-england-2017-18-run.days-30"
    assert (folder / "comparison.txt").read_text() in out
    assert f"Written: {folder.relative_to(tmp_path)}/ (" in out


def test_replications_are_added_until_they_are_precise_enough(dtocsim: Run, england: Path) -> None:
    _, out, _ = dtocsim("run", england, "--set", "run.days=30", "--precision", "2", "--most", 12)
    assert "\nPrecision: the maximum of 12 replications is not enough: half-width of Delayed" in out
    assert "2.17 after 10, 2.29 after 12, 2.00 wanted" in out


def test_the_store_can_be_listed_shown_exported_and_pruned(
    dtocsim: Run, england: Path, tmp_path: Path
) -> None:
    dtocsim("run", england, "--set", "run.days=30", "--replications", 3)
    _, out, _ = dtocsim("results", "list")
    row = next(line for line in out.splitlines() if "England 2017/18" in line)
    assert row.split()[3:6] == ["England", "20171", "3"]
    group = row.split()[0]
    _, out, _ = dtocsim("results", "show", group)
    assert out.startswith("England 2017/18, England, seed 20171: 3 replications\n")
    _, out, _ = dtocsim("results", "export", group, "--out", "x.csv")
    rows = (tmp_path / "x.csv").read_text().count("\n") - 1
    assert out == f"Written: x.csv ({rows} rows)\n"
    assert dtocsim("results", "prune")[1] == "Nothing to remove.\n"
    assert "Would remove: 1 group" in dtocsim("results", "prune", group, "--dry-run")[1]
    assert "Removed: 1 group" in dtocsim("results", "prune", group)[1]
    assert dtocsim("results", "list")[1] == "The store holds nothing.\n"
    assert dtocsim("results", "show", group) == (
        2,
        "",
        f"results/store: {group} names nothing there; `dtocsim results list` shows the ids\n",
    )


def test_a_sweep_ends_with_its_answer_and_one_table(dtocsim: Run, england: Path, tmp_path: Path) -> None:
    text = f"base: {os.path.relpath(england, tmp_path)}\nreplications: 5\ndesign: grid\nvary:\n"
    (tmp_path / "s.yaml").write_text(f"{text}  home_care.search_mean_days: [1.7]\n")
    status, out, err = dtocsim("sweep", "s.yaml", "--set", "run.days=30")
    assert (status, err) == (0, "")
    assert out.startswith("England: of 2 points home_care.search_mean_days 1.7 has the lowest")
    assert (tmp_path / "results/sweep-s-run.days-30/measures.parquet").exists()


def test_a_risk_begins_with_its_chance(dtocsim: Run, england: Path) -> None:
    command = ("risk", england, "--set", "run.days=30", "--season", "year", "--above", 63)
    status, out, err = dtocsim(*command, "--replications", 6)
    assert (status, err) == (0, "")
    assert "with a chance of 50 % (95 % interval" in " ".join(out.split())


@pytest.fixture
def two_sets(tmp_path: Path) -> Path:
    path = tmp_path / "ensemble.csv"
    path.write_text("member,area,home_care.search_mean_days\n1,England,3.0\n2,England,4.0\n")
    return path


def test_a_run_of_an_ensemble_tells_two_uncertainties(
    dtocsim: Run, england: Path, two_sets: Path, tmp_path: Path
) -> None:
    status, out, err = dtocsim("run", england, "--set", "run.days=61", "--ensemble", two_sets)
    assert (status, err) == (0, "")
    answer = " ".join(out.split())
    assert "(2 parameter sets, 2 replications each). Of its variance 78 % is due to what is not" in answer
    folder = tmp_path / "results/england-2017-18-ensemble-run.days-61"
    assert {"ensemble.json", "ranges.parquet", "report.html", "values.parquet"} <= {
        path.name for path in folder.iterdir()
    }
    assert dtocsim("report", folder)[2].startswith(f"{folder}: the run of an ensemble; its report is ")


def test_a_comparison_with_an_ensemble_says_in_how_many_sets_it_helps(
    dtocsim: Run, england: Path, two_sets: Path
) -> None:
    what_if = england.parent / "what-if" / "quicker-packages-of-care.yaml"
    words = ("compare", england, what_if, "--set", "run.days=30", "--ensemble", two_sets)
    status, out, err = dtocsim(*words)
    assert (status, err) == (0, "")
    assert "In 2 of 2 sets it is lower than in the baseline." in " ".join(out.split())


def test_a_risk_with_an_ensemble_says_what_is_due_to_parameters(
    dtocsim: Run, england: Path, two_sets: Path
) -> None:
    words = ("risk", england, "--set", "run.days=30", "--season", "year", "--above", 62)
    status, out, err = dtocsim(*words, "--ensemble", two_sets)
    assert (status, err) == (0, "")
    assert (
        "differ by chance and by 2 parameter sets. Of the variance of the mean of the year, 78 %"
        in " ".join(out.split())
    )


def test_what_means_nothing_of_an_ensemble_is_refused(dtocsim: Run, england: Path, two_sets: Path) -> None:
    status, _, err = dtocsim("run", england, "--ensemble", two_sets, "--precision", "2%")
    assert status == 2
    assert "--precision does not go with --ensemble" in err


def test_an_interrupted_run_says_how_to_go_on(
    dtocsim: Run, england: Path, monkeypatch: pytest.MonkeyPatch, fake_care: Any
) -> None:
    command = ("run", england, "--set", "run.days=30", "--replications")
    dtocsim(*command, 2)
    monkeypatch.setattr(fake_care, "stops", KeyboardInterrupt())
    assert dtocsim(*command, 3) == (
        130,
        "",
        "interrupted; what is finished is kept in results/store: run the same command again to continue\n",
    )


def test_a_folder_that_is_no_store_is_left_alone(dtocsim: Run, england: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    status, _, err = dtocsim("run", england, "--store", "mine")
    assert (status, err) == (2, "mine: not a store of dtocsim; name another folder with --store\n")


def test_a_council_and_a_system_of_one_name_keep_their_results_apart(
    dtocsim: Run, england: Path, tmp_path: Path
) -> None:
    dtocsim("run", england, "--area", "Derbyshire")
    dtocsim("run", england, "--system", "Derbyshire")
    names = sorted(path.name for path in (tmp_path / "results").iterdir())
    assert names == ["england-2017-18-derbyshire", "england-2017-18-derbyshire-system", "store"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run"], "Missing argument 'scenario'."),
        (["simulate"], "No such command 'simulate'."),
        (["run", "x.yaml", "--engine", "fast"], "'fast' is not one of 'compiled', 'reference'."),
        (["run", "x.yaml", "--seed", "one"], "unable to parse string as an integer"),
        (["run", "x.yaml"], "x.yaml: not found; name a scenario file"),
        (["run", "ENGLAND", "--area", "Atlantis"], "unknown area 'Atlantis'"),
        (["run", "ENGLAND", "--area", "Leeds", "--system", "Kent"], "give an area or a system, not both"),
        (["run", "ENGLAND", "--set", "run.dayz=30"], "did you mean days?"),
        (["run", "ENGLAND", "--replications", "0"], "run.replications"),
        (["run", "ENGLAND", "--precision", "two"], "expected such as 2%, 50 or dtoc_beds=2%"),
        (["run", "ENGLAND", "--precision", "beds=2%"], "beds: no such measure"),
        (
            ["size", "ENGLAND", "--goal", "dtoc_beds=40", "--capacity", "assessors"],
            "expected such as 'dtoc_b",
        ),
        (["size", "ENGLAND", "--goal", "dtoc_beds<=4", "--capacity", "assessor"], "did you mean assessors?"),
        (["risk", "ENGLAND", "--above", "9", "--measure", "dtoc_bed"], "did you mean dtoc_beds?"),
        (["sweep", "no.yaml"], "no.yaml: not found"),
        (["similar", "Atlantis", "--scenario", "ENGLAND"], "unknown council 'Atlantis'"),
        (["compare", "ENGLAND"], "Missing argument 'what_if'."),
        (["run", "ENGLAND", "--out", "taken"], "taken: holds thesis.txt, which dtocsim did not write"),
        (["run", "ENGLAND", "--out", "taken/thesis.txt"], "taken/thesis.txt: a file, not a folder"),
        (
            ["run", "ENGLAND", "--out", "taken/thesis.txt/r"],
            "taken/thesis.txt/r: cannot be written: Not a dir",
        ),
    ],
)
def test_a_refusal_is_one_line_and_status_2(
    dtocsim: Run, england: Path, tmp_path: Path, words: list[str], message: str
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.txt").write_text("years of work")
    status, out, err = dtocsim(*(england if word == "ENGLAND" else word for word in words))
    assert (status, out) == (2, ""), err
    assert message in err
    assert err.count("\n") == 1
    assert (tmp_path / "taken" / "thesis.txt").read_text() == "years of work"
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize(
    ("raised", "status", "line"),
    [
        (
            KeyboardInterrupt(),
            130,
            "interrupted before anything was finished: run the same command again to begin anew\n",
        ),
        (OSError(28, "No space left on device"), 2, "results/england-2017-18: No space left on device\n"),
        (
            ZeroDivisionError("division by zero"),
            1,
            "a fault in dtocsim, please report it: ZeroDivisionError: division by zero (test_cli.py:LINE)\n",
        ),
        (MemoryError(), 2, "not enough memory; simulate a part with --area or --system\n"),
    ],
)
def test_what_stops_a_run_is_one_line_and_leaves_nothing(
    dtocsim: Run,
    england: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    raised: BaseException,
    status: int,
    line: str,
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr(care, "simulate", stop)
    found, out, err = dtocsim("run", england)
    assert (found, out, re.sub(r"py:\d+", "py:LINE", err)) == (status, "", line)
    assert list(tmp_path.iterdir()) == []


def test_help_and_version_need_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['dtocsim', '{}']\n"
        "from dtocsim.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({{'numpy', 'pandas', 'numba', 'matplotlib'}} & set(sys.modules)))"
    )
    for option in ("--help", "--version"):
        run = subprocess.run([sys.executable, "-c", code.format(option)], capture_output=True, text=True)
        assert run.stdout.splitlines()[-1] == "[]"


def test_help_answers_within_half_a_second() -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dtocsim.cli", "--help"], check=True, capture_output=True)
        return time.perf_counter() - begun

    # The best of three: other processes on the machine are not the program's fault.
    assert min(seconds() for _ in range(3)) < 0.5


def test_version(dtocsim: Run) -> None:
    assert dtocsim("--version") == (0, "dtocsim 0.1.0\n", "")


def test_areas_lists_what_a_text_finds(dtocsim: Run, england: Path) -> None:
    status, out, err = dtocsim("areas", "peak", "--tables", england.parent / "data")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "level     code       name       people 65+  beds  in",
        "district  E07000037  High Peak      18,927   162  Derbyshire",
    ]


def test_areas_answers_a_wrong_name_with_the_nearest(dtocsim: Run, england: Path) -> None:
    status, out, err = dtocsim("areas", "Welden", "--tables", england.parent / "data")
    assert (status, out) == (2, "")
    assert err.startswith("unknown area 'Welden'; did you mean Wealden district")


def test_a_plot_is_drawn_of_a_result(dtocsim: Run, england: Path, tmp_path: Path) -> None:
    dtocsim("run", england, "--set", "run.days=61", "--out", "mine")
    assert dtocsim("plot", "mine", "dtoc_by_reason") == (0, "", "Written: dtoc_by_reason.png\n")
    assert (tmp_path / "dtoc_by_reason.png").exists()


def test_a_plot_is_drawn_of_a_comparison(dtocsim: Run, england: Path, tmp_path: Path) -> None:
    what_if = england.parent / "what-if" / "quicker-packages-of-care.yaml"
    dtocsim("compare", england, what_if, "--replications", 2, "--set", "run.days=30", "--out", "both")
    assert dtocsim("plot", "both", "what_ifs", "--out", "a.svg") == (0, "", "Written: a.svg\n")


def test_a_plot_is_drawn_of_a_table(dtocsim: Run, tmp_path: Path) -> None:
    (tmp_path / "sweep.csv").write_text("x,mean\n1,5\n2,6\n")
    assert dtocsim("plot", "sweep.csv", "sweep_curve")[0] == 0


def test_plots_are_listed(dtocsim: Run) -> None:
    status, out, _ = dtocsim("plot", "--list")
    assert (status, len(out.splitlines())) == (0, 26)
    assert "waterfall              comparison  steps of what-ifs that build on one another" in out


def test_what_cannot_be_plotted_is_one_line(dtocsim: Run, england: Path) -> None:
    dtocsim("run", england, "--set", "run.days=30", "--out", "mine")
    missing = "precision: needs at least two replications; run with --replications 5 or more\n"
    assert dtocsim("plot", "mine", "precision") == (2, "", missing)
    assert dtocsim("plot", "mine", "pie")[2].startswith("no plot 'pie'; there is dtoc_by_reason, ")
    nothing = "nowhere: no such folder; expected what `dtocsim run` or `dtocsim compare` wrote\n"
    assert dtocsim("plot", "nowhere", "what_ifs") == (2, "", nothing)


def test_a_report_is_written_of_a_comparison(dtocsim: Run, england: Path, tmp_path: Path) -> None:
    what_if = england.parent / "what-if" / "quicker-packages-of-care.yaml"
    dtocsim("compare", england, what_if, "--replications", 2, "--set", "run.days=30", "--out", "both")
    assert dtocsim("report", "both", "--out", "a.md") == (0, "", "Written: a.md\n")
    assert "shows no clear effect" in (tmp_path / "a.md").read_text(encoding="utf-8").split("\n\n")[1]
    assert dtocsim("report", "both", "--out", "a.pdf")[0] == 2


def test_where_nobody_sees_a_bar_a_long_run_says_once_how_long_it_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Half a minute of compiling comes once: then 0.2 % a second, 500 seconds in all.
    now = [0.0]
    estimate = Estimate("Simulating Leeds", clock=lambda: now[0])
    for now[0], share in ((1.0, 0.0), (30.0, 0.01), (35.0, 0.02), (41.0, 0.032), (60.0, 0.07)):
        estimate(share)
    assert capsys.readouterr().err == (
        "Simulating Leeds: about 9 minutes in all, by the first 11 seconds; Ctrl-C stops it, what is "
        "finished is kept, and the same command goes on\n"
    )


def test_an_estimate_begins_again_with_the_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    estimate = Estimate("Sweeping", clock=lambda: now[0])
    for now[0], share in ((1.0, 0.5), (2.0, 1.0), (3.0, 0.001), (23.0, 0.101)):
        estimate(share)
    assert capsys.readouterr().err.startswith("Sweeping: about 3 minutes in all, by the first 20 seconds")


def test_a_short_run_says_nothing_of_its_length(capsys: pytest.CaptureFixture[str]) -> None:
    now = [0.0]
    estimate = Estimate("Simulating Leeds", clock=lambda: now[0])
    for now[0], share in ((1.0, 0.1), (12.0, 0.9)):
        estimate(share)
    assert capsys.readouterr().err == ""
