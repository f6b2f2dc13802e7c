"""Delayed days can be laid beside the published return, sheet by sheet and column by column."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dtocsim.experiment import Result, ResultError
from dtocsim.report.dtoc_return import as_csv, delayed_days, write_return
from dtocsim.report.plain_tables import write_plain

SHEETS = [
    f"{area} - by {what}"
    for what in ("responsible org", "reason", "Type of Care")
    for area in ("LA", "Trust")
]


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    """The rows of a sheet from its header on."""
    cells = openpyxl.load_workbook(path)[sheet].iter_rows(min_row=14, min_col=2, values_only=True)
    return [tuple(row) for row in cells]


def test_replications_are_averaged(result: Result) -> None:
    days = delayed_days(result)
    assert days["days"].tolist() == [1800.0, 60.0]
    assert set(days["care"]) == {"Acute"}


def test_the_csv_has_every_reason_and_kind_of_care_of_a_provider_and_council(result: Result) -> None:
    table = as_csv(result)
    assert len(table) == 22
    assert table.iloc[0]["Year"] == "2017-18"
    assert table.iloc[0]["Period Name"] == "APRIL"
    assert table.iloc[0]["Local Authority Code"] == "E08000035"
    waiting = table.set_index(["Acute Or Non Acute Description", "Reason For Delay"])["NHS Delayed Days"]
    assert waiting["Acute", "A_COMPLETION_ASSESSMENT"] == 1800
    assert waiting["Acute", "E_CARE_PACKAGE_IN_HOME"] == 60
    assert waiting.sum() == 1860


def test_the_header_of_the_csv_is_the_fourth_line(result: Result, tmp_path: Path) -> None:
    path = write_return(result, tmp_path / "return.csv")
    assert list(pd.read_csv(path, header=3)) == list(as_csv(result))


def test_the_workbook_has_the_sheets_of_councils_and_of_trusts(result: Result, tmp_path: Path) -> None:
    path = write_return(result, tmp_path / "return.xlsx", "2017-04")
    assert openpyxl.load_workbook(path).sheetnames == SHEETS
    header, england, blank, leeds = rows(path, "LA - by responsible org")
    assert header == ("Region", "Code", "Name", "NHS", "Social Care", "Both", "Total")
    assert england[2:] == ("Total", 1860, 0, 0, 1860)
    assert set(blank) == {None}
    assert leeds == ("Yorkshire and The Humber", "E08000035", "Leeds", 1860, 0, 0, 1860)


def test_every_sheet_has_the_same_total(result: Result, tmp_path: Path) -> None:
    path = write_return(result, tmp_path / "return.xlsx")
    assert {rows(path, sheet)[1][-1] for sheet in SHEETS} == {1860}


@pytest.mark.parametrize(
    ("name", "month", "message"),
    [
        ("return.doc", None, "the return is written as .csv or .xlsx"),
        ("return.csv", "2019-01", "2019-01: no such month in this result; there are 2017-04 to 2017-04"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line(
    result: Result, tmp_path: Path, name: str, month: str | None, message: str
) -> None:
    with pytest.raises(ResultError, match=message):
        write_return(result, tmp_path / name, month)
    assert not list(tmp_path.iterdir())


def test_tables_are_written_as_they_are(result: Result, tmp_path: Path) -> None:
    write_plain(result, "monthly", tmp_path / "monthly.parquet")
    write_plain(result, "measures", tmp_path / "measures.csv")
    pd.testing.assert_frame_equal(
        pd.read_parquet(tmp_path / "monthly.parquet"),
        result.monthly,
        check_dtype=False,
        check_categorical=False,
    )
    assert pd.read_csv(tmp_path / "measures.csv")["name"][0] == "dtoc_beds"
    with pytest.raises(ResultError, match=r"tables are written as \.csv or \.parquet"):
        write_plain(result, "daily", tmp_path / "daily.txt")
