"""Schemes that vary by what they cost a year: `gbp.` and the name of a scheme of the base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from dtocsim.analysis.budget import scheme_cost, times_as_large
from dtocsim.analysis.sweep.plan import GBP
from dtocsim.scenario import Problem
from dtocsim.scenario.at_work import held
from dtocsim.scenario.catalogue import SCHEMES

if TYPE_CHECKING:
    from dtocsim.analysis.sweep.plan import Varied
    from dtocsim.experiment import Where
    from dtocsim.scenario import Scenario

_ALL = 1 - 1e-9
_SIZED = "capacity_purchase or reablement_expansion above 0"


def settings_for(base: Scenario, key: str, gbp: float) -> dict[str, Any]:
    """What a scenario says of a scheme that costs so much a year; for nothing there is none."""
    name = key.removeprefix(GBP)
    settings: dict[str, Any] = {f"{SCHEMES}.{name}.enabled": gbp > 0}
    return settings | (times_as_large(base, name, gbp / scheme_cost(base, name)) if gbp > 0 else {})


def spent_in(base: Scenario, key: str) -> float:
    """What the base itself spends on a scheme a year."""
    name = key.removeprefix(GBP)
    return scheme_cost(base, name) if base.schemes[name].enabled else 0.0


def without(base: Scenario, keys: Iterable[str]) -> Scenario:
    """The base before any money is spent on some schemes."""
    return base.changed({name: value for key in keys for name, value in settings_for(base, key, 0.0).items()})


def refused(varied: Varied, base: Scenario, where: Where) -> Iterator[Problem]:
    """Why a scheme cannot vary by its cost, if it cannot."""
    name = varied.key.removeprefix(GBP)
    if name not in base.schemes:
        yield _problem(varied, "no such scheme in the base", there_are(base))
        return
    scheme = base.schemes[name]
    if not scheme.sizes or scheme_cost(base, name) <= 0:
        found = "no cost a year" if scheme.sizes else "more money does not make its effect larger"
        yield _problem(varied, f"{name}: {found}", f"expected a scheme with a size, such as {_SIZED}")
    elif held(base.tables.folder, (where.name,), scheme.where) < _ALL and where.kind != "district":
        found = f"{name} is for {' and '.join(scheme.where)}, of which {where.name} is a part at most"
        yield _problem(varied, found, f"expected where: [{where.name}]")


def there_are(base: Scenario) -> str:
    """The schemes that the base has, in words."""
    return f"there are {', '.join(base.schemes)}" if base.schemes else "it has none"


def _problem(varied: Varied, found: str, expected: str) -> Problem:
    return Problem(varied.place.file, varied.place.line, varied.key, found, expected)
