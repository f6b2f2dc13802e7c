"""Plots and words made from a result; nothing here simulates."""

from typing import TYPE_CHECKING

from dtocsim.later import later

if TYPE_CHECKING:
    from dtocsim.report.bottleneck import bottleneck_text
    from dtocsim.report.budget import budget_text
    from dtocsim.report.comparison import comparison_text
    from dtocsim.report.cost import cost_text
    from dtocsim.report.ensemble import ensemble_document, ensemble_text
    from dtocsim.report.figures import PlotError, figure, picture, plot, possible, svg, write_plots
    from dtocsim.report.holdings import holding_text, holdings_text
    from dtocsim.report.money import costs_text
    from dtocsim.report.risk import risk_text
    from dtocsim.report.show import breakdown_page, measures_by_group
    from dtocsim.report.similar import similar_text
    from dtocsim.report.sizing import sizing_text
    from dtocsim.report.subjects import subject
    from dtocsim.report.summary import summary_text
    from dtocsim.report.sweep import sweep_text

__all__ = [
    "PlotError",
    "bottleneck_text",
    "breakdown_page",
    "budget_text",
    "comparison_text",
    "cost_text",
    "costs_text",
    "ensemble_document",
    "ensemble_text",
    "figure",
    "holding_text",
    "holdings_text",
    "measures_by_group",
    "picture",
    "plot",
    "possible",
    "risk_text",
    "similar_text",
    "sizing_text",
    "subject",
    "summary_text",
    "svg",
    "sweep_text",
    "write_plots",
]

__getattr__ = later(
    __name__,
    {
        "bottleneck": ("bottleneck_text",),
        "budget": ("budget_text",),
        "comparison": ("comparison_text",),
        "cost": ("cost_text",),
        "ensemble": ("ensemble_document", "ensemble_text"),
        "figures": ("PlotError", "figure", "picture", "plot", "possible", "svg", "write_plots"),
        "holdings": ("holding_text", "holdings_text"),
        "money": ("costs_text",),
        "risk": ("risk_text",),
        "show": ("breakdown_page", "measures_by_group"),
        "similar": ("similar_text",),
        "sizing": ("sizing_text",),
        "subjects": ("subject",),
        "summary": ("summary_text",),
        "sweep": ("sweep_text",),
    },
)
