"""Community programmes prevent admissions in the neighbourhoods they are for, and in no others."""

from dtocsim.care.words import FIFTHS
from tests.care.small import BRIEF, model, run


def prevented(fifths: str) -> list[int]:
    """Admissions prevented by deprivation fifth."""
    said = f"reached_share: 1, admissions_fall_share: 0.5, fifths: {fifths}"
    changes = (*BRIEF, f"schemes.deal={{kind: community_programmes, where: [Cumbria], {said}}}")
    (place,) = model(*changes).places
    (site,) = place.sites
    counter = site.counters["admission prevented"]
    axis = [attribute.values for attribute in counter.by].index(FIFTHS)
    counts = run(*changes).tally.counter(counter).sum(axis=-1)
    return [int(counts.take(fifth, axis=axis).sum()) for fifth in range(len(FIFTHS))]


def test_only_the_neighbourhoods_it_is_for_have_fewer_admissions() -> None:
    most, two, everywhere = prevented("most_deprived"), prevented("two_most_deprived"), prevented("all")
    assert most[0] > 0
    assert most[1:] == [0, 0, 0, 0]
    assert two[2:] == [0, 0, 0]
    assert min(two[:2]) > 0
    assert min(everywhere) > 0
