from pathlib import Path

import pytest

from dtocsim.analysis.calibration.months import Months
from dtocsim.analysis.calibration.target_files import read_targets
from dtocsim.analysis.calibration.targets import Target
from dtocsim.scenario import ScenarioError

WHOLE = """
targets:
  Reason E of the NHS:
    measure: dtoc_beds
    percent_of: dtoc_beds
    period: 2017/18 Q4
    area: Kent
    reason: [E]
    organisation: NHS
    value: 21.0
    tolerance: 1.5
    yields_to: [Beds]
    number: 4
  Beds:
    measure: dtoc_beds
    period: 2017/18
    value: 5423
    tolerance_percent: 3
    role: input
"""


def read(folder: Path, text: str, name: str = "targets.yaml") -> tuple[Target, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_targets(path, area="England", tolerance_percent=10.0)


def errors(folder: Path, text: str, name: str = "targets.yaml") -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        read(folder, text, name)
    return [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]


def test_a_target_says_what_is_measured_where_when_and_how_nearly(tmp_path: Path) -> None:
    share, beds = read(tmp_path, WHOLE)
    assert share == Target(
        "Reason E of the NHS",
        "dtoc_beds",
        Months("2018-01", "2018-03"),
        21.0,
        1.5,
        area="Kent",
        where={"reason": ("E",), "organisation": ("NHS",)},
        percent_of="dtoc_beds",
        yields_to=("Beds",),
        number="4",
    )
    assert (beds.tolerance, beds.relative, beds.role, beds.area) == (1.03, True, "input", "England")


def test_a_table_says_the_same_with_empty_cells_left_out(tmp_path: Path) -> None:
    table = (
        "label,measure,percent_of,period,area,reason,organisation,value,tolerance,tolerance_percent,role,yields_to,number\n"
        "Reason E of the NHS,dtoc_beds,dtoc_beds,2017/18 Q4,Kent,E,NHS,21.0,1.5,,,Beds,4\n"
        "Beds,dtoc_beds,,2017/18,,,,5423,,3,input,,\n"
    )
    assert read(tmp_path, table, "targets.csv") == read(tmp_path, WHOLE)


def test_all_mistakes_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    wrong = WHOLE.replace("dtoc_beds\n    percent_of", "dtoc_bed\n    percent_of")
    wrong = wrong.replace("2017/18 Q4", "last year").replace("tolerance: 1.5", "tolerence: 1.5")
    assert errors(tmp_path, wrong) == [
        "targets.yaml:3: targets.Reason E of the NHS: no tolerance; expected one of tolerance, "
        "tolerance_percent, tolerance_factor",
        "targets.yaml:4: targets.Reason E of the NHS.measure: dtoc_bed; did you mean dtoc_beds?",
        "targets.yaml:6: targets.Reason E of the NHS.period: last year is no period; expected a financial "
        "year (2017/18), a quarter of it (2017/18 Q3), a month (2017-12) or 2017-12 to 2018-02",
        "targets.yaml:11: targets.Reason E of the NHS.tolerence: unknown key; did you mean tolerance?",
    ]


def test_what_the_model_leaves_out_is_told_in_the_unit_of_the_tolerance(tmp_path: Path) -> None:
    text = WHOLE.replace("tolerance: 1.5", "tolerance: 1.5\n    discrepancy: 0.4\n    discrepancy_reason: a")
    text = text.replace("percent: 3", "percent: 3\n    discrepancy_percent: 2\n    discrepancy_reason: b")
    found = [
        (each.discrepancy, each.discrepancy_text, each.discrepancy_reason) for each in read(tmp_path, text)
    ]
    assert found == [(0.4, "0.4", "a"), (0.02, "2 %", "b")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            WHOLE.replace("tolerance: 1.5", "tolerance: 1.5\n    discrepancy: 0.4"),
            "targets.yaml:3: targets.Reason E of the NHS.discrepancy_reason: missing; expected what the "
            "model leaves out",
        ),
        ("targets: {}", "targets.yaml:1: targets: nothing below it; expected names and what they mean"),
        ("target:\n  a: 1", "targets.yaml:1: target: unknown key; did you mean targets?"),
        (
            WHOLE.replace("[Beds]", "[Bed]"),
            "targets.yaml: Reason E of the NHS: yields to Bed; expected another target",
        ),
        (
            WHOLE.replace("value: 5423", "value: 0"),
            "targets.yaml:17: targets.Beds.value: 0; expected a figure above 0 with a relative tolerance",
        ),
        (
            WHOLE.replace("tolerance_percent: 3", "tolerance_factor: 0.5"),
            "targets.yaml:18: targets.Beds.tolerance_factor: 0.5; expected 1 or more",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert message in errors(tmp_path, text)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"No such file|not found"):
        read_targets(tmp_path / "none.csv", "England", 10.0)


RETURN = """month,reason,delayed_days
2017-04,A,310
2017-04,E,290
2017-05,A,300
2017-05,E,320
2017-05,H,1
"""


def test_a_return_gives_a_target_for_each_month_and_each_reason(tmp_path: Path) -> None:
    found = {target.label: target for target in read(tmp_path, RETURN, "return.csv")}
    assert list(found) == [
        "Delayed days, 2017-04",
        "Delayed days, reason A",
        "Delayed days, reason E",
        "Delayed days, 2017-05",
    ]
    assert found["Delayed days, 2017-04"].value == pytest.approx(20)
    assert found["Delayed days, reason A"].value == pytest.approx(10)
    assert found["Delayed days, reason A"].period == Months("2017-04", "2017-05")
    assert found["Delayed days, reason A"].where == {"reason": ("A",)}
    assert found["Delayed days, 2017-05"].tolerance == pytest.approx(1.1)


def test_a_reason_that_does_not_exist_is_told_with_its_line(tmp_path: Path) -> None:
    assert errors(tmp_path, RETURN.replace("H,1", "Q,1"), "return.csv") == [
        "return.csv:6: reason: Q; expected one of A, B, C, Di, Dii, E, F, G, H, I, O"
    ]
