from pathlib import Path

from dtocsim.scenario import Place, load, load_evidence
from dtocsim.scenario.history import Setting, changes

HERE = Path(__file__).parent
SEARCH = "home_care.search_mean_days"


def chain(tmp_path: Path) -> Path:
    """A base file, one that extends it, and one that extends that."""
    folder = (HERE.parents[1] / "scenarios" / "data").as_posix()
    said = {
        "base": f"name: base\ntables:\n  folder: {Path('/').joinpath(folder).as_posix()!r}\n",
        "middle": "extends: base.yaml\nhome_care:\n  search_mean_days: 3.5\n",
        "top": "extends: middle.yaml\nhome_care:\n  search_mean_days: 3.50\n  elasticity: 0.9\n",
    }
    for name, text in said.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "top.yaml"


def told(settings: tuple[Setting, ...]) -> list[str]:
    return [f"{setting.value} {Path(setting.place.file).name}:{setting.place.line}" for setting in settings]


def test_all_that_was_said_of_a_key_is_kept_in_order(tmp_path: Path) -> None:
    default = load_evidence()[SEARCH]
    history = load(chain(tmp_path), [f"{SEARCH}=2.5"]).history[SEARCH]
    assert told(tuple(history)) == [
        f"{default.value} evidence.csv:{default.line}",
        "3.5 middle.yaml:3",
        "3.5 top.yaml:3",
        "2.5 --set:None",
    ]


def test_an_override_changes_the_value_and_is_by_who_said_so_first(tmp_path: Path) -> None:
    overrides = load(chain(tmp_path)).overrides
    assert list(overrides) == [SEARCH, "home_care.elasticity"]
    default = load_evidence()[SEARCH]
    assert told(overrides[SEARCH]) == [f"{default.value} evidence.csv:{default.line}", "3.5 middle.yaml:3"]


def test_what_is_said_of_an_area_shows_all_areas(tmp_path: Path) -> None:
    areas = "by_area={Leeds: {home_care: {search_mean_days: {by_date: {2017-04-01: 3, 2017-10-01: 2}}}}}"
    setting = load(chain(tmp_path), [areas]).history[SEARCH][-1]
    course = "{by_date: {2017-04-01: 3, 2017-10-01: 2}}"
    assert setting == Setting(f"{{by_area: {{England: 3.5, Leeds: {course}}}}}", Place("--set"))


def test_a_resolved_file_keeps_the_record_and_writes_it_again(tmp_path: Path) -> None:
    scenario = load(chain(tmp_path), ["by_area={'Bristol, City of': {home_care: {elasticity: 0.7}}}"])
    (tmp_path / "resolved.yaml").write_text(scenario.to_yaml(tmp_path), encoding="utf-8")
    again = load(tmp_path / "resolved.yaml")
    assert again.overrides == scenario.overrides
    assert again.to_yaml(tmp_path) == scenario.to_yaml(tmp_path)


def test_repeating_a_value_changes_nothing() -> None:
    first, second, third = (Setting(value, Place("a", line)) for line, value in enumerate("112", start=1))
    assert changes([first, second, third]) == (first, third)
    assert changes([]) == ()


def test_areas_on_several_lines_of_a_file_are_set_one_after_the_other(tmp_path: Path) -> None:
    path = chain(tmp_path)
    path.write_text(
        "extends: middle.yaml\nby_area:\n  Leeds:\n    home_care: {search_mean_days: 2}\n"
        "  York:\n    home_care: {search_mean_days: 4}\n",
        encoding="utf-8",
    )
    assert told(tuple(load(path).history[SEARCH][-2:])) == [
        "{by_area: {England: 3.5, Leeds: 2}} top.yaml:4",
        "{by_area: {England: 3.5, Leeds: 2, York: 4}} top.yaml:6",
    ]
