"""The description of a scenario after the STRESS-DES checklist."""

from dtocsim.report.describe.description import describe

__all__ = ["describe"]
