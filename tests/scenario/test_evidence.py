import pytest

from dtocsim.scenario import load_evidence, load_sources
from dtocsim.scenario.catalogue import number_keys, scheme_number_keys
from dtocsim.scenario.evidence import registry


def test_every_number_of_the_model_has_a_row_and_every_row_a_number() -> None:
    assert sorted(load_evidence()) == sorted(number_keys())
    assert sorted(registry()) == sorted([*number_keys(), *scheme_number_keys()])


@pytest.mark.parametrize("key", registry())
def test_a_row_is_complete(key: str) -> None:
    row = registry()[key]
    assert row.low <= row.value <= row.high
    assert row.unit
    assert row.note
    assert row.mark in ("measured", "published", "calibrated", "assumed")
    assert (row.source == "") == (row.mark == "assumed")
    assert row.source in ("", *load_sources())


def test_every_source_is_cited() -> None:
    said = " ".join(f"{row.source} {row.note}" for row in registry().values())
    assert [source for source in load_sources() if source not in said] == []


def test_a_row_carries_value_range_unit_mark_and_source() -> None:
    row = load_evidence()["after.readmission_30_days_share"]
    assert (row.value, row.low, row.high) == (0.138, 0.133, 0.143)
    assert (row.unit, row.mark, row.source) == ("share", "published", "NHSD_READM_2019")


def test_the_evidence_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_evidence()["run.days"] = load_evidence()["run.seed"]  # type: ignore[index]
