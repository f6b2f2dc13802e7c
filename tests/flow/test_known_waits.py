"""The waits of a skeleton are the same whether they were kept or not."""

from pathlib import Path

import pytest

from dtocsim.flow import Exponential, Network, holding, known_waits
from dtocsim.flow.reduction import Reduction
from dtocsim.flow.skeleton import Skeleton, Take


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DTOCSIM_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(known_waits, "LONG", 0)
    return tmp_path / "dtocsim" / "waits"


def skeleton(*order: int, stay_days: float = 1.0) -> Skeleton:
    """The skeleton of a journey that takes beds in an order, holding all of them."""
    network = Network("beds")
    beds = [network.pool(f"bed {number}", 2) for number in range(3)]
    journey = network.journey("visit")
    for number in order:
        journey.seize(beds[number], label=str(number)).hold(f"stay {number}", Exponential(stay_days))
    for number in order:
        journey.release(str(number))
    return Reduction(journey, []).skeleton


def afresh(wanted: Skeleton) -> tuple[holding.Wait, ...]:
    """The waits as a new program finds them."""
    known_waits.waits.cache_clear()
    return known_waits.waits(wanted)


def test_waits_are_the_same_whether_they_were_kept_or_not(own_folder: Path) -> None:
    expected = holding.waits(skeleton(0, 1, 2))
    assert len(expected) == 3
    assert [afresh(skeleton(0, 1, 2)) for _ in range(2)] == [expected] * 2
    assert len(list(own_folder.iterdir())) == 1


def test_what_is_kept_is_not_walked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = afresh(skeleton(0, 1))
    monkeypatch.setattr(holding, "waits", None)
    assert afresh(skeleton(0, 1)) == expected
    assert afresh(skeleton(0, 1, stay_days=9.0)) == expected


def test_two_skeletons_share_a_text_only_if_they_are_equal() -> None:
    found = [skeleton(0, 1), skeleton(1, 0), skeleton(0, 1, 2), skeleton(0, 1)]
    texts = [known_waits.text((each.bones, each.sizes)) for each in found]
    assert [each == found[0] for each in found] == [text == texts[0] for text in texts]


def test_the_order_of_a_set_does_not_matter() -> None:
    # Nine and one fall on the same place of a small set, whose order then is that of joining.
    one, other = frozenset([1, 9]), frozenset([9, 1])
    bones = [Take(0, "bed", pools, (pools,), skeleton().bones) for pools in (one, other)]
    assert known_waits.text(bones[0]) == known_waits.text(bones[1])
    assert known_waits.text(one) == "set['1', '9']"
