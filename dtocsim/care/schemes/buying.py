"""Care that public money buys when there is less of it than is needed: everybody waits longer for a start."""

from collections.abc import Iterator

from dtocsim.scenario.scheme import Move, lowers
from dtocsim.scenario.varying import Changing

PACKAGES = ("home_care.search_mean_days",)
PLACES = ("placement.residential_search_mean_days", "placement.nursing_search_mean_days")
COMMUNITY_BEDS = ("hospital.community_search_mean_days",)


def fewer_starts(
    searches: tuple[str, ...], starts_share: float, of_share: float = 1.0, course: Changing | None = None
) -> Iterator[Move]:
    """Let so few begin as can: searches take longer, for all who look.

    Args:
        searches: keys of the mean days that searches take.
        starts_share: of the starts that depend on it, those that are still possible, above 0 to 1.
        of_share: the part of all starts that depends on it, 0 to 1.
        course: where it is not the scheme's.
    """
    possible = 1 - of_share * (1 - starts_share)
    for key in searches:
        yield lowers(key, 1 - 1 / possible, course)
