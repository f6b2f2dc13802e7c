"""A table's cells know their file and line."""

from pathlib import Path

import pytest

from dtocsim.care.tables import DataError, read_table


def table(folder: Path, content: bytes) -> Path:
    (folder / "beds.csv").write_bytes(content)
    return folder


def test_rows_are_read_in_order_with_their_lines(tmp_path: Path) -> None:
    rows = read_table(
        table(tmp_path, b'name,beds\n"Leeds, north",3.5\nHull,0\n'), "beds.csv", ("name", "beds")
    )
    assert [(row.line, row.text("name"), row.number("beds")) for row in rows] == [
        (2, "Leeds, north", 3.5),
        (3, "Hull", 0.0),
    ]


def test_a_byte_order_mark_from_a_spreadsheet_is_no_obstacle(tmp_path: Path) -> None:
    rows = read_table(table(tmp_path, b"\xef\xbb\xbfbeds\n4\n"), "beds.csv", ("beds",))
    assert rows[0].number("beds") == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ":1: missing column name, beds"),
        (b"name\nHull\n", ":1: missing column beds"),
        (b"name,beds\nHull\n", ":2: 1 cells; expected 2"),
        (b"name,beds\n\xff,2\n", ":1: not a table in UTF-8"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(DataError) as caught:
        read_table(table(tmp_path, content), "beds.csv", ("name", "beds"))
    assert str(caught.value).startswith(f"{tmp_path / 'beds.csv'}{message}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"beds\.csv:1: cannot be read: No such file"):
        read_table(tmp_path, "beds.csv", ())


@pytest.mark.parametrize("cell", ["-1", "nan", "inf", "1.5", "", "two"])
def test_a_number_out_of_range_is_refused(tmp_path: Path, cell: str) -> None:
    (row,) = read_table(table(tmp_path, f"name,share\nHull,{cell}\n".encode()), "beds.csv", ("share",))
    with pytest.raises(DataError) as caught:
        row.number("share", 1)
    place = tmp_path / "beds.csv"
    assert str(caught.value) == f"{place}:2: share: found '{cell}'; expected a number, 0 or more, at most 1"


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    (row,) = read_table(table(tmp_path, b"name,beds\n,2\n"), "beds.csv", ("name",))
    with pytest.raises(DataError, match=r"beds\.csv:2: name: found ''; expected some text"):
        row.text("name")
