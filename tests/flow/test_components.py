"""Parts that exchange nobody, and that running them apart changes nothing."""

from dtocsim.flow import Exponential, Network, compiled
from dtocsim.flow.components import components


def two_towns(*names: str) -> Network:
    """Return a network with a ward and a journey for each town."""
    network = Network("towns", days=20)
    for name in names:
        bed = network.pool(f"{name} bed", 3)
        journey = network.journey(name).seize(bed).hold("stay", Exponential(2.0)).release(bed)
        network.stream(name, journey, 1.4)
    return network


def test_journeys_that_share_no_pool_are_parts_of_their_own() -> None:
    parts = components(two_towns("leeds", "york"))
    assert [(part.name, part.streams, part.pools) for part in parts] == [
        ("leeds", (0,), (0,)),
        ("york", (1,), (1,)),
    ]


def test_journeys_linked_through_a_third_are_one_part() -> None:
    network = Network("chain", days=1)
    pools = [network.pool(name, 1) for name in "abcd"]
    for name, used in (("first", (0, 1)), ("second", (2,)), ("third", (1, 2)), ("alone", (3,))):
        journey = network.journey(name)
        for pool in used:
            journey.seize(pools[pool], name=f"take {pool}").release(pools[pool])
    assert [(part.name, part.pools) for part in components(network)] == [
        ("first", (0, 1, 2)),
        ("alone", (3,)),
    ]


def test_a_part_alone_gives_the_log_it_has_in_the_whole() -> None:
    whole = compiled.run(two_towns("leeds", "york"), 1, log=True).log
    alone = compiled.run(two_towns("york"), 1, log=True).log
    assert len(alone) > 50
    assert [line for line in whole if line.step.startswith("york")] == list(alone)
