"""Files of targets: YAML, CSV with the same fields, or a council's own monthly return of delayed days.

A target in YAML:

    targets:
      Delayed days for reason E:
        measure: dtoc_beds_e          # any measure; `dtocsim dictionary` lists them
        percent_of: dtoc_beds         # the figure is a percentage of this measure
        period: 2017/18               # or 2017/18 Q3, 2017-12, 2017-12 to 2018-02
        area: England                 # or a system or council
        organisation: NHS             # or setting, reason, category: which rows count
        value: 21.0
        tolerance: 1.5                # or tolerance_percent: 3, or tolerance_factor: 10
        discrepancy: 0.5              # or discrepancy_percent: what the model is known to leave out
        discrepancy_reason: packages bought by people themselves are not in it
        role: fit                     # or input: shown, not counted
        yields_to: [Census]           # these govern where both cannot be met

A CSV has these fields as columns, `label` first; empty cells are left out. A CSV with the columns month,
reason and delayed_days (and, if known, organisation) is a return: it gives a target for each month and for
each reason.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dtocsim.care.measures import MEASURES
from dtocsim.care.words import ORGANISATIONS, REASONS
from dtocsim.scenario import Place, Problem, ScenarioError
from dtocsim.scenario.scalars import Refused, meaning
from dtocsim.scenario.tree import Branch, Items, Leaf

from .fields import Fields, sections
from .months import Months
from .targets import COLUMNS, Target

RETURN = ("month", "reason", "delayed_days")
_TOLERANCES = ("tolerance", "tolerance_percent", "tolerance_factor")
_FEWEST_DAYS = 30.0
"""A reason with fewer delayed days a year than this is too rare to be a target of its own."""


def read_targets(path: Path, area: str, tolerance_percent: float) -> tuple[Target, ...]:
    """Read a file of targets.

    Args:
        path: a .yaml or .csv file.
        area: the area of targets that name none.
        tolerance_percent: the tolerance of a return, which states none, in % of each figure, above 0.

    Raises:
        ScenarioError: with every problem found.
    """
    problems: list[Problem] = []
    if path.suffix == ".csv":
        rows = _rows(path)
        fields = [Fields(row, "", problems) for row in rows]
        if rows and set(RETURN) <= set(rows[0].entries):
            targets = _of_return(fields, area, tolerance_percent, problems)
        else:
            targets = [_target(each.text("label"), each, area) for each in fields]
    else:
        targets = [_target(label, fields, area) for label, fields in sections(path, "targets", problems)]
    # What is wrong with an entry may be why there are none, or too few.
    problems = problems or _contradictions(path, targets)
    if problems:
        raise ScenarioError(problems)
    return tuple(targets)


def _target(label: str, fields: Fields, area: str) -> Target:
    tolerance, relative = _tolerance(fields)
    discrepancy, reason = _discrepancy(fields, relative)
    where = {column: words for column in COLUMNS if (words := fields.words(column))}
    target = Target(
        label=label,
        measure=fields.choice("measure", MEASURES),
        period=_period(fields),
        value=fields.needed("value"),
        tolerance=tolerance,
        relative=relative,
        area=fields.text("area", area),
        where=where,
        percent_of=fields.choice("percent_of", MEASURES, default=""),
        role="input" if fields.choice("role", ("fit", "input"), default="fit") == "input" else "fit",
        yields_to=fields.words("yields_to"),
        number=fields.text("number", default=""),
        group=fields.text("group", default=""),
        discrepancy=discrepancy,
        discrepancy_reason=reason,
    )
    if relative and target.value <= 0:
        fields.problem("value", f"{target.value:g}", "expected a figure above 0 with a relative tolerance")
    fields.done()
    return target


def _period(fields: Fields, name: str = "period") -> Months:
    text = fields.text(name)
    try:
        return Months.parse(text)
    except ValueError as error:
        if text:
            found, _, expected = str(error).partition("; ")
            fields.problem(name, found, expected)
        return Months("2000-01", "2000-01")


def _tolerance(fields: Fields) -> tuple[float, bool]:
    found = {name: value for name in _TOLERANCES if (value := fields.number(name)) is not None}
    if len(found) != 1:
        told = " and ".join(found) or "no tolerance"
        fields.problem("", told, f"expected one of {', '.join(_TOLERANCES)}")
        return 1.0, False
    ((name, value),) = found.items()
    lowest = 1 if name == "tolerance_factor" else 0
    if value < lowest:
        fields.problem(name, f"{value:g}", f"expected {lowest} or more")
        return 1.0, False
    if name == "tolerance_percent":
        return 1 + value / 100, True
    return value, name == "tolerance_factor"


def _discrepancy(fields: Fields, relative: bool) -> tuple[float, str]:
    """What the model is known to leave out, in the unit of the tolerance, and why."""
    name = "discrepancy_percent" if relative else "discrepancy"
    value, reason = fields.number(name), fields.text("discrepancy_reason", default="")
    if value is not None and value < 0:
        fields.problem(name, f"{value:g}", "expected 0 or more")
    if value and not reason:
        fields.problem("discrepancy_reason", "missing", "expected what the model leaves out")
    return (value or 0.0) / (100 if relative else 1), reason


def _rows(path: Path) -> list[Branch]:
    """The rows of a CSV as if each were a mapping in YAML."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            return [_branch(row, Place(str(path), reader.line_num)) for row in reader]
    except OSError as error:
        raise ScenarioError(
            [Problem(str(path), None, "", error.strerror or "", "name a readable file")]
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError(
            [Problem(str(path), 1, "", f"not a table in UTF-8: {error}", "expected CSV")]
        ) from None


def _branch(row: dict[str, str | list[str] | None], place: Place) -> Branch:
    entries: dict[str, Leaf | Items | Branch] = {}
    for name, cell in row.items():
        if name is None or not isinstance(cell, str):
            found = "more cells than columns" if name is None else "fewer cells than columns"
            raise ScenarioError(
                [Problem(place.file, place.line, "", found, "expected a cell for each column")]
            )
        if cell.strip():
            entries[name.strip()] = _cell(cell.strip(), place)
    return Branch(entries, place)


def _cell(text: str, place: Place) -> Leaf | Items:
    if ";" in text:
        return Items(tuple(Leaf(part.strip(), place) for part in text.split(";")), place)
    try:
        return Leaf(meaning(text), place)
    except Refused:
        return Leaf(text, place)


def _of_return(
    rows: Sequence[Fields], area: str, tolerance_percent: float, problems: list[Problem]
) -> list[Target]:
    """Targets of a monthly return: every month, and every reason and organisation over all months."""
    days: dict[tuple[str, str], float] = defaultdict(float)
    for fields in rows:
        month, value = _period(fields, "month"), fields.needed("delayed_days")
        reason = fields.choice("reason", REASONS)
        organisation = fields.choice("organisation", ORGANISATIONS, default="")
        fields.done()
        for key in (("month", month.first), ("reason", reason), ("organisation", organisation)):
            days[key] += value
    if problems:
        return []
    months = [name for kind, name in days if kind == "month"]
    whole = Months(min(months), max(months))
    return list(_from_days(days, whole, area, 1 + tolerance_percent / 100))


def _from_days(
    days: dict[tuple[str, str], float], whole: Months, area: str, tolerance: float
) -> Iterator[Target]:
    for (kind, name), value in days.items():
        if not name or value * 365 / whole.days() < _FEWEST_DAYS:
            continue
        period = Months(name, name) if kind == "month" else whole
        label = name if kind == "month" else f"{kind} {name}"
        yield Target(
            label=f"Delayed days, {label}",
            measure="dtoc_beds",
            period=period,
            value=value / period.days(),
            tolerance=tolerance,
            relative=True,
            area=area,
            where={} if kind == "month" else {kind: (name,)},
            group="months" if kind == "month" else "",
        )


def _contradictions(path: Path, targets: Sequence[Target]) -> list[Problem]:
    """What is wrong with targets together."""
    labels = [target.label for target in targets]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    problems = [
        Problem(str(path), None, label, "said twice", "give each target a label of its own")
        for label in twice
    ]
    for target in targets:
        for other in target.yields_to:
            if other not in labels:
                problems.append(
                    Problem(str(path), None, target.label, f"yields to {other}", "expected another target")
                )
    if not labels:
        problems.append(Problem(str(path), None, "", "no targets", "expected at least one"))
    return problems
