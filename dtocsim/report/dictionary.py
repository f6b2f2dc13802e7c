"""The data dictionary: measures, quantities of the tables and money, written from their declarations."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Literal

from dtocsim.care.measures import MEASURES
from dtocsim.care.money.costing import DEFINITIONS
from dtocsim.care.money.lines import LINES
from dtocsim.care.quantities import QUANTITIES, Quantity

Format = Literal["markdown", "csv"]

_MEASURE = ("name", "label", "unit", "definition", "areas", "told apart by", "computed as")
_QUANTITY = (
    "name",
    "unit",
    "definition",
    "areas",
    "columns filled",
    "category",
    "words of category",
    "daily",
)
_MONEY = ("name", "unit", "definition")

_INTRODUCTION = """\
# Data dictionary

`summary.json` holds the measures; `monthly.parquet` and `daily.parquet` hold the quantities from which they
are computed. A row of the tables is a sum: quantities may be added up over months, areas, settings, reasons,
organisations and categories. Cells of zero have no row. In the daily table the areas of a system are added
up.

## Measures

`days` are the days of the run. Words in brackets say which rows count.

"""


def dictionary_text(form: Format = "markdown") -> str:
    """Every measure with definition, unit, level and computation, every quantity of the tables, and money.

    Args:
        form: `markdown`, or `csv` with all kinds in one table.

    Returns:
        Text without a line break at the end.
    """
    return _markdown() if form == "markdown" else _csv()


def _measures() -> Iterator[tuple[str, ...]]:
    for measure in MEASURES.values():
        yield (
            measure.name,
            measure.title,
            measure.unit,
            measure.definition,
            measure.level,
            ", ".join(measure.breakdowns),
            measure.formula,
        )


def _quantities() -> Iterator[tuple[str, ...]]:
    for quantity in QUANTITIES.values():
        yield (
            quantity.name,
            quantity.unit,
            quantity.definition,
            quantity.level,
            ", ".join(quantity.columns),
            quantity.category,
            ", ".join(quantity.words),
            _daily(quantity),
        )


def _money_columns() -> Iterator[tuple[str, ...]]:
    return ((name, *words) for name, words in DEFINITIONS.items())


def _money_lines() -> Iterator[tuple[str, ...]]:
    return ((line.name, line.unit, line.definition) for line in LINES)


def _daily(quantity: Quantity) -> str:
    if quantity.daily is None:
        return "no"
    return f"by {', '.join(quantity.daily)}" if quantity.daily else "yes"


def _markdown() -> str:
    measures = _table(_MEASURE, _measures())
    quantities = _table(_QUANTITY, _quantities())
    columns, lines = _table(_MONEY, _money_columns()), _table(_MONEY, _money_lines())
    return (
        f"{_INTRODUCTION}{measures}\n\n## Quantities of the tables\n\n{quantities}\n\n"
        f"## Columns of money\n\n{columns}\n\n## Lines of money\n\n{lines}"
    )


def _table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _csv() -> str:
    heads = ("kind", *dict.fromkeys((*_MEASURE, *_QUANTITY)))
    out = StringIO()
    writer = csv.DictWriter(out, heads, restval="", lineterminator="\n")
    writer.writeheader()
    for kind, names, rows in (
        ("measure", _MEASURE, _measures()),
        ("quantity", _QUANTITY, _quantities()),
        ("money column", _MONEY, _money_columns()),
        ("money line", _MONEY, _money_lines()),
    ):
        for row in rows:
            writer.writerow({"kind": kind} | dict(zip(names, row, strict=True)))
    return out.getvalue().rstrip("\n")
