"""Health coaching (S7, Wealden): coaches for people who see their GP often; GPs prescribe community
activities.

Wealden's 29 frequent attenders saw their GP 61 % less in six months, without a control. A fall of 10 to 20
% is what a careful reader would grant (judgement from the only matched comparison of social prescribing).
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from dtocsim.care.schemes.programme import Programme
from dtocsim.scenario.kinds import Amount
from dtocsim.scenario.scheme import CostLine

COACHING = "coaching places"


class HealthCoaching(Programme):
    """Coaches for people who see their GP often."""

    kind: Literal["health_coaching"]
    """Health coaching."""
    places: Amount
    """People coached at the same time, in all its areas together; 0 is no scheme."""
    coaches: Amount
    """Coaches in post, in all its areas together."""

    def resources(self) -> Mapping[str, float]:
        """Places with coaches."""
        return {COACHING: self.places}

    def cost_lines(self) -> Iterator[CostLine]:
        """Jointly funded: half each by NHS and district."""
        for payer in ("NHS", "district"):
            yield CostLine(payer, "coaches", "link_worker_year", per_year=self.coaches / 2)
