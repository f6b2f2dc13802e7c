"""The published schema is current, and an independent validator agrees with ours on what may be written."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dtocsim.scenario.chain import MARK
from dtocsim.scenario.schema import reference, schema, schema_text

HERE = Path(__file__).parent
SCENARIOS = HERE.parents[1] / "scenarios"
VALIDATOR = jsonschema.Draft202012Validator(schema())
SHIPPED = [
    path for path in sorted(SCENARIOS.rglob("*.yaml")) if "$schema=" in path.read_text(encoding="utf-8")
]
VALID = sorted((HERE / "valid").glob("*.yaml"))


class AsJson(yaml.SafeLoader):
    """Reads YAML as editors do: dates are text."""


AsJson.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


AsJson.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9.]+e[-+]?[0-9]+$"), list("-+0123456789")
)


def read(path: Path) -> Any:
    # Strict JSON has text for all keys; YAML reads some as numbers.
    return json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8-sig"), AsJson)))


def test_the_shipped_schema_is_current() -> None:
    # Write it anew with: dtocsim schema --out scenarios/scenario.schema.json
    assert (SCENARIOS / MARK).read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", [*SHIPPED, *VALID], ids=lambda path: path.name)
def test_what_we_accept_the_schema_accepts(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read(path))] == []


@pytest.mark.parametrize(
    "name",
    [
        "share-above-one",
        "unknown-key",
        "truth-for-number",
        "hour-list-too-short",
        "negative-days",
        "unknown-choice",
    ],
)
def test_what_can_be_seen_without_other_files_the_schema_refuses(name: str) -> None:
    assert list(VALIDATOR.iter_errors(read(HERE / "invalid" / f"{name}.yaml")))


def test_every_shipped_scenario_names_the_schema() -> None:
    names = {path.name for path in SHIPPED}
    assert {"england-2017-18.yaml", "quicker-packages-of-care.yaml", "more-care-home-places.yaml"} <= names
    for path in SHIPPED:
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert (path.parent / first.split("$schema=")[1]).resolve() == SCENARIOS / MARK


def test_the_reference_page_has_a_row_for_every_number() -> None:
    page = reference()
    assert "| `search_mean_days` | Mean days to find a package of care" in page
    assert "{by_area: {England: 3.4, West Yorkshire system: 3.2, Leeds: 3.0}}" in page
