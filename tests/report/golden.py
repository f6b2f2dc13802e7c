"""Small pictures of every kind of plot, as they were judged by eye; run this file to make them anew.

PYTHONPATH=. python tests/report/golden.py
"""

from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from matplotlib.image import imread, imsave
from numpy.typing import NDArray

from dtocsim.report.figures import KINDS, figure
from tests.report.shown import subject_of

FOLDER = Path(__file__).parent / "golden"
_SHRINK = 4


def shrunk(kind: str) -> NDArray[np.float64]:
    """A plot at a quarter of its width and height, shape (180, 320, 3), 0 to 1."""
    return small(whole(kind))


def whole(kind: str) -> Figure:
    """A plot as `dtocsim plot` makes it."""
    return figure(subject_of(KINDS[kind]), kind, council="Derby" if kind == "council_neighbours" else None)


def small(picture: Figure) -> NDArray[np.float64]:
    """A figure at a quarter of its width and height."""
    content = BytesIO()
    picture.savefig(content, format="png", dpi=100)
    content.seek(0)
    pixels = imread(content)[..., :3].astype(np.float64)
    rows, columns = pixels.shape[0] // _SHRINK, pixels.shape[1] // _SHRINK
    return pixels.reshape(rows, _SHRINK, columns, _SHRINK, 3).mean(axis=(1, 3))


def main() -> None:
    """Writes every picture."""
    FOLDER.mkdir(exist_ok=True)
    for kind in KINDS:
        imsave(FOLDER / f"{kind}.png", shrunk(kind))


if __name__ == "__main__":
    main()
