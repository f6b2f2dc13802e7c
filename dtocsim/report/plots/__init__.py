"""Plots; every function takes what it shows and the axes to draw on, and returns the axes."""

from dtocsim.report.drawing import MOST_ROWS, PlotError
from dtocsim.report.plots.change import (
    MOST_LINES,
    against_baseline,
    change_by_area,
    change_by_fifth,
    difference_by_month,
    shown_area,
    unit_of,
    what_ifs,
)
from dtocsim.report.plots.councils import council_neighbours, councils_by_system
from dtocsim.report.plots.delays import dtoc_by_organisation, dtoc_by_reason
from dtocsim.report.plots.diagnostics import precision, warm_up
from dtocsim.report.plots.ensembles import ensemble_by_month
from dtocsim.report.plots.flows import people_between_places
from dtocsim.report.plots.groups import age_bands, deprivation_fifths, discharge_pathways
from dtocsim.report.plots.lengths import lengths_of_delays, lengths_of_fit_stays, waits_for_a_bed
from dtocsim.report.plots.money import money, money_unit
from dtocsim.report.plots.occupancy import beds_against_capacity, care_against_capacity
from dtocsim.report.plots.split import sweep_split
from dtocsim.report.plots.tables import sweep_curve, sweep_map
from dtocsim.report.plots.waterfall import waterfall

__all__ = [
    "MOST_LINES",
    "MOST_ROWS",
    "PlotError",
    "against_baseline",
    "age_bands",
    "beds_against_capacity",
    "care_against_capacity",
    "change_by_area",
    "change_by_fifth",
    "council_neighbours",
    "councils_by_system",
    "deprivation_fifths",
    "difference_by_month",
    "discharge_pathways",
    "dtoc_by_organisation",
    "dtoc_by_reason",
    "ensemble_by_month",
    "lengths_of_delays",
    "lengths_of_fit_stays",
    "money",
    "money_unit",
    "people_between_places",
    "precision",
    "shown_area",
    "sweep_curve",
    "sweep_map",
    "sweep_split",
    "unit_of",
    "waits_for_a_bed",
    "warm_up",
    "waterfall",
    "what_ifs",
]
