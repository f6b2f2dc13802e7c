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
    before = found.rank_correlation(found.persistent), found.median_error(found.persistent)
    tried = {
        "prediction": found.predicted,
        **{f"  {name}, alone": days for name, days in found.steps.items()},
    }
    rows: list[list[str | Cell]] = [["persistence", f"{before[0]:.4f}", "", f"{before[1]:.1f} %", ""]]
    for name, days in tried.items():
        rank, error = found.rank_correlation(days), found.median_error(days)
        rows.append(
            [name, f"{rank:.4f}", _better(rank > before[0]), f"{error:.1f} %", _better(error < before[1])]
        )
    columns = ["over councils", "rank correlation (Spearman)", "", "median error", ""]
    yield Table(columns, rows, left=(0, 2, 4))
    yield Text(
        "All are brought to England's published total. Persistence is each council's share of the year "
        "before. The prediction is that share without what is chance in it, times what the model says "
        "changes with the beds, admissions and people of the predicted year, times what the national "
        "change in each reason means for the council's own reasons; no council's delays of the predicted "
        "year are in it."
    )


def _better(better: bool) -> Cell:
    return Cell("better", "good") if better else Cell("no better", "bad")
