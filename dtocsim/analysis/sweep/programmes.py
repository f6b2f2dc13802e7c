"""Programmes whose effects are drawn: schemes that work or fail together, over the spread of the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dtocsim.analysis.calibration.fields import Fields
from dtocsim.analysis.sweep.plan import PROGRAMME, Programme, Varied
from dtocsim.scenario import Problem
from dtocsim.scenario.catalogue import SCHEMES
from dtocsim.scenario.evidence import load_scheme_evidence
from dtocsim.scenario.tree import Branch

if TYPE_CHECKING:
    from dtocsim.scenario import Scenario

_MIDDLE = 0.5


def read_programmes(fields: Fields) -> tuple[Programme, ...]:
    """The programmes of a sweep file; what is wrong is noted."""
    node = fields.node("programmes")
    if not isinstance(node, Branch) or not node.entries:
        expected = "expected names, each with {schemes: [...], nothing_share: ...}"
        fields.problem("programmes", "missing" if node is None else "no programmes", expected)
        return ()
    outer = Fields(node, "programmes", fields.problems)
    return tuple(_programme(outer, name) for name in node.entries)


def _programme(outer: Fields, name: str) -> Programme:
    below = outer.node(name)
    if not isinstance(below, Branch):
        outer.problem(name, "no programme", "expected {schemes: [...], nothing_share: ...}")
        return Programme(name, (), 0.0, outer.branch.place)
    fields = Fields(below, f"{outer.path}.{name}", outer.problems)
    schemes, share = fields.words("schemes"), fields.needed("nothing_share")
    if not schemes or len(set(schemes)) < len(schemes):
        found = f"found {', '.join(schemes) or 'nothing'}"
        fields.problem("schemes", found, "expected names of schemes of the base, each once")
    if not 0 <= share < 1:
        expected = "expected a share, 0 to below 1"
        fields.problem("nothing_share", f"found {share:g}", expected)
    fields.done()
    return Programme(name, schemes, share, below.place)


def varied_by(programmes: Iterable[Programme]) -> tuple[Varied, ...]:
    """A key for each programme: how well it works."""
    return tuple(Varied(f"{PROGRAMME}{each.name}", (), each.place) for each in programmes)


def as_well_as(base: Scenario, programme: Programme, how_well: float) -> dict[str, Any]:
    """What a scenario says where a programme works so well.

    Args:
        base: It has the schemes; what it says of an effect lies in the middle of its spread.
        programme: Whose schemes share one quantile.
        how_well: 0 gives the low end of every effect, a half what the base says, 1 the high end.
    """
    settings: dict[str, Any] = {}
    for name in programme.schemes:
        scheme = base.schemes[name]
        rows = load_scheme_evidence(scheme.kind)
        settings[f"{SCHEMES}.{name}.enabled"] = True
        for key in scheme.effects:
            said, row = getattr(scheme, key), rows[key]
            ends = min(row.low, said), said, max(row.high, said)
            settings[f"{SCHEMES}.{name}.{key}"] = _between(*ends, how_well)
    return settings


def _between(low: float, middle: float, high: float, how_well: float) -> float:
    if how_well <= _MIDDLE:
        return low + (middle - low) * how_well / _MIDDLE
    return middle + (high - middle) * (how_well - _MIDDLE) / (1 - _MIDDLE)


def without_programmes(base: Scenario, programmes: Iterable[Programme]) -> Scenario:
    """The base before any of the programmes."""
    names = [name for programme in programmes for name in programme.schemes]
    return base.changed({f"{SCHEMES}.{name}.enabled": False for name in names})


def refused_programmes(programmes: Sequence[Programme], base: Scenario) -> Iterator[Problem]:
    """Why effects cannot be drawn, if they cannot."""
    there_are = f"there are {', '.join(base.schemes)}" if base.schemes else "it has none"
    taken: set[str] = set()
    for programme in programmes:
        for name in programme.schemes:
            if name not in base.schemes:
                yield _problem(programme, f"{name}: no such scheme in the base", there_are)
            elif not base.schemes[name].effects:
                found = f"{name}: a {base.schemes[name].kind} has no effect with a spread"
                yield _problem(programme, found, "expected schemes whose effect is not known for certain")
            elif name in taken:
                yield _problem(programme, f"{name}: in two programmes", "expected each scheme in one")
            taken.add(name)


def _problem(programme: Programme, found: str, expected: str) -> Problem:
    place = programme.place
    return Problem(place.file, place.line, f"programmes.{programme.name}", found, expected)
