from dtocsim.flow import By, Exponential, Lognormal, Network, SearchRule
from dtocsim.report.describe.outline import outline
from dtocsim.report.document import Bullets


def test_a_journey_is_read_aloud_step_by_step() -> None:
    network = Network("stroke unit", days=10)
    beds = network.pool("beds", 10)
    homes = network.pool("homes", 5, search=SearchRule(4.0))
    age = network.attribute("age", "young", "old")
    seen = network.counter("seen")
    stroke = network.journey("stroke")
    stroke.seize(beds, name="wait for a bed", patience=Exponential(2.0))
    stroke.count(seen)
    stroke.hold("acute stay", By(age, {"young": Lognormal(5, 6), "old": Lognormal(9, 9)}))
    with stroke.branch("destination", {"home": 0.6, "place": 0.4}) as to, to("place"):
        stroke.search("search", homes, 0.5, label="place")
    stroke.release(beds).leave()
    assert outline(stroke.root) == Bullets(
        [
            "wait for a bed: take beds, class 0 in the queue; gives up after: exponential, mean 2 days, "
            "standard deviation 2",
            "acute stay: by age: young lognormal, mean 5 days, standard deviation 6; "
            "old lognormal, mean 9 days, standard deviation 9",
            (
                "destination: home 60.0 %, place 40.0 %",
                Bullets(
                    [
                        (
                            "place",
                            Bullets(
                                [
                                    "search: look for a place in homes, 4 days on average at the reference "
                                    "share of free places, times 2"
                                ]
                            ),
                        )
                    ]
                ),
            ),
            "give back: beds",
            "leaves; everything held is given back",
        ]
    )
