"""Every kind of plot looks as it did when it was judged by eye.

The tolerance leaves room for another version of matplotlib or of its font renderer, which move letters by
parts of a pixel: in the mean over the picture, not in a place. A band that moves or a label that is lost
changes a block of ten by ten pixels by far more.
"""

import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from dtocsim.report.figures import KINDS
from tests.report.golden import FOLDER, shrunk

_BLOCK = 10


def blocks(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    rows, columns = picture.shape[0] // _BLOCK, picture.shape[1] // _BLOCK
    return picture.reshape(rows, _BLOCK, columns, _BLOCK, 3).mean(axis=(1, 3))


@pytest.mark.parametrize("kind", KINDS)
def test_a_plot_looks_as_it_was_judged(kind: str) -> None:
    wanted = imread(FOLDER / f"{kind}.png")[..., :3].astype(np.float64)
    assert float(np.abs(blocks(shrunk(kind)) - blocks(wanted)).max()) < 0.08


def test_every_picture_belongs_to_a_kind_and_is_small() -> None:
    files = sorted(FOLDER.iterdir())
    assert [file.stem for file in files] == sorted(KINDS)
    assert max(file.stat().st_size for file in files) < 60_000
