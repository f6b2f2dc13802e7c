"""Where each chapter of a life leads, found in the journey itself, as a table and as a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import cos, hypot, pi, sin

from dtocsim.flow.journey_steps import Background, Block, Branch, Repeat, Scope, Seize, SetAttribute, Step
from dtocsim.flow.lookup import Attribute

Ways = dict[str, tuple[str, ...]]
_WIDTH, _HEIGHT, _BOX_WIDTH, _BOX_HEIGHT = 900.0, 560.0, 176.0, 44.0


def inner_blocks(step: Step) -> Iterator[Block]:
    """The blocks of steps inside a step."""
    if isinstance(step, Branch):
        yield from step.blocks.values()
    elif isinstance(step, Scope):
        yield step.body
        yield from (clock.handler for clock in step.clocks)
    elif isinstance(step, Repeat | Background):
        yield step.body
    elif isinstance(step, Seize):
        yield step.otherwise


def every_step(block: Block) -> Iterator[Step]:
    """All steps of a block and of the blocks inside it, in order."""
    for step in block.steps:
        yield step
        for inner in inner_blocks(step):
            yield from every_step(inner)


def ways(block: Block, chapter: Attribute) -> Ways:
    """Which values of an attribute each branch on it may set: where each chapter may lead.

    Args:
        block: a whole journey.
        chapter: the attribute that says which chapter comes next.
    """
    found: Ways = {}
    for step in every_step(block):
        if isinstance(step, Branch) and step.attribute is chapter:
            for name, inner in step.blocks.items():
                codes = {
                    each.code
                    for each in every_step(inner)
                    if isinstance(each, SetAttribute) and each.attribute is chapter
                }
                found[name] = tuple(chapter.values[code] for code in sorted(codes))
    return found


def drawing(found: Ways, title: str) -> str:
    """The chapters on an ellipse, with an arrow for each way, as SVG."""
    names = list(found)
    centres = {name: _centre(place, len(names)) for place, name in enumerate(names)}
    arrows = [_arrow(centres[one], centres[other]) for one in names for other in found[one] if other != one]
    boxes = [_box(name, *centres[name]) for name in names]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" width="{_WIDTH:g}" '
        f'role="img"><title>{escape(title)}</title><defs><marker id="tip" viewBox="0 0 10 10" refX="9" '
        'refY="5" '
        'markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z" fill="#425563"/></marker>'
        f"</defs>{''.join(arrows)}{''.join(boxes)}</svg>"
    )


def _centre(place: int, many: int) -> tuple[float, float]:
    angle = 2 * pi * place / many - pi / 2
    across, down = (_WIDTH - _BOX_WIDTH) / 2 - 10, (_HEIGHT - _BOX_HEIGHT) / 2 - 10
    return _WIDTH / 2 + across * cos(angle), _HEIGHT / 2 + down * sin(angle)


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    # Bent to the left, so that the way there and the way back lie apart.
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    bend = (start[0] + end[0]) / 2 + 0.12 * down, (start[1] + end[1]) / 2 - 0.12 * across
    first, last = _edge(start, bend), _edge(end, bend)
    return (
        f'<path d="M{first[0]:.1f} {first[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {last[0]:.1f} {last[1]:.1f}" '
        f'fill="none" stroke="#425563" stroke-width="{1.6 if length else 0}" marker-end="url(#tip)"/>'
    )


def _edge(centre: tuple[float, float], towards: tuple[float, float]) -> tuple[float, float]:
    across, down = towards[0] - centre[0], towards[1] - centre[1]
    scale = min((_BOX_WIDTH / 2 + 4) / max(abs(across), 1e-9), (_BOX_HEIGHT / 2 + 4) / max(abs(down), 1e-9))
    return centre[0] + scale * across, centre[1] + scale * down


def _box(name: str, x: float, y: float) -> str:
    return (
        f'<rect x="{x - _BOX_WIDTH / 2:.1f}" y="{y - _BOX_HEIGHT / 2:.1f}" width="{_BOX_WIDTH:g}" '
        f'height="{_BOX_HEIGHT:g}" rx="6" fill="#e8f1fa" stroke="#005eb8" stroke-width="2"/>'
        f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-family="DejaVu Sans, Arial, '
        'sans-serif" '
        f'font-size="15" fill="#212b32">{escape(name)}</text>'
    )
