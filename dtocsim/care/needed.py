"""How often a task is needed: as the scenario says in acute beds, more or less often in the others."""

from dtocsim.scenario import Scenario


def funding_share(scenario: Scenario, need: str, setting: str) -> float:
    """Return the share of people with a need whose public funding must be decided."""
    rules = scenario.funding
    return _share(getattr(rules.needed_share, need), rules.non_acute_ratio, setting)


def dispute_share(scenario: Scenario, setting: str) -> float:
    """Return the share of placements and packages that are disputed."""
    rules = scenario.placement
    return _share(rules.dispute_share, rules.dispute_non_acute_ratio, setting)


def choice_share(scenario: Scenario, funder: str, setting: str) -> float:
    """Return the share of people with a funder who, or whose family, refuse what is offered."""
    rules = scenario.placement
    return _share(rules.choice_share[funder], rules.choice_non_acute_ratio, setting)


def _share(acute: float, ratio: float, setting: str) -> float:
    return acute if setting == "acute" else min(1.0, acute * ratio)
