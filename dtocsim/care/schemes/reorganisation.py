"""A reorganisation (S15): for some time people are busy with themselves, and relationships are set back.

Joint working in the same places loses a part of its maturity: what is left is maturity x (1 - set-back). What
works together today without any scheme is set back too, as far as is said.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.scenario.kinds import Ratio, Share
from dtocsim.scenario.scheme import Move, Scheme, lowers


class Reorganisation(Scheme):
    """A reorganisation that sets relationships back for some time."""

    finest = "council"

    kind: Literal["reorganisation"]
    """A reorganisation."""
    setback_share: Share
    """Part of the maturity of joint working in the same places that is lost while it lasts, 0 to 1."""
    decision_growth_share: Ratio
    """Decisions to let somebody leave, and about funding, take so much longer, 0 to 20."""
    dispute_growth_share: Ratio
    """Disputes are so much more frequent, 0 to 20."""

    def weakens(self, other: Scheme) -> float:
        """Joint working is set back."""
        return self.setback_share if other.kind == "joint_working" else 0.0

    def moves(self) -> Iterator[Move]:
        """What there is without joint working as a scheme."""
        for key in ("discharge.declaration_mean_hours", "funding.mean_days", "funding.sd_days"):
            yield lowers(key, -self.decision_growth_share)
        yield lowers("placement.dispute_share", -self.dispute_growth_share)
