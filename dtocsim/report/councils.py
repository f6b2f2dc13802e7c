"""The report of councils fitted to their own delayed days, and of a year predicted from them."""

from __future__ import annotations

from collections.abc import Iterator

from dtocsim.analysis.councils import Fit, Prediction
from dtocsim.report.document import Block, Cell, Document, Heading, Table, Text
from dtocsim.report.numbers import count, number

_SHOWN = 20


def councils_report(fit: Fit, prediction: Prediction | None, replications: int) -> Document:
    """The report as a document.

    Args:
        fit: councils fitted to a year.
        prediction: of another year, if one was asked for.
        replications: of each run.
    """
    return Document(
        f"Councils fitted: {fit.scenario.name}",
        [*_fit(fit, replications), *(_prediction(prediction) if prediction is not None else ())],
    )


def _fit(fit: Fit, replications: int) -> Iterator[Block]:
    rows = [[str(place), f"{error:.1f} %"] for place, error in enumerate(fit.errors)]
    yield Text(
        f"{count(len(fit.factors), 'council')}, {count(replications, 'replication')} of England a round. A "
        "council's factor repeats its own delayed days: it is an input, and no result."
    )
    yield Table(["corrections", "median error of a council"], rows, left=())
    furthest = sorted(fit.factors, key=lambda name: -abs(fit.factors[name] - 1))[:_SHOWN]
    yield Table(
        ["council", "factor", "published days", "fitted days"],
        [
            [name, f"{fit.factors[name]:.2f}", number(fit.published[name]), number(fit.simulated[name])]
            for name in furthest
        ],
        caption="Factors furthest from 1",
    )


def _prediction(found: Prediction) -> Iterator[Block]:
    yield Heading("Prediction of the next year")
    model = found.rank_correlation(found.predicted), found.median_error(found.predicted)
    before = found.rank_correlation(found.persistent), found.median_error(found.persistent)
    yield Table(
        ["over councils", "model", "persistence", ""],
        [
            [
                "rank correlation (Spearman)",
                f"{model[0]:.4f}",
                f"{before[0]:.4f}",
                _better(model[0] > before[0]),
            ],
            ["median error", f"{model[1]:.1f} %", f"{before[1]:.1f} %", _better(model[1] < before[1])],
        ],
        left=(0, 3),
    )
    yield Text(
        "Both are brought to England's published total; persistence is each council's share of the year "
        "before. "
        "The model knows the beds, admissions and people of the predicted year, and no delay of it."
    )


def _better(better: bool) -> Cell:
    return Cell("better than persistence", "good") if better else Cell("no better than persistence", "bad")
