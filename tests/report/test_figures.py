"""Pictures as a reader at the back of the room sees them."""

import warnings
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text

import dtocsim
from dtocsim.experiment import Result
from dtocsim.report.figures import KINDS, STYLES, PlotError, figure, plot, possible, svg, write_plots
from tests.report.shown import LONG, comparison, ensemble, subject_of, tables
from tests.report.shown import result as small

LONGEST = "Bath and North East Somerset, Swindon and Wiltshire system"
COUNCIL = {"council_neighbours": "Derby"}


def texts(picture: Figure) -> list[Text]:
    """The texts a reader sees; an axis keeps a few that are never drawn."""
    [ax] = picture.axes
    found = [*picture.texts, *ax.texts]
    if ax.axison:
        for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
            low, high = sorted(limits)
            along = 0 if axis is ax.xaxis else 1
            margin = 1e-9 * (high - low)
            ticks = [
                t
                for t in axis.get_ticklabels()
                if low - margin <= float(t.get_position()[along]) <= high + margin
            ]
            found += [*ticks, axis.label]
    return [text for text in found if text.get_text().strip()]


def faults(picture: Figure) -> list[Any]:
    """Texts that overlap one another or leave the picture."""
    picture.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts(picture)]
    edges = picture.bbox
    overlapping = [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if one.overlaps(other)]
    outside = [t for t, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > edges.x1 or box.y1 > edges.y1]
    return overlapping + outside


def drawn(subject: Any, kind: str, style: str = "slides") -> Figure:
    return figure(subject, kind, style, COUNCIL.get(kind))


def widest(result: Result) -> Result:
    daily = result.daily.assign(value=99 * result.daily["value"])
    return replace(result, daily=daily, manifest=replace(result.manifest, area=LONGEST))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_overlaps_another_or_leaves_the_picture(kind: str, style: str) -> None:
    assert faults(drawn(subject_of(KINDS[kind]), kind, style)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_slides_have_no_letters_below_14_points(kind: str) -> None:
    assert min(float(text.get_fontsize()) for text in texts(drawn(subject_of(KINDS[kind]), kind))) >= 14


@pytest.mark.parametrize(
    "kind", [name for name, kind in KINDS.items() if kind.of == "result" and name != "precision"]
)
def test_one_replication_is_drawn_without_intervals(kind: str) -> None:
    assert faults(drawn(small(replications=1), kind)) == []


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.of == "result"])
def test_figures_of_a_nation_have_room(kind: str) -> None:
    """Millions of people, a hundred thousand beds, thousands delayed."""
    some = small()
    many = np.where(some.monthly["measure"] == "delayed_days", 8, 240) * some.monthly["value"]
    daily = some.daily.assign(value=44 * some.daily["value"])
    assert faults(drawn(replace(some, monthly=some.monthly.assign(value=many), daily=daily), kind)) == []


@pytest.mark.parametrize("kind", ["sweep_curve", "sweep_map"])
def test_long_names_of_keys_stay_beside_their_axis(kind: str) -> None:
    table = tables()[kind]
    table.attrs |= {"x": LONG, "y": LONG}
    assert faults(figure(table, kind)) == []


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.of == "comparison"])
@pytest.mark.parametrize(
    ("many", "replications", "names"),
    [(2, 1, ()), (18, 5, ()), (2, 5, (LONG, f"{LONG} (2)")), (18, 5, (LONG,) * 18)],
)
def test_few_many_long_and_foreign_names_are_drawn(
    kind: str, many: int, replications: int, names: Any
) -> None:
    called = tuple(f"{at} {name}" for at, name in enumerate(names))
    assert faults(drawn(comparison(many, replications, called), kind)) == []


def test_two_replications_are_a_bar_over_whole_numbers() -> None:
    picture = figure(small(2), "precision")
    assert faults(picture) == []
    low, high = picture.axes[0].get_xlim()
    assert [tick for tick in picture.axes[0].get_xticks() if low < tick < high] == [1, 2]


def test_a_fifth_in_which_nobody_lives_has_no_rate() -> None:
    rutland = small(systems=("Leicester, Leicestershire and Rutland",))
    alone = replace(rutland, monthly=rutland.monthly[rutland.monthly["area"] == "Rutland"])
    words = [text.get_text() for text in texts(figure(alone, "deprivation_fifths"))]
    assert words.count("nobody lives there") == 2


def test_an_ensemble_of_many_what_ifs_counts_them() -> None:
    assert "Simulated: England 2017/18 and 20 what-ifs; 91 days" in " ".join(
        figure(ensemble(20), "ensemble_by_month").texts[2].get_text().split()
    )


def test_letters_that_the_font_lacks_are_no_warning(tmp_path: Path) -> None:
    """A browser has them: an SVG keeps the words."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot(comparison(1, names=("日本",)), "what_ifs", tmp_path / "plot.png")
        assert "日本</text>" in svg(comparison(1, names=("日本",)), "what_ifs")


def test_twenty_what_ifs_fit_below_one_another() -> None:
    assert faults(figure(comparison(20), "what_ifs")) == []


def test_of_a_hundred_what_ifs_the_lowest_twenty_are_shown_and_it_is_said() -> None:
    picture = figure(comparison(100), "what_ifs")
    assert faults(picture) == []
    assert "the 20 lowest of 100 what-ifs" in picture.texts[1].get_text()


@pytest.mark.parametrize("style", STYLES)
def test_wide_figures_and_long_names_of_areas_fit(result: Result, style: str) -> None:
    assert faults(figure(widest(result), "dtoc_by_reason", style)) == []


def test_dollars_and_underscores_in_names_are_words_not_mathematics() -> None:
    picture = figure(comparison(1, names=("$x_1$ {for} 5_00",)), "what_ifs")
    picture.draw_without_rendering()
    assert "$x_1$ {for} 5_00" in [text.get_text() for text in texts(picture)]


def test_a_slide_is_1280_by_720_pixels(result: Result, tmp_path: Path) -> None:
    plot(result, "dtoc_by_reason", tmp_path / "slide.png")
    assert imread(tmp_path / "slide.png").shape[:2] == (720, 1280)


def test_title_and_caption_say_measure_unit_area_source_and_scenario(result: Result) -> None:
    words = "\n".join(text.get_text() for text in figure(result, "dtoc_by_reason").texts)
    assert words == (
        "Delayed transfers of care by reason\n"
        "England: beds a day, weekly mean\n"
        "Simulated: England 2017/18; 30 days from 1 April 2017; 3 replications, seed 7; dtocsim "
        f"{dtocsim.__version__}.\n"
        "Published: NHS England, Delayed Transfers of Care, delayed days of a month / its days."
    )


def test_a_comparison_names_its_measure_interval_and_pairs() -> None:
    words = [" ".join(text.get_text().split()) for text in figure(comparison(), "what_ifs").texts]
    assert words == [
        "DTOC beds: what-if minus baseline",
        "Derbyshire system: beds a day; 95 % interval of all what-ifs together",
        "Simulated: England 2017/18 and 2 what-ifs on the same people; 91 days from 1 April 2017; "
        f"5 paired replications, seed 20171; dtocsim {dtocsim.__version__}.",
    ]


def test_equal_results_give_equal_files(result: Result, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_plots(result, tmp_path / name)
    for file in ("dtoc_by_reason.png", "dtoc_by_reason.svg"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_an_inline_drawing_keeps_its_words(result: Result) -> None:
    assert "Delayed transfers of care by reason</text>" in svg(result, "dtoc_by_reason")


def test_what_can_be_drawn_of_a_run_of_one_replication_has_no_precision() -> None:
    found = possible(small(replications=1))
    assert "precision" not in found
    assert "council_neighbours" not in found
    assert "people_between_places" in found


@pytest.mark.parametrize(
    ("kind", "path", "style", "message"),
    [
        ("pie", "a.png", "slides", f"no plot 'pie'; there is {', '.join(KINDS)}"),
        ("dtoc_by_reason", "a.png", "poster", "no style 'poster'; there is slides, print"),
        ("dtoc_by_reason", "a.docx", "slides", "a.docx: a plot is written as .png or .svg"),
        ("what_ifs", "a.png", "slides", "what_ifs: shows a comparison, and this is a result"),
        ("council_neighbours", "a.png", "slides", "council_neighbours: name the council with --council"),
        ("warm_up", "a.png", "slides", "warm_up: needs a run of eight weeks; this one has 30 days"),
    ],
)
def test_what_cannot_be_plotted_is_said_in_a_line(
    result: Result, kind: str, path: str, style: str, message: str
) -> None:
    with pytest.raises(PlotError) as error:
        plot(result, kind, path, style)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("subject", "kind", "message"),
    [
        (
            lambda: small(1),
            "precision",
            "precision: needs at least two replications; run with --replications 5 or more",
        ),
        (
            lambda: replace(small(), monthly=small().monthly[small().monthly["area"] == "Derby"]),
            "councils_by_system",
            "councils_by_system: needs several councils; this result holds Derby alone",
        ),
        (
            lambda: comparison(1),
            "waterfall",
            "waterfall: needs 2 to 18 what-ifs, each building on the one before it",
        ),
        (lambda: tables()["sweep_map"], "sweep_curve", "sweep_curve: needs two or more values"),
        (lambda: tables()["sweep_map"].iloc[:0], "sweep_map", "sweep_map: the table is empty"),
        (
            lambda: tables()["sweep_map"].rename(columns={"x": "z"}),
            "sweep_map",
            "sweep_map: the table has no",
        ),
        (lambda: tables()["sweep_map"], "sweep_split", "sweep_split: the table has no column z"),
        (lambda: tables()["sweep_split"].iloc[:2], "sweep_split", "sweep_split: needs at least three ways"),
    ],
)
def test_what_is_missing_is_said_in_a_line(subject: Any, kind: str, message: str) -> None:
    table = subject()
    if kind == "sweep_curve":
        table = table[table["x"] == 1.0]
    with pytest.raises(PlotError) as error:
        figure(table, kind)
    assert str(error.value).startswith(message)
