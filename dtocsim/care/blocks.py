"""From dense arrays to tidy columns: a row a cell that is not zero, words as categories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORDS = ("area", "system", "measure", "setting", "reason", "organisation", "category")
"""The columns of words of every table, in order; empty where a quantity is not split by them."""

Table = Mapping[str, Any]


@dataclass(frozen=True)
class Block:
    """One quantity of one area.

    Attributes:
        words: what holds for the whole block, by column.
        axes: the columns that the leading axes of `values` stand for, with the words of each position.
        values: sums, shape (positions of each axis..., times).
    """

    words: Mapping[str, str]
    axes: Mapping[str, Sequence[str]]
    values: NDArray[Any]

    def by_month(self, starts: NDArray[np.intp]) -> "Block":
        """Add up days; `starts` are the positions of the first day of each month."""
        return Block(self.words, self.axes, np.add.reduceat(self.values, starts, axis=-1))

    def over(self, *dropped: str) -> "Block":
        """Add up over some axes."""
        positions = tuple(position for position, name in enumerate(self.axes) if name in dropped)
        axes = {name: words for name, words in self.axes.items() if name not in dropped}
        return Block(self.words, axes, self.values.sum(axis=positions))


@dataclass
class _Vocabulary:
    """The words of one column, numbered as they come."""

    codes: dict[str, int] = field(default_factory=lambda: {"": 0})

    def code(self, word: str) -> int:
        return self.codes.setdefault(word, len(self.codes))


def tidy(blocks: Sequence[Block], time: str, times: Sequence[str]) -> Table:
    """Lay blocks out as columns.

    Args:
        blocks: all with the same times.
        time: the name of the column of times.
        times: what stands in it for each position of the last axis.

    Returns:
        `time`, the columns of `WORDS` (pandas categoricals) and `value`; cells of zero have no row.
    """
    import pandas as pd

    vocabularies = {name: _Vocabulary() for name in WORDS}
    parts = [_cells(block, vocabularies) for block in blocks]

    def column(name: str) -> NDArray[Any]:
        return np.concatenate([part[name] for part in parts]) if parts else np.zeros(0, dtype=np.int32)

    table: dict[str, Any] = {time: pd.Categorical.from_codes(column("time"), pd.Index(list(times)))}
    for name, vocabulary in vocabularies.items():
        table[name] = pd.Categorical.from_codes(column(name), pd.Index(list(vocabulary.codes)))
    table["value"] = column("value").astype(np.float64)
    return table


def _cells(block: Block, vocabularies: Mapping[str, _Vocabulary]) -> dict[str, NDArray[Any]]:
    *where, when = np.nonzero(block.values)
    part: dict[str, NDArray[Any]] = {"time": when.astype(np.int32), "value": block.values[(*where, when)]}
    for name, vocabulary in vocabularies.items():
        code = vocabulary.code(block.words.get(name, ""))
        part[name] = np.full(len(when), code, dtype=np.int32)
    for positions, (name, words) in zip(where, block.axes.items(), strict=True):
        codes = np.asarray([vocabularies[name].code(word) for word in words], dtype=np.int32)
        part[name] = codes[positions]
    return part
