"""What simulations say of each target: measures evaluated for its area, months and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.care.blocks import WORDS
from dtocsim.care.measures import MEASURES, Measure, evaluate

from .months import Months
from .space import Array
from .targets import Target

if TYPE_CHECKING:
    import pandas as pd

Rows = Mapping[str, tuple[str, ...]]
_CELLS = ("measure", "setting", "reason", "organisation", "category")


@dataclass(frozen=True)
class _Question:
    """What is asked of the tables at once: some measures of some rows."""

    area: Rows
    where: Rows
    period: Months


def figures(targets: Sequence[Target], rows_of: Mapping[str, Rows], frame: "pd.DataFrame") -> Array:
    """Evaluate targets.

    Args:
        targets: what is asked.
        rows_of: by the name of each target's area, the words of `area` or `system` that belong to it.
        frame: a monthly table of one or several replications, months as 2017-04.

    Returns:
        Shape (replications, targets), replications in their order.
    """
    answers = _Answers(frame)
    columns = [_figure(target, rows_of[target.area], answers) for target in targets]
    return np.stack(columns, axis=-1)


def _figure(target: Target, area: Rows, answers: "_Answers") -> Array:
    question = _Question(area, target.where, target.period)
    value = answers.to(question, MEASURES[target.measure])
    if not target.percent_of:
        return value
    whole = answers.to(_Question(area, {}, target.period), MEASURES[target.percent_of])
    # A share of nothing is not a number.
    return np.asarray(100 * value / np.where(whole == 0, np.nan, whole))


class _Answers:
    """Evaluates measures of one frame, each kind of rows once and all their months together."""

    def __init__(self, frame: "pd.DataFrame") -> None:
        self.frame = frame
        self.replications = sorted(frame["replication"].unique())
        self._rows: dict[tuple[object, ...], pd.DataFrame] = {}

    def to(self, question: _Question, measure: Measure) -> Array:
        """One figure a replication."""
        rows = self._added_up(question.area, question.where)
        inside = rows[rows["month"].isin(question.period.names())]
        inside = inside[inside["measure"].isin(_quantities(measure))]
        found = evaluate([measure], inside, question.period.days())[measure.name]
        return np.asarray(found.reindex(self.replications, fill_value=0.0), dtype=np.float64)

    def _added_up(self, area: Rows, where: Rows) -> "pd.DataFrame":
        key = tuple(sorted((*area.items(), *where.items())))
        if key not in self._rows:
            rows = self.frame
            for column, words in (*area.items(), *where.items()):
                rows = rows[rows[column].isin(words)]
            cells = ["replication", "month", *_CELLS]
            self._rows[key] = rows.groupby(cells, observed=True, sort=False)["value"].sum().reset_index()
        return self._rows[key]


def _quantities(measure: Measure) -> set[str]:
    per = measure.per.quantities if measure.per is not None else ()
    return {*measure.total.quantities, *per}


def plain_frame(tables: Sequence[Mapping[str, object]], replications: Sequence[int]) -> "pd.DataFrame":
    """Monthly tables of several systems and replications as one frame, with words as text."""
    import pandas as pd

    frames = [
        pd.DataFrame({"replication": number, **table}).astype(dict.fromkeys(("month", *WORDS), str))
        for number, table in zip(replications, tables, strict=True)
    ]
    return pd.concat(frames, ignore_index=True)
