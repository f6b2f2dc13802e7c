"""Every kind of plot looks as it did when it was judged by eye.

The pictures are kept with 256 shades, which alone moves a block of ten by ten pixels by up to 0.002.
The tolerance leaves room for five times as much; a label that is lost or a marker that changes moves a block
by more. The versions of matplotlib and of its fonts are pinned, so that letters do not move.
"""

import numpy as np
import pytest
from matplotlib.image import imread
from numpy.typing import NDArray

from dtocsim.report.figures import KINDS
from tests.report.golden import FOLDER, shrunk, small, whole

_BLOCK, _TOLERANCE = 10, 0.01


def blocks(picture: NDArray[np.float64]) -> NDArray[np.float64]:
    rows, columns = picture.shape[0] // _BLOCK, picture.shape[1] // _BLOCK
    return picture.reshape(rows, _BLOCK, columns, _BLOCK, 3).mean(axis=(1, 3))


def far(picture: NDArray[np.float64], kind: str) -> float:
    wanted = imread(FOLDER / f"{kind}.png")[..., :3].astype(np.float64)
    return float(np.abs(blocks(picture) - blocks(wanted)).max())


@pytest.mark.parametrize("kind", KINDS)
def test_a_plot_looks_as_it_was_judged(kind: str) -> None:
    assert far(shrunk(kind), kind) < _TOLERANCE


@pytest.mark.parametrize("kind", ["dtoc_by_reason", "people_between_places", "what_ifs"])
def test_no_label_is_lost_unseen(kind: str) -> None:
    """Not even the one with the fewest letters."""
    picture = whole(kind)
    labels = [text for ax in picture.axes for text in ax.texts if text.get_text().strip()]
    min(labels, key=lambda text: len(text.get_text().strip())).remove()
    assert far(small(picture), kind) > _TOLERANCE


def test_every_picture_belongs_to_a_kind_and_is_small() -> None:
    files = sorted(FOLDER.iterdir())
    assert [file.stem for file in files] == sorted(KINDS)
    assert max(file.stat().st_size for file in files) < 60_000
