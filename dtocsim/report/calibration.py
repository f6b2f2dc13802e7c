"""The report of a calibration: every target, every parameter, what is in conflict, what was spent."""

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np

from dtocsim.analysis.calibration import Finished, Identified, identify
from dtocsim.analysis.calibration.calibration import Calibration
from dtocsim.analysis.calibration.space import Array
from dtocsim.analysis.calibration.targets import Target, mean_error_percent
from dtocsim.experiment.statistics import interval
from dtocsim.report.document import Block, Bullets, Cell, Document, Heading, Table, Text
from dtocsim.report.numbers import count, percent

LEVEL = 0.95
NOT_IDENTIFIED = "not identified"


def calibration_report(finished: Finished) -> Document:
    """The report of a calibration as a document."""
    found = finished.found
    parameters = identify(found.outcome)
    return Document(
        f"Calibration: {finished.name}",
        [
            Text(_summary(found, parameters)),
            Heading("Targets"),
            *_targets(found),
            Heading("What could not be met"),
            *_conflicts(found),
            Heading("Parameters"),
            *_parameters(parameters),
            Heading("Parameters spent on each target"),
            *_spent(found, parameters),
            Heading("How it was done"),
            *_method(found, finished.systems, finished.replications),
        ],
    )


def _summary(found: Calibration, parameters: Sequence[Identified]) -> str:
    fit = [good for target, good in zip(found.targets, found.met(), strict=True) if target.role == "fit"]
    vague = sum(not each.identified for each in parameters)
    return (
        f"{sum(fit)} of {count(len(fit), 'target')} are met by the best parameter set. "
        f"{count(len(parameters), 'parameter')} could move; {len(parameters) - vague} are identified by the "
        f"targets, {vague} are not. The ensemble holds {count(len(found.outcome.members), 'plausible set')}."
    )


def _targets(found: Calibration) -> Iterator[Block]:
    columns = ["no.", "target", "published", "before", "found", f"{percent(LEVEL)} interval", "tolerance"]
    columns += ["discrepancy", ""]
    before = found.start.mean(axis=0)
    rows = [
        _target_row(target, float(before[place]), found.final[:, place])
        for place, target in enumerate(found.targets)
    ]
    yield Table(columns, rows, left=(0, 1, 8), spare=(0, 3, 6, 7))
    groups = dict.fromkeys(target.group for target in found.targets if target.group)
    lines = [_group_line(name, found) for name in groups]
    if lines:
        yield Bullets(lines)
    reasons = dict.fromkeys(target.discrepancy_reason for target in found.targets if target.discrepancy)
    if reasons:
        yield Text(
            "Discrepancy: what the model is known to leave out, one standard deviation, stated beforehand. A "
            "parameter set is not ruled out for it; whether a target is met is judged by its tolerance alone."
        )
        yield Bullets(list(reasons))
    if any(target.role == "input" for target in found.targets):
        yield Text("Inputs go into the model; that they come out again is no fit, and they are not counted.")


def _target_row(target: Target, before: float, values: Array) -> list[str | Cell]:
    found = float(values.mean())
    low, high = interval(values.tolist(), LEVEL)
    good = target.met(found)
    verdict = Cell("met", "good") if good else Cell("missed", "bad")
    if target.role == "input":
        verdict = Cell("input", "quiet")
    return [
        target.number,
        target.label,
        figure(target.value),
        figure(before),
        Cell(figure(found), "bad" if verdict.tone == "bad" else ""),
        "–" if low is None or high is None else f"{figure(low)} to {figure(high)}",
        target.tolerance_text,
        target.discrepancy_text,
        verdict,
    ]


def figure(value: float) -> str:
    """A figure with four significant digits, or all digits before the point."""
    if not isfinite(value):
        return "–"
    decimals = max(0, 3 - int(np.floor(np.log10(max(abs(value), 1e-9)))))
    text = f"{value:,.{min(decimals, 4)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _group_line(name: str, found: Calibration) -> str:
    places = [place for place, target in enumerate(found.targets) if target.group == name]
    targets = [found.targets[place] for place in places]
    errors = [
        mean_error_percent(targets, figures.mean(axis=0)[places].tolist())
        for figures in (found.start, found.final)
    ]
    many = count(len(targets), "figure")
    return f"{name}: mean absolute error {errors[1]:.1f} % over {many} (before: {errors[0]:.1f} %)"


def _conflicts(found: Calibration) -> Iterator[Block]:
    if not found.outcome.conflicts:
        yield Text("Nothing: some parameter set meets every target, as far as the emulators can tell.")
        return
    lines = []
    for conflict in found.outcome.conflicts:
        if conflict.out_of_reach:
            lines.append(
                f"{conflict.goal}: out of reach; no parameter set within the ranges meets it even alone"
            )
        elif conflict.opponents:
            lines.append(
                f"{conflict.goal}: in conflict with {', '.join(conflict.opponents)}, which came before"
            )
        else:
            lines.append(f"{conflict.goal}: in conflict with several others together, which came before")
    yield Bullets(lines)
    yield Text(
        "The tolerances of these were widened to what comes nearest, and the others matched as they are."
    )


def _parameters(parameters: Sequence[Identified]) -> Iterator[Block]:
    columns = ["parameter", "before", "range before", "range after", "best", "identified by", "bound to"]
    rows = [[*_parameter_row(each), each.meaning] for each in parameters]
    yield Table([*columns, "meaning"], rows, left=(0, 5, 6, 7), spare=(1, 6, 7))
    yield Text(
        "Range after: the middle nine tenths of the ensemble. Not identified: the ensemble is spread over "
        "the range "
        "as even draws are. Bound to: the parameter with which it is correlated most, if strongly."
    )


def _parameter_row(each: Identified) -> list[str | Cell]:
    parameter = each.parameter
    bound = "" if each.partner is None else f"{each.partner} ({each.correlation:+.2f})"
    return [
        parameter.name,
        figure(parameter.value),
        f"{figure(parameter.low)} to {figure(parameter.high)}",
        f"{figure(each.low)} to {figure(each.high)}",
        figure(each.best),
        (each.by or "") if each.identified else Cell(NOT_IDENTIFIED, "bad"),
        bound.replace("-", "−"),
    ]


def _spent(found: Calibration, parameters: Sequence[Identified]) -> Iterator[Block]:
    spent: dict[str, list[str]] = {target.label: [] for target in found.targets if target.fitted}
    for each in parameters:
        if each.identified and each.by is not None:
            spent[each.by].append(each.parameter.name)
    yield Table(
        ["target", "parameters", "which"],
        [[label, str(len(names)), ", ".join(names)] for label, names in spent.items()],
        left=(0, 2),
    )
    yield Text("Each identified parameter is counted with the target that it moves most, in tolerances.")


def _method(found: Calibration, systems: Sequence[str], replications: int) -> Iterator[Block]:
    outcome = found.outcome
    where = f"Matched on {', '.join(systems)}: {percent(found.people)} of England's people"
    if found.england is not None:
        many = count(len(found.england), "replication")
        where += f"; brought to England's scale by a comparison on the same people, confirmed on it ({many})"
        where += f"; {outcome.confirmed} sets of the ensemble confirmed on England, {outcome.refused} refused"
    sets, each = count(len(outcome.found.points), "parameter set"), count(replications, "replication")
    yield Text(
        f"{where}. {sets} with {each} each, matched {count(found.rounds, 'time')}. Common random numbers: "
        "every set meets the same people."
    )
    rows = [
        [
            f"wave {number}",
            str(wave.points),
            _share(wave.share),
            percent(float(np.nanmedian(wave.explained))),
            percent(float(np.nanmin(wave.explained))),
            "–" if wave.misses is None else percent(wave.misses, 1),
        ]
        for number, wave in enumerate(outcome.waves, start=1)
    ]
    columns = ["", "sets", "left of all sets", "emulators explain, median", "worst", "missed when new"]
    yield Table(columns, rows)


def _share(share: float) -> str:
    return percent(share, 1) if share >= 0.001 else f"{share:.0e}"
