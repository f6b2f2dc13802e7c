from pathlib import Path

import pytest

from dtocsim.analysis.sweep import Range, read_plan
from dtocsim.scenario import ScenarioError

SHIPPED = sorted((Path(__file__).parents[3] / "scenarios" / "sweeps").glob("*.yaml"))
GRID = """\
name: Search times
base: base.yaml
area: Leeds
replications: 3
design: grid
vary:
  home_care.search_mean_days: [2, 3.4]
  more.reablement_places: [10]
"""


@pytest.fixture
def folder(tmp_path: Path, england: Path) -> Path:
    tables = england.parent / "data"
    (tmp_path / "base.yaml").write_text(f"name: Base\ntables: {{folder: {tables}}}\n")
    return tmp_path


def problems(folder: Path, text: str) -> list[str]:
    (folder / "s.yaml").write_text(text)
    with pytest.raises(ScenarioError) as refused:
        read_plan(folder / "s.yaml")
    return [str(problem).removeprefix(f"{folder}/") for problem in refused.value.problems]


def test_a_file_says_what_varies(folder: Path) -> None:
    (folder / "s.yaml").write_text(GRID)
    plan = read_plan(folder / "s.yaml")
    assert (plan.name, plan.area, plan.replications, plan.design) == ("Search times", "Leeds", 3, "grid")
    assert [(varied.key, varied.values, varied.place.line) for varied in plan.varied] == [
        ("home_care.search_mean_days", (2, 3.4), 7),
        ("more.reablement_places", (10,), 8),
    ]
    assert plan.base == folder / "base.yaml"


def test_a_spread_design_says_ranges_and_how_many_points(folder: Path) -> None:
    ranges = "design: sobol\npoints: 8\nseed: 4\nvary:\n  home_care.search_mean_days: {low: 2, high: 5}\n"
    (folder / "s.yaml").write_text(f"base: base.yaml\n{ranges}")
    plan = read_plan(folder / "s.yaml")
    assert (plan.count, plan.seed, plan.varied[0].values) == (8, 4, Range(2.0, 5.0))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("design: grid", "design: gird", "s.yaml:5: design: gird; did you mean grid?"),
        ("design: grid", "design: grid\npoints: 9", "s.yaml:6: points: a grid design; leave it out"),
        ("design: grid", "desing: grid", "s.yaml:5: desing: unknown key; did you mean design?"),
        ("replications: 3", "replications: 0", "s.yaml:4: replications: found 0; expected a whole number"),
        (
            "home_care.search_mean_days",
            "home_care.search_mean_day",
            "s.yaml:7: vary.home_care.search_mean_day",
        ),
        ("home_care.search_mean_days", "home_care", "s.yaml:7: vary.home_care: unknown key; name one of its"),
        (
            "more.reablement_places",
            "more.castles",
            "s.yaml:8: vary.more.castles: unknown key; expected more.",
        ),
        ("[10]", "10", "s.yaml:8: vary.more.reablement_places: no list of values; expected a list such as"),
        ("[2, 3.4]", "{low: 2, high: 5}", "s.yaml:7: vary.home_care.search_mean_days: no list of values"),
    ],
)
def test_a_mistake_is_told_at_its_line(folder: Path, old: str, new: str, message: str) -> None:
    assert any(told.startswith(message) for told in problems(folder, GRID.replace(old, new)))


def test_a_number_of_a_scheme_may_vary(folder: Path) -> None:
    vary = "base: base.yaml\ndesign: grid\nvary:\n  schemes.any_name.maturity: [0, 1]\n"
    (folder / "s.yaml").write_text(vary)
    assert [each.key for each in read_plan(folder / "s.yaml").varied] == ["schemes.any_name.maturity"]
    (wrong,) = problems(folder, vary.replace("maturity", "maturty"))
    assert wrong.endswith("unknown key; expected schemes, the name of a scheme and a key of its kind")


SPLIT = "base: base.yaml\ndesign: split\ngbp: 1000000\nparts: 5\namong: [places, packages]\n"


def test_a_split_says_how_much_is_divided_among_whom(folder: Path) -> None:
    (folder / "s.yaml").write_text(SPLIT)
    plan = read_plan(folder / "s.yaml")
    assert (plan.gbp, plan.parts, [each.key for each in plan.varied]) == (
        1e6,
        5,
        ["gbp.places", "gbp.packages"],
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("gbp: 1000000", "gbp: 0", "s.yaml:3: gbp: found 0; expected pounds a year, above 0"),
        ("gbp: 1000000\n", "", "gbp: missing; expected a number"),
        ("[places, packages]", "[places]", "s.yaml:5: among: found places; expected two or more schemes"),
        ("among: [places, packages]", "", "among: found nothing; expected two or more schemes of the base"),
        ("parts: 5", "vary: {}", "s.yaml:4: vary: unknown key"),
    ],
)
def test_a_mistake_of_a_split_is_told(folder: Path, old: str, new: str, message: str) -> None:
    assert any(message in told for told in problems(folder, SPLIT.replace(old, new)))


def test_too_many_ways_are_refused(folder: Path) -> None:
    text = SPLIT.replace("parts: 5", "parts: 100").replace("packages]", "packages, brokers, beds]")
    assert problems(folder, text) == [
        "s.yaml:4: parts: 176,851 ways to divide 100 parts; expected 10,000 at most"
    ]


DRAWN = """\
base: base.yaml
design: drawn
points: 9
programmes:
  fund: {schemes: [joint, homes], nothing_share: 0.5}
"""


def test_draws_say_which_schemes_work_or_fail_together(folder: Path) -> None:
    (folder / "s.yaml").write_text(DRAWN)
    plan = read_plan(folder / "s.yaml")
    (fund,) = plan.programmes
    assert (plan.count, fund.name, fund.schemes, fund.nothing_share) == (9, "fund", ("joint", "homes"), 0.5)
    assert [each.key for each in plan.varied] == ["programme.fund"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("0.5", "1", "s.yaml:5: programmes.fund.nothing_share: found 1; expected a share, 0 to below 1"),
        (
            "[joint, homes]",
            "[joint, joint]",
            "s.yaml:5: programmes.fund.schemes: found joint, joint; expected",
        ),
        (", nothing_share: 0.5", "", "s.yaml:5: programmes.fund.nothing_share: missing; expected a number"),
        ("programmes:", "programs:", "programmes: missing; expected names, each with"),
        ("points: 9\n", "", "points: missing; expected how many points"),
        ("nothing_share", "share", "s.yaml:5: programmes.fund.share: unknown key"),
    ],
)
def test_a_mistake_of_draws_is_told(folder: Path, old: str, new: str, message: str) -> None:
    assert any(message in told for told in problems(folder, DRAWN.replace(old, new)))


def test_a_range_upside_down_is_told(folder: Path) -> None:
    text = (
        "base: base.yaml\ndesign: sobol\npoints: 4\nvary:\n  home_care.search_mean_days: {low: 5, high: 2}\n"
    )
    assert problems(folder, text) == [
        "s.yaml:5: vary.home_care.search_mean_days: low 5 is not below high 2; expected low below high"
    ]


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    assert len(problems(folder, "base: base.yaml\ndesign: sobol\nvary:\n  a.b: {low: 2, high: 3}\n")) == 2


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_sweep_can_be_read(path: Path) -> None:
    assert read_plan(path).base.exists()
