"""The run of an ensemble in a planner's words: the answer with both uncertainties, then every measure."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.report.document import Block, Bullets, Document, Heading, Picture, Table, Text
from dtocsim.report.grid_text import table
from dtocsim.report.numbers import NOTHING, count, interval, number, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dtocsim.experiment import EnsembleResult, Range

_WIDTH = 100
_METHOD = (
    "Eight in ten: a single year of a parameter set drawn at random lies in this range. Chance alone: the "
    "same if the parameters were known. Parameters alone: the mean of many years of a set drawn at random. "
    "Their shares of the variance add up to one; the widths of the ranges do not."
)


def ensemble_text(result: EnsembleResult) -> str:
    """The answer in a paragraph, then every headline measure, of what-ifs what they change.

    Args:
        result: What `run_ensemble` returned.

    Returns:
        Plain text, lines of about 100 characters, without a line break at the end.
    """
    parts = [fill(ensemble_answer(result), _WIDTH)]
    if result.notes:
        parts.append("\n".join(f"Note: {note}" for note in result.notes))
    parts += [table(rows, left=(0, len(rows[0]) - 1)) for rows in _tables(result)]
    return "\n\n".join([*parts, fill(_METHOD, _WIDTH)])


def ensemble_document(result: EnsembleResult, picture: str | None) -> Document:
    """The same as a document.

    Args:
        result: What `run_ensemble` returned.
        picture: Its months as SVG; None where it has too few.
    """
    return Document(
        f"{result.area}: {result.names[-1]}, with both uncertainties", [*_blocks(result, picture)]
    )


def _blocks(result: EnsembleResult, picture: str | None) -> Iterator[Block]:
    yield Text(ensemble_answer(result))
    if result.notes:
        yield Bullets([f"Note: {note}" for note in result.notes])
    for rows in _tables(result):
        yield Table(rows[0], rows[1:], left=(0, len(rows[0]) - 1))
    yield Text(_METHOD)
    if picture is not None:
        yield Heading("By month")
        yield Picture(picture, "Light: eight in ten, both uncertainties. Dark: parameters alone.")


def ensemble_answer(result: EnsembleResult) -> str:
    """The answer in a paragraph: of one scenario what is expected, of what-ifs what the first changes."""
    difference = len(result.names) > 1
    found = result.range(result.measure, result.names[1 if difference else 0], difference=difference)
    about = care.measures.MEASURES[result.measure]
    digits = _digits(found)
    unit = "points" if difference and about.unit == "%" else about.unit
    both = f"{interval(found.low, found.high, digits)} in eight of ten cases"
    opening = (
        f"{result.area}: '{found.scenario}' changes {about.label.strip()} by"
        if difference
        else f"{result.area}, {found.scenario}: {about.label.strip()}"
    )
    sets = f"{count(result.members, 'parameter set')}, {count(result.replications, 'replication')} each"
    return f"{opening} {number(found.mean, digits)} {unit}; {both} ({sets}).{_certain(result, found)}"


def _certain(result: EnsembleResult, found: Range) -> str:
    text = ""
    if found.difference:
        lower = round(found.below * result.members)
        text += f" In {lower} of {count(result.members, 'set')} it is lower than in the baseline."
    if found.parameters_share is None:
        alone = result.replications == 1
        return (
            f"{text} With one replication each, chance and parameters are not told apart." if alone else text
        )
    digits = _digits(found)
    return (
        f"{text} Of its variance {percent(found.parameters_share)} is due to what is not known of the "
        f"parameters (alone {interval(found.parameters_low, found.parameters_high, digits)}), "
        f"{percent(1 - found.parameters_share)} to the chance of a single year (alone "
        f"{interval(found.chance_low, found.chance_high, digits)})."
    )


def _tables(result: EnsembleResult) -> Iterator[list[list[str]]]:
    if len(result.names) == 1:
        yield _rows(result, result.names[0], False)
    for name in result.names[1:]:
        yield _rows(result, name, True)


def _rows(result: EnsembleResult, name: str, difference: bool) -> list[list[str]]:
    last = "sets below 0" if difference else "published"
    columns = ["mean", "eight in ten", "chance alone", "parameters alone", "due to parameters", last, "unit"]
    rows = [[f"{name}: what it changes" if difference else "measure", *columns]]
    for measure, about in care.measures.MEASURES.items():
        if about.headline or measure == result.measure:
            found = result.range(measure, name, difference=difference)
            rows.append([about.label, *_cells(found), about.unit])
    return rows


def _cells(found: Range) -> list[str]:
    digits = _digits(found)
    share = NOTHING if found.parameters_share is None else percent(found.parameters_share)
    last = percent(found.below) if found.difference else number(found.published, digits)
    return [
        number(found.mean, digits),
        interval(found.low, found.high, digits),
        interval(found.chance_low, found.chance_high, digits),
        interval(found.parameters_low, found.parameters_high, digits),
        share,
        last,
    ]


def _digits(found: Range) -> int:
    return care.measures.MEASURES[found.measure].decimals + (1 if found.difference else 0)
