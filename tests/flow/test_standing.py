"""What initial people hold: chosen by traits that are drawn, or given, before."""

from dtocsim.flow import By, Constant, Network
from tests.flow.stories import Engine


def test_who_stands_somewhere_holds_a_unit_of_the_pool_of_her_kind(engine: Engine) -> None:
    network = Network("homes", days=2, may_deadlock=True)
    kind = network.attribute("kind", "nowhere", "north", "south")
    homes = {name: network.pool(name, 30) for name in ("north", "south")}
    home = By(kind, {**homes, "nowhere": None})
    journey = network.journey("ann")
    journey.draw("kind", kind, {"nowhere": 0.1, "north": 0.3, "south": 0.6})
    with journey.repeat("years"):
        with journey.branch("old", kind) as to, to("north"):
            journey.seize(homes["north"], label="home").release("home")
        journey.hold("a year", Constant(365)).again("years")
    network.standing("old", journey, "a year", 40, taking={"home": home})
    network.standing("of the north", journey, "a year", 3, {kind: "north"}, {"home": home})
    told = engine(network, log=True)
    placed = [entry for entry in told.log if entry.step.endswith("home: placed")]
    in_use = {name: int(told.tally.pool(pool).occupied_at_midnight[0]) for name, pool in homes.items()}
    assert sum(in_use.values()) == len(placed) < 43, "nobody holds a unit where there is no pool"
    assert 3 < in_use["north"] < in_use["south"]
