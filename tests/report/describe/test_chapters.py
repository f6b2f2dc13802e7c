from dtocsim.flow import Network
from dtocsim.report.describe.chapters import drawing, ways


def test_where_each_chapter_leads_is_read_from_the_journey() -> None:
    network = Network("lives")
    chapter = network.attribute("chapter", "home", "hospital")
    journey = network.journey("life")
    with journey.repeat("loop"):
        with journey.branch("chapter of life", chapter) as to:
            with to("home"):
                journey.set(chapter, "hospital")
            with to("hospital"), journey.branch("dies", {"yes": 0.5, "no": 0.5}) as dies:
                with dies("yes"):
                    journey.leave()
                with dies("no"):
                    journey.set(chapter, "home")
        journey.again("loop")
    assert ways(journey.root, chapter) == {"home": ("hospital",), "hospital": ("home",)}


def test_the_drawing_has_a_box_for_each_chapter_and_an_arrow_for_each_way() -> None:
    svg = drawing({"home": ("hospital",), "hospital": ("home", "hospital"), "a < b": ()}, "Lives")
    assert svg.count("<rect") == 3
    assert svg.count('marker-end="url(#tip)"') == 2
    assert "a &lt; b" in svg
