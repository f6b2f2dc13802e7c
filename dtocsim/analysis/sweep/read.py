"""Reads a sweep file, and notes all that is wrong with it by file and line.

```yaml
name: Ten, twenty, thirty more reablement places
base: ../england-2017-18.yaml     # relative to this file
area: Buckinghamshire             # left out: England
replications: 10
design: grid                      # or one_at_a_time, latin_hypercube, sobol
vary:
  more.reablement_places: [0, 10, 20, 30]      # units more than the area has, shared out by size
  home_care.search_mean_days: [3.4, 2.3]       # any key of a scenario
```

With `latin_hypercube` or `sobol` each key has a range, `{low: 2, high: 5}`, and the file says how many
`points` there are (and may name a `seed`). The design `split` divides a sum among schemes of the base in
every way in which equal parts of it can be dealt:

```yaml
base: ../what-if/a-million-for-kent.yaml
design: split
gbp: 1000000                      # a year, at full strength
parts: 5                          # fifths
among: [reablement, packages, nursing_places]
```

Other designs may vary what one scheme costs a year, too: `gbp.reablement: [250000, 500000]`. The design
`drawn` asks what programmes do over all that the evidence leaves open: each draw is one quantile for all
effects of all schemes of a programme, each in its own spread, beside the base without them:

```yaml
base: ../what-if/better-care-fund.yaml
design: drawn
points: 40                        # draws
programmes:
  fund: {schemes: [joint_working, care_home_support], nothing_share: 0.6}
```
"""

from __future__ import annotations

from math import comb
from pathlib import Path

from dtocsim import care
from dtocsim.analysis.calibration.fields import Fields
from dtocsim.analysis.sizing import CAPACITIES
from dtocsim.analysis.sweep.plan import GBP, Kind, Plan, Programme, Range, Value, Varied
from dtocsim.analysis.sweep.programmes import read_programmes, varied_by
from dtocsim.scenario import Problem, ScenarioError
from dtocsim.scenario.catalogue import SCHEMES, accepted, catalogue, nearest
from dtocsim.scenario.chain import read_file
from dtocsim.scenario.tree import Branch, Items, Leaf, Node

MORE = "more."
MOST_POINTS = 10_000
_LISTS: tuple[Kind, ...] = ("grid", "one_at_a_time")
_KINDS: tuple[Kind, ...] = (*_LISTS, "latin_hypercube", "sobol", "split", "drawn")
_MOST_PARTS = 100


def read_plan(path: Path) -> Plan:
    """Reads a sweep file.

    Raises:
        ScenarioError: With every problem found.
    """
    tree, problems = read_file(path, Problem(str(path), None, "", "", ""))
    fields = Fields(tree, "", problems)
    base = fields.text("base")
    text = fields.choice("design", _KINDS)
    design: Kind = next((kind for kind in _KINDS if kind == text), "grid")
    parts = _whole(fields, "parts", 4, _MOST_PARTS) if design == "split" else 0
    programmes = read_programmes(fields) if design == "drawn" else ()
    plan = Plan(
        name=fields.text("name", path.stem),
        question=fields.text("question", ""),
        base=path.parent / base,
        area=fields.text("area", "") or None,
        replications=_whole(fields, "replications", 10, 10_000),
        measure=fields.choice("measure", care.measures.MEASURES, "dtoc_beds"),
        design=design,
        count=_count(fields, design),
        seed=_whole(fields, "seed", 0, 2**31, least=0),
        gbp=_gbp(fields) if design == "split" else 0.0,
        parts=parts,
        varied=_keys(fields, design, parts, programmes),
        programmes=programmes,
    )
    fields.done()
    if problems:
        raise ScenarioError(sorted(problems, key=lambda problem: problem.line or 0))
    return plan


def _whole(fields: Fields, name: str, default: int, most: int, least: int = 1) -> int:
    found = fields.number(name)
    if found is None:
        return default
    if found != int(found) or not least <= found <= most:
        fields.problem(name, f"found {found:g}", f"expected a whole number, {least} to {most:,}")
    return int(found)


def _count(fields: Fields, design: Kind) -> int:
    if design in (*_LISTS, "split"):
        if fields.number("points") is not None:
            fields.problem("points", f"a {design} design", "leave it out: it follows how many there are")
        return 0
    if "points" not in fields.branch.entries:
        fields.problem("points", "missing", f"expected how many points, 1 to {MOST_POINTS:,}")
    return _whole(fields, "points", 1, MOST_POINTS)


def _keys(fields: Fields, design: Kind, parts: int, programmes: tuple[Programme, ...]) -> tuple[Varied, ...]:
    if design == "drawn":
        return varied_by(programmes)
    return _among(fields, parts) if design == "split" else _varied(fields, design)


def _varied(fields: Fields, design: Kind) -> tuple[Varied, ...]:
    node = fields.node("vary")
    if not isinstance(node, Branch) or not node.entries:
        fields.problem("vary", "nothing to vary", "expected keys and their values")
        return ()
    inner = Fields(node, "vary", fields.problems)
    found = []
    for key, below in node.entries.items():
        inner.node(key)
        if (wrong := _unknown(key)) is not None:
            inner.problem(key, "unknown key", wrong)
        elif (values := _values(inner, key, below, design)) is not None:
            found.append(Varied(key, values, below.place))
    return tuple(found)


def _gbp(fields: Fields) -> float:
    if (found := fields.needed("gbp")) <= 0 and "gbp" in fields.branch.entries:
        fields.problem("gbp", f"found {found:g}", "expected pounds a year, above 0")
    return found


def _among(fields: Fields, parts: int) -> tuple[Varied, ...]:
    """The schemes that share a sum, each at what it costs; how much that is, the design says."""
    names = fields.words("among")
    found = f"found {', '.join(names) or 'nothing'}"
    if len(set(names)) < 2 or len(set(names)) < len(names):
        fields.problem("among", found, "expected two or more schemes of the base")
    elif (ways := comb(parts + len(names) - 1, parts)) > MOST_POINTS:
        fields.problem("parts", f"{ways:,} ways to divide {parts} parts", f"expected {MOST_POINTS:,} at most")
    node = fields.branch.entries.get("among")
    return tuple(Varied(f"{GBP}{name}", (), (node or fields.branch).place) for name in names)


def _unknown(key: str) -> str | None:
    """Advice for a key that cannot vary; None if it can."""
    if key.startswith(MORE):
        name = key.removeprefix(MORE)
        return None if name in CAPACITIES else f"expected {MORE} and one of {', '.join(CAPACITIES)}"
    if key.startswith(GBP) or (key in catalogue() and catalogue()[key].kind is not None):
        return None
    if key.startswith(f"{SCHEMES}."):
        return _unknown_of_scheme(key)
    if key in catalogue():
        return f"name one of its keys: {accepted(key)}"
    section, _, name = key.rpartition(".")
    return nearest(section, name) if section in catalogue() else nearest("", key.partition(".")[0])


def _unknown_of_scheme(key: str) -> str | None:
    """Advice for a key that no kind of scheme has; whether there is such a scheme shows with the base."""
    steps = key.split(".")
    names = {path.rpartition(".")[2] for path in catalogue() if path.startswith(f"{SCHEMES}.")}
    known = len(steps) == len((SCHEMES, "its name", "its key")) and steps[-1] in names
    return None if known else f"expected {SCHEMES}, the name of a scheme and a key of its kind"


def _values(fields: Fields, key: str, node: Node, design: Kind) -> tuple[Value, ...] | Range | None:
    if design in _LISTS:
        if isinstance(node, Items) and node.elements and all(isinstance(e, Leaf) for e in node.elements):
            return tuple(element.value for element in node.elements if isinstance(element, Leaf))  # type: ignore[misc]
        fields.problem(key, "no list of values", "expected a list such as [0, 10, 20]")
        return None
    if not isinstance(node, Branch):
        fields.problem(key, "no range", "expected a range such as {low: 2, high: 5}")
        return None
    ends = Fields(node, f"{fields.path}.{key}", fields.problems)
    low, high = ends.needed("low"), ends.needed("high")
    ends.done()
    if low >= high:
        fields.problem(key, f"low {low:g} is not below high {high:g}", "expected low below high")
    return Range(low, high)
