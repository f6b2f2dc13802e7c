"""Long tables come from disk with the bits with which they were worked out."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dtocsim.flow import Constant, Exponential, Lognormal
from dtocsim.flow.duration_rows import row_of
from dtocsim.flow.durations import Duration, Empirical, Gamma, Mixture, Residual, Uniform, Weibull


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DTOCSIM_CACHE_DIR", str(tmp_path))
    return tmp_path / "dtocsim" / "duration-tables"


STAY = Lognormal(7.0, 9.0)
KINDS: tuple[Duration, ...] = (Exponential(2.0), Gamma(3.0, 1.0), Weibull(1.0, 0.7), Uniform(1.0, 2.0))


@pytest.mark.parametrize("part", [STAY, Constant(3.0), Empirical((0.0, 1.0, 5.0)), *KINDS])
def test_a_table_is_the_same_whether_it_was_kept_or_not(part: Duration) -> None:
    mixed = Mixture(((0.25, part), (0.75, Exponential(40.0))))
    for duration in (mixed, mixed.residual(), Residual(part), Residual(mixed)):
        worked_out = duration.row()
        assert [row_of(duration), row_of(duration)] == [worked_out] * 2


def test_what_has_a_formula_is_not_kept(own_folder: Path) -> None:
    assert row_of(STAY) == STAY.row()
    assert not own_folder.exists()


@dataclass(frozen=True, repr=False)
class Ours(Lognormal):
    """A kind of somebody else, whose text says nothing."""

    def __repr__(self) -> str:
        return "ours"


def test_what_does_not_say_what_it_is_is_not_kept(own_folder: Path) -> None:
    short, long = (Residual(Ours(days, days)) for days in (2.0, 200.0))
    assert row_of(short) == short.row() != row_of(long) == long.row()
    assert not own_folder.exists()
