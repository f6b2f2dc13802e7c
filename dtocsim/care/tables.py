"""Reads the CSV tables of a scenario: every cell knows its file and line, so that an error can name them."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class DataError(ValueError):
    """A table is missing or malformed; the message is one line that begins with file and line."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table.

    Attributes:
        path: the table's file.
        line: line of the row in the file, from 1 (the header).
        columns: position of each column by name.
        cells: the texts of the row.
    """

    path: Path
    line: int
    columns: dict[str, int]
    cells: list[str]

    def text(self, column: str) -> str:
        """The text of a cell, which must not be empty."""
        value = self.cells[self.columns[column]]
        if not value:
            raise self.error(column, value, "some text")
        return value

    def number(self, column: str, high: float = math.inf) -> float:
        """A cell as a number from 0 to `high`, both included.

        Raises:
            DataError: the cell is no number or out of range.
        """
        value = self.cells[self.columns[column]]
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not (0 <= number <= high and number < math.inf):
            raise self.error(
                column, value, "a number, 0 or more" + (f", at most {high:g}" if high < math.inf else "")
            )
        return number

    def error(self, column: str, found: str, wanted: str) -> DataError:
        """An error about one cell, to be raised: what was found and what would do."""
        return DataError(f"{self.path}:{self.line}: {column}: found {found!r}; expected {wanted}")


def read_table(folder: Path, name: str, columns: Sequence[str]) -> list[Record]:
    """Reads a table.

    Args:
        folder: folder of the tables.
        name: file name in it.
        columns: columns that must be there; others may be.

    Returns:
        The rows in the order of the file.

    Raises:
        DataError: no such file, no UTF-8 text, a column is missing, or a row has too few or too many cells.
    """
    path = folder / name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows = [(reader.line_num, cells) for cells in reader]
    except OSError as error:
        raise DataError(f"{path}:1: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}:1: not a table in UTF-8: {error}") from None
    header = rows[0][1] if rows else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise DataError(f"{path}:1: missing column {', '.join(missing)}")
    positions = {column: place for place, column in enumerate(header)}
    for line, cells in rows[1:]:
        if len(cells) != len(header):
            raise DataError(f"{path}:{line}: {len(cells)} cells; expected {len(header)}")
    return [Record(path, line, positions, cells) for line, cells in rows[1:]]
