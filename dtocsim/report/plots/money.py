"""Who pays and who gains by a what-if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib import rcParams

from dtocsim.experiment.breakdown import Estimate
from dtocsim.experiment.payments import Payment, payments
from dtocsim.report.drawing import INK, PlotError, figures, room_for, rows, small, zero_line
from dtocsim.report.money import EVERYBODY
from dtocsim.report.numbers import NOTHING, interval, money_scale, number
from dtocsim.report.plots.change import shown_area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from dtocsim.experiment import Comparison

# Dark is cash, light of the same hue is value; orange pays, green gains.
_PAYS, _GAINS = ("#C55A00", "#F7C68F"), ("#006747", "#8FC9B2")
_HIGH, _APART = 0.36, 0.19


def money(comparison: Comparison, ax: Axes) -> Axes:
    """What each payer pays more (right) or less (left) a year than in the baseline: in cash, and in value.

    Args:
        comparison: Of several what-ifs the one with the lowest mean is shown.
        ax: Axes to draw on, in their final size, with room for names at the left and figures at the right.

    Returns:
        The same axes.

    Raises:
        PlotError: Nothing changes for anybody.
    """
    found = _changed(comparison)
    if not found:
        raise PlotError("money: nothing changes for any payer")
    unit, scale, digits = _scale(found)
    seen: list[float] = []
    texts = []
    for row, each in enumerate(found):
        cash = _bar(ax, row - _APART, each.cash, 0, scale, seen)
        value = _bar(ax, row + _APART, each.value, 1, scale, seen)
        texts.append(f"cash {_words(cash, digits)}\nvalue {_words(value, digits)}")
    low, high = room_for(seen)
    margin = 0.08 * (high - low)
    ax.set_xlim(min(low, -margin), max(high, margin))
    zero_line(ax, vertical=True)
    figures(ax.xaxis)
    ax.set_xlabel(f"gains  ←  {unit} a year  →  pays", size=small())
    rows(ax, [each.payer or EVERYBODY for each in found], texts, "dark: cash; light: value")
    return ax


def money_unit(comparison: Comparison) -> str:
    """The unit of the axis of `money`: pounds, thousands or millions of them."""
    found = _changed(comparison)
    return _scale(found)[0] if found else "£"


def _changed(comparison: Comparison) -> list[Payment]:
    found = payments(comparison, shown_area(comparison))
    return [each for each in found if each.cash.mean or each.value.mean]


def _scale(found: Sequence[Payment]) -> tuple[str, float, int]:
    return money_scale(max(abs(part.mean) for each in found for part in (each.cash, each.value)))


def _bar(ax: Axes, height: float, found: Estimate, shade: int, scale: float, seen: list[float]) -> Estimate:
    """Draws a bar with its interval; returns the estimate in the unit of the axis."""
    mean, low, high = (None if each is None else each / scale for each in (found.mean, found.low, found.high))
    assert mean is not None
    ax.barh(height, mean, height=_HIGH, color=(_PAYS if mean > 0 else _GAINS)[shade])
    if low is not None and high is not None:
        ax.hlines(height, low, high, color=INK, linewidth=rcParams["lines.linewidth"])
    seen += [each for each in (mean, low, high) if each is not None]
    return Estimate(mean, low, high)


def _words(found: Estimate, digits: int) -> str:
    ends = interval(found.low, found.high, digits)
    return number(found.mean, digits) + (f" ({ends})" if ends != NOTHING else "")
