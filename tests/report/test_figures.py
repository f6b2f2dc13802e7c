"""Pictures as a reader at the back of the room sees them."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

from dtocsim.experiment import Result
from dtocsim.report.figures import STYLES, PlotError, figure, plot, write_plots

LONGEST = "Bath and North East Somerset, Swindon and Wiltshire system"


def texts(picture: Figure) -> list[Text]:
    """The texts a reader sees; an axis keeps a few that are never drawn."""
    [ax] = picture.axes
    low, high = ax.get_ylim()
    vertical = [text for text in ax.get_yticklabels() if low <= float(text.get_position()[1]) <= high]
    return [text for text in [*picture.texts, *ax.texts, *ax.get_xticklabels(), *vertical] if text.get_text()]


def widest(result: Result) -> Result:
    daily = result.daily.assign(value=99 * result.daily["value"])
    return replace(result, daily=daily, manifest=replace(result.manifest, area=LONGEST))


@pytest.mark.parametrize("style", STYLES)
def test_no_text_overlaps_another_or_leaves_the_picture(result: Result, style: str) -> None:
    picture = figure(widest(result), "dtoc_by_reason", style)
    picture.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(picture)]
    assert [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)] == []
    edges = picture.bbox
    outside = [
        text for text, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > edges.x1 or box.y1 > edges.y1
    ]
    assert outside == []


def test_slides_have_no_letters_below_14_points(result: Result) -> None:
    assert min(float(text.get_fontsize()) for text in texts(figure(result, "dtoc_by_reason"))) >= 14


def test_a_slide_is_1280_by_720_pixels(result: Result, tmp_path: Path) -> None:
    plot(result, "dtoc_by_reason", tmp_path / "slide.png")
    assert imread(tmp_path / "slide.png").shape[:2] == (720, 1280)


def test_title_and_caption_say_measure_unit_area_source_and_scenario(result: Result) -> None:
    words = "\n".join(text.get_text() for text in figure(result, "dtoc_by_reason").texts)
    assert words == (
        "Delayed transfers of care by reason\n"
        "England: beds a day, weekly mean\n"
        "Simulated: England 2017/18; 30 days from 1 April 2017; 3 replications, seed 7; dtocsim 0.1.0.\n"
        "Published: NHS England, Delayed Transfers of Care, delayed days of a month / its days."
    )


def test_equal_results_give_equal_files(result: Result, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_plots(result, tmp_path / name)
    for file in ("dtoc_by_reason.png", "dtoc_by_reason.svg"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    ("kind", "path", "style", "message"),
    [
        ("pie", "a.png", "slides", "no plot 'pie'; there is dtoc_by_reason"),
        ("dtoc_by_reason", "a.png", "poster", "no style 'poster'; there is slides, print"),
        ("dtoc_by_reason", "a.docx", "slides", "a.docx: a plot is written as .png or .svg"),
    ],
)
def test_what_cannot_be_plotted_is_said_in_a_line(
    result: Result, kind: str, path: str, style: str, message: str
) -> None:
    with pytest.raises(PlotError) as error:
        plot(result, kind, path, style)
    assert str(error.value) == message
