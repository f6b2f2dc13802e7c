"""What fitting councils leaves behind: a scenario with their factors, and a table."""

import csv
import io
import os
from pathlib import Path

from dtocsim.experiment.whole import write_text
from dtocsim.scenario.writer import as_yaml

from .fitting import Fit
from .prediction import Prediction

FITTED, TABLE = "fitted.yaml", "councils.csv"


def write_councils(folder: Path, source: Path, fit: Fit, prediction: Prediction | None) -> None:
    """Write both files, each whole or not at all.

    Args:
        folder: where to.
        source: the scenario file that was fitted.
        fit: the factors.
        prediction: of another year, if one was asked for.

    Raises:
        OSError: the disk refuses.
    """
    content = {
        "extends": Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix(),
        "base": True,
        "name": f"{fit.scenario.name}, councils fitted"[:200],
        "councils": {"delay_factor": "none"},
        "delays": {"council_factor": {"by_area": {"England": 1.0, **fit.factors}}},
    }
    head = "# The factors repeat each council's own delayed days of the year: an input, and no result.\n"
    write_text(folder / FITTED, head + as_yaml(content))
    write_text(folder / TABLE, _table(fit, prediction))


def _table(fit: Fit, prediction: Prediction | None) -> str:
    columns = ["council", "factor", "published", "fitted"]
    columns += ["published_next", "predicted", *prediction.steps, "persistence"] if prediction else []
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for name in sorted(fit.factors):
        days = [fit.published[name], fit.simulated[name]]
        if prediction:
            steps = prediction.steps.values()
            series = (prediction.published, prediction.predicted, *steps, prediction.persistent)
            days += [each.get(name, 0.0) for each in series]
        writer.writerow([name, fit.factors[name], *(f"{value:.0f}" for value in days)])
    return text.getvalue()
