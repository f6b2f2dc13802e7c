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
    """Some rows of the tables, of which measures are asked."""

    area: Rows
    where: Rows
    period: Months

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for equal questions."""
        return (self.rows, self.period)

    @property
    def rows(self) -> tuple[object, ...]:
        """Equal for questions about equal rows in any months."""
        return tuple(sorted((*self.area.items(), *self.where.items())))


def figures(targets: Sequence[Target], rows_of: Mapping[str, Rows], frame: "pd.DataFrame") -> Array:
    """Evaluate targets.

    Args:
        targets: what is asked.
        rows_of: by the name of each target's area, the words of `area` or `system` that belong to it.
        frame: a monthly table of one or several replications, months as 2017-04.

    Returns:
        Shape (replications, targets), replications in their order.
    """
    answers = _Answers(frame, [asked for target in targets for asked in _asked(target, rows_of[target.area])])
    columns = [_figure(_asked(target, rows_of[target.area]), answers) for target in targets]
    return np.stack(columns, axis=-1)


def _asked(target: Target, area: Rows) -> list[tuple[_Question, str]]:
    """The measure of a target, and that of which it is a percentage."""
    asked = [(_Question(area, target.where, target.period), target.measure)]
    return [*asked, (_Question(area, {}, target.period), target.percent_of)] if target.percent_of else asked


def _figure(asked: Sequence[tuple[_Question, str]], answers: "_Answers") -> Array:
    value, *wholes = [answers.to(question, measure) for question, measure in asked]
    for whole in wholes:
        # A share of nothing is not a number.
        value = np.asarray(100 * value / np.where(whole == 0, np.nan, whole))
    return value


class _Answers:
    """Evaluates measures of one frame: what is asked of the same rows at once, and each kind of rows once."""

    def __init__(self, frame: "pd.DataFrame", asked: Sequence[tuple[_Question, str]]) -> None:
        self.replications = sorted(frame["replication"].unique())
        self._measures: dict[tuple[object, ...], dict[str, Measure]] = {}
        for question, name in asked:
            self._measures.setdefault(question.key, {})[name] = MEASURES[name]
        needed = {each for _, name in asked for each in _quantities(MEASURES[name])}
        self._frame = frame[frame["measure"].isin(needed)]
        self._rows: dict[tuple[object, ...], pd.DataFrame] = {}
        self._found: dict[tuple[object, ...], pd.DataFrame] = {}

    def to(self, question: _Question, measure: str) -> Array:
        """One figure a replication, of a measure that was said to be asked."""
        if question.key not in self._found:
            self._found[question.key] = self._evaluated(question)
        return np.asarray(self._found[question.key][measure], dtype=np.float64)

    def _evaluated(self, question: _Question) -> "pd.DataFrame":
        rows = self._added_up(question)
        inside = rows[rows["month"].isin(question.period.names())]
        measures = list(self._measures[question.key].values())
        found = evaluate(measures, inside, question.period.days())
        return found.reindex(self.replications, fill_value=0.0)

    def _added_up(self, question: _Question) -> "pd.DataFrame":
        if question.rows not in self._rows:
            rows = self._frame
            for column, words in (*question.area.items(), *question.where.items()):
                rows = rows[rows[column].isin(words)]
            cells = ["replication", "month", *_CELLS]
            self._rows[question.rows] = (
                rows.groupby(cells, observed=True, sort=False)["value"].sum().reset_index()
            )
        return self._rows[question.rows]


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
