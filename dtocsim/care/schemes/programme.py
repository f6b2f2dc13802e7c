"""What health coaching and social prescribing have in common: a programme that people are referred to.

Whoever is referred waits for a place, takes part, and completes it or not. Who completes it sees her GP
less often, and is admitted less often, until the effect wears off. Such people are chosen because they had
many visits lately, and would have fewer anyway: what was observed before and after is shrunk by the part of
it that is regression to the mean, which is a number of its own.

Visits to GPs are counted on the people of the programme, and no queue. Admissions are prevented among all
people of 65 and over who live at home, in proportion to those whom the programme helps at the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtocsim.care.schemes.steps import TargetedScheme
from dtocsim.scenario.kinds import Amount, Days, Rate, Share
from dtocsim.scenario.phase import Benefit
from dtocsim.scenario.scheme import AT_WORK
from dtocsim.scenario.varying import Changing

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site
    from dtocsim.flow import Network
    from dtocsim.flow.journey import Journey

DAYS_A_YEAR = 365
HELPED = "people helped"


class Programme(TargetedScheme):
    """A programme that people are referred to."""

    prevents = True
    queues = True
    events = ("admission prevented", "referred", "programme completed", "GP visit", "GP visit avoided")

    effects = ("gp_visits_fall_share", "admissions_fall_share")

    referrals_per_year: Amount
    """People referred a year, in all its areas together; 0 is no scheme."""
    programme_days: Days
    """Mean days in the programme."""
    completes_share: Share
    """People who take part and complete it, 0 to 1."""
    gp_visits_per_person_year: Rate
    """Visits to their GP a year of the people referred, without the programme, 0 to 50."""
    gp_visits_fall_share: Share
    """Fall of these visits observed after the programme, before and after without a control, 0 to 1."""
    admissions_per_person_year: Rate
    """Emergency admissions a year of the people referred, without the programme, 0 to 50."""
    admissions_fall_share: Share
    """Fall of these admissions observed after the programme, before and after without a control, 0 to 1."""
    regression_to_the_mean_share: Share
    """Part of the observed falls that would have come without the programme, 0 to 1; 1 leaves no effect."""
    lasts_mean_days: Days
    """Mean days after the programme until its effect has worn off."""

    def steps_of_places(self) -> tuple[str, ...]:
        """The resources that somebody in the programme has, in the order in which she gets them."""
        return tuple(self.resources())

    def effect(self, observed: float) -> float:
        """What is left of an observed fall without regression to the mean."""
        return observed * (1 - self.regression_to_the_mean_share)

    @property
    def is_there(self) -> bool:
        """Whether there are people and places for them."""
        return self.enabled and self.referrals_per_year * min(self.resources().values()) > 0

    @property
    def completed_per_year(self) -> float:
        """People a year who complete it, as referrals and places allow in the long run."""
        places = min(self.resources().values())
        begun = min(self.referrals_per_year, places * DAYS_A_YEAR / self.programme_days)
        return begun * self.completes_share

    def courses(self) -> dict[str, Changing]:
        """How far it is at work, and how many people it helps at the time."""
        return {
            AT_WORK: self.phase,
            HELPED: Benefit(self.phase, self.programme_days, self.lasts_mean_days),
        }

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Some of those who are helped are not admitted."""
        people = self.completed_per_year / DAYS_A_YEAR * self.lasts_mean_days
        a_day = people * self.admissions_per_person_year / DAYS_A_YEAR
        site.prevent_some(model, a_day * self.effect(self.admissions_fall_share), HELPED)

    def write_streams(self, site: Site, model: PlaceModel, network: Network) -> None:
        """The people referred, and their visits to GPs while the programme helps them."""
        per_day = site.per_day(model, self.referrals_per_year)
        if per_day.max() <= 0:
            return
        assert site.waiting is not None
        journey = network.journey(site.step(f"people referred {model.place.id}"))
        site.draw_district(model, journey)
        journey.count(site.counters["referred"]).enter(site.waiting)
        self._take_part(site, journey)
        completes = {"yes": self.completes_share, "no": 1 - self.completes_share}
        with journey.branch("completes", completes) as to, to("yes"):
            journey.count(site.counters["programme completed"])
            self._visit_gp(site, journey)
        site.stream(model, network, journey, per_day)

    def _take_part(self, site: Site, journey: Journey) -> None:
        from dtocsim.care.model import once

        places = self.steps_of_places()
        for place in places:
            journey.seize(site.resources[place], label=place, name=f"wait for {place}")
        assert site.waiting is not None
        journey.exit(site.waiting).hold("programme", once(self.programme_days))
        for place in reversed(places):
            journey.release(place)

    def _visit_gp(self, site: Site, journey: Journey) -> None:
        """Visits that would have been, of which some are not made, until the effect has worn off."""
        from dtocsim.care.model import at_rate, once

        avoided = self.effect(self.gp_visits_fall_share)
        with journey.scope("helped") as helped:
            with journey.repeat("visits"):
                journey.hold("until a visit", at_rate(self.gp_visits_per_person_year, DAYS_A_YEAR))
                with journey.branch("visit avoided", {"yes": avoided, "no": 1 - avoided}) as to:
                    with to("yes"):
                        journey.count(site.counters["GP visit avoided"])
                    with to("no"):
                        journey.count(site.counters["GP visit"])
                journey.again("visits")
            with helped.clock("effect worn off", once(self.lasts_mean_days)):
                journey.leave()
