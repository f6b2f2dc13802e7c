from functools import lru_cache

import pytest

from dtocsim.care.measures import MEASURES
from dtocsim.care.words import CHAPTERS
from dtocsim.report.describe import describe
from dtocsim.report.document import as_html, as_markdown
from dtocsim.report.numbers import written
from dtocsim.scenario import load
from dtocsim.scenario.evidence import load_evidence
from tests.conftest import ENGLAND

STRESS_DES = (
    "1.1 Purpose of the model",
    "1.2 Model outputs",
    "1.3 Experimentation aims",
    "2.1 Base model overview diagram",
    "2.2 Base model logic",
    "2.3 Scenario logic",
    "2.4 Algorithms",
    "2.5.1 Entities",
    "2.5.2 Activities",
    "2.5.3 Resources",
    "2.5.4 Queues",
    "2.5.5 Entry and exit points",
    "3.1 Data sources",
    "3.2 Pre-processing",
    "3.3 Input parameters",
    "3.4 Assumptions",
    "4.1 Initialisation",
    "4.2 Run length",
    "4.3 Estimation approach",
    "5.1 Software or programming language",
    "5.2 Random sampling",
    "5.3 Model execution",
    "5.4 System specification",
    "6.1 Computer model sharing statement",
)


@lru_cache
def text(*changes: str) -> str:
    """The description as Markdown, without the marks that keep words plain."""
    return as_markdown(describe(load(ENGLAND, set_=changes))).replace("\\", "")


def test_every_heading_of_the_checklist_stands_there_in_order() -> None:
    places = [text().index(f" {heading}\n") for heading in STRESS_DES]
    assert places == sorted(places)


def test_every_key_of_the_registry_has_a_row_with_its_mark() -> None:
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in text().splitlines() if " | " in line}
    registry = load_evidence()
    assert [key for key, row in registry.items() if f" | {row.mark} | " not in rows.get(key, "")] == []


def test_calibrated_numbers_are_counted() -> None:
    many = sum(row.mark == "calibrated" for row in load_evidence().values())
    assert f"{many} numbers are calibrated." in text()


@pytest.mark.parametrize("words", [tuple(MEASURES), CHAPTERS])
def test_every_measure_and_chapter_is_named(words: tuple[str, ...]) -> None:
    assert [word for word in words if f"| {word} |" not in text()] == []


def test_the_network_itself_is_read_aloud() -> None:
    assert "again and again: chapter" in text()
    assert "clinical stay" in text()


def test_what_a_scenario_changes_is_stated_beside_its_base() -> None:
    assert "This is a base" in text()
    base = written(load(ENGLAND).home_care.search_mean_days)
    assert f"| home_care.search_mean_days | {base} | 2.5 |" in text("home_care.search_mean_days=2.5")


def test_the_page_names_the_scenario() -> None:
    assert "<h1>Model description: England 2017/18</h1>" in as_html(describe(load(ENGLAND)))


def test_a_value_that_changes_on_dates_is_written_with_them() -> None:
    trend = "delays.performance_trend={ramp: {2017-04-01: 1, 2018-03-31: 0.9}}"
    assert "| delays.performance_trend | ramp 2017-04-01 1, 2018-03-31 0.9 |" in text(trend)
