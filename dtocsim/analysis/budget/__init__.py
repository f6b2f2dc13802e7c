"""What-ifs made to cost the same, and what each does for it."""

from dtocsim.analysis.budget.equal import Budget, Offer, compare_budgets
from dtocsim.analysis.budget.scaling import Scaled, scaled_to, scheme_cost, times_as_large

__all__ = ["Budget", "Offer", "Scaled", "compare_budgets", "scaled_to", "scheme_cost", "times_as_large"]
