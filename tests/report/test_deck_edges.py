"""Decks of what is unusual: one replication, a reason nobody waits for, a council, long and foreign names."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from dtocsim.care.measures import MEASURES
from dtocsim.experiment import MeasureSummary, Result
from dtocsim.report.deck import write_deck
from dtocsim.report.subjects import Shown
from tests.report.shown import LONG, comparison, result


def council() -> Result:
    """Derby alone, one replication, in which nobody waits for public funding (B)."""
    some = result(replications=1, area="Derby", kind="council")
    monthly = some.monthly[(some.monthly["area"] == "Derby") & (some.monthly["reason"] != "B")]
    words = ("name", "label", "unit", "definition", "group", "headline", "decimals")
    nothing: dict[str, Any] = dict.fromkeys(("low", "high", "year_low", "year_high"))
    measures = tuple(
        MeasureSummary(
            **{word: getattr(each, word) for word in words}, **nothing, mean=62.3, level=0.95, replications=1
        )
        for each in MEASURES.values()
    )
    daily = some.daily[some.daily["reason"] != "B"]
    return replace(some, monthly=monthly, daily=daily, measures=measures)


@pytest.mark.parametrize(
    "subject",
    [council, lambda: comparison(1, 1, (f"{LONG} 日本",))],
    ids=["a council of one replication without a reason", "one replication of a long foreign name"],
)
def test_slides_are_written_and_everything_stands_on_them(subject: Any, tmp_path: Path) -> None:
    write_deck([Shown("results/some", subject())], tmp_path / "deck.pptx")
    deck = Presentation(str(tmp_path / "deck.pptx"))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    assert all(slide.shapes.title.text for slide in deck.slides)
    assert len(deck.slides) > 5
    assert max(shape.left + shape.width for shape in shapes) <= deck.slide_width
    assert max(shape.top + shape.height for shape in shapes) <= deck.slide_height
