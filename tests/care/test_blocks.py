"""Arrays become tidy columns, a row a cell that is not zero."""

import numpy as np
import pandas as pd

from dtocsim.care.blocks import WORDS, Block, tidy

WORDS_OF_LEEDS = {"area": "Leeds", "measure": "discharges"}


def test_every_cell_that_is_not_zero_has_a_row() -> None:
    block = Block(WORDS_OF_LEEDS, {"setting": ("acute", "community")}, np.asarray([[1, 0], [0, 2]]))
    table = pd.DataFrame(dict(tidy([block], "month", ["2017-04", "2017-05"])))
    assert list(table) == ["month", *WORDS, "value"]
    assert table[["month", "area", "setting", "reason", "value"]].values.tolist() == [
        ["2017-04", "Leeds", "acute", "", 1.0],
        ["2017-05", "Leeds", "community", "", 2.0],
    ]


def test_blocks_with_other_axes_share_the_columns() -> None:
    blocks = [
        Block(WORDS_OF_LEEDS, {"category": ("0", "1")}, np.asarray([[3], [4]])),
        Block({"area": "Bath", "measure": "deaths"}, {}, np.asarray([5])),
    ]
    table = pd.DataFrame(dict(tidy(blocks, "date", ["2017-04-01"])))
    assert table[["area", "measure", "category", "value"]].values.tolist() == [
        ["Leeds", "discharges", "0", 3.0],
        ["Leeds", "discharges", "1", 4.0],
        ["Bath", "deaths", "", 5.0],
    ]


def test_nothing_at_all_is_a_table_without_rows() -> None:
    assert len(pd.DataFrame(dict(tidy([], "date", [])))) == 0


def test_days_are_added_up_by_month_and_axes_dropped() -> None:
    block = Block({}, {"reason": ("A", "B")}, np.asarray([[1, 2, 3], [4, 5, 6]]))
    assert block.by_month(np.asarray([0, 2])).values.tolist() == [[3, 3], [9, 6]]
    assert block.over("reason").values.tolist() == [5, 7, 9]
