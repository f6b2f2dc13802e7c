"""A result or a comparison as a document to hand on: the answer first, then all that stands behind it."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dtocsim.experiment import Comparison, Result
from dtocsim.report.changed import changed
from dtocsim.report.comparison import (
    ALL_ORDERS,
    answer,
    area_rows,
    contribution_rows,
    measure_rows,
    pairing,
    ranking_rows,
)
from dtocsim.report.describe import describe
from dtocsim.report.document import Block, Bullets, Document, Folded, Heading, Picture, Table, Text
from dtocsim.report.fifths import GAP_NOTE, TOLD, fifth_rows, targeted
from dtocsim.report.figures import KINDS, PlotError, svg
from dtocsim.report.kinds import subtitle_of, title_of
from dtocsim.report.looks import looks_text
from dtocsim.report.money import (
    REFILLS,
    cost_line_rows,
    cost_rows,
    line_rows,
    money_note,
    payment_rows,
    prices_words,
    sentences,
    who_pays,
    year_rows,
    years_note,
)
from dtocsim.report.numbers import NOTHING, count, percent
from dtocsim.report.ranked import MOST_IN_DETAIL, in_detail
from dtocsim.report.show import measure_row
from dtocsim.report.subjects import ShownSweep
from dtocsim.report.summary import summary_text
from dtocsim.report.sweep_page import sweep_blocks, sweep_title
from dtocsim.scenario.evidence import load_evidence

if TYPE_CHECKING:
    from dtocsim.analysis.sweep import Sweep
    from dtocsim.experiment import MeasureSummary
    from dtocsim.report.subjects import Shown
    from dtocsim.scenario import Scenario

# In the order of the story: what there is, why, for whom, what holds it, and whether to believe it.
STORY = {
    "result": (
        "dtoc_by_reason",
        "dtoc_by_organisation",
        "councils_by_system",
        "people_between_places",
        "lengths_of_delays",
        "lengths_of_fit_stays",
        "waits_for_a_bed",
        "discharge_pathways",
        "beds_against_capacity",
        "care_against_capacity",
        "deprivation_fifths",
        "age_bands",
        "precision",
        "warm_up",
    ),
    "comparison": (
        "what_ifs",
        "against_baseline",
        "difference_by_month",
        "waterfall",
        "money",
        "change_by_area",
    ),
}


def report(shown: Sequence[Shown | ShownSweep]) -> Document:
    """One document about one or several results, comparisons and sweeps.

    Args:
        shown: At least one.

    Raises:
        DataError: A table of a scenario is malformed.
    """
    titles = [
        sweep_title(each.subject) if isinstance(each, ShownSweep) else title_of_report(each.subject)
        for each in shown
    ]
    blocks: list[Block] = []
    for title, each in zip(titles, shown, strict=True):
        # Of several, each stands under its own heading; a single one begins with its answer.
        blocks += [Heading(title), *map(_lower, _about(each))] if len(shown) > 1 else _about(each)
    scenario = _scenario(shown[0].subject)
    method = Folded(f"Model description of {scenario.name} (STRESS-DES)", describe(scenario).blocks)
    title = titles[0] if len(shown) == 1 else f"{count(len(shown), 'report')} in one"
    return Document(title, [*blocks, Heading("Method"), *_marks(), method])


def title_of_report(subject: Result | Comparison) -> str:
    """What a report is about, in a line."""
    if not isinstance(subject, Comparison):
        return f"{subject.manifest.area}: {subject.scenario.name}"
    many = len(subject.what_ifs)
    which = f"'{subject.names[1]}'" if many == 1 else count(many, "what-if")
    return f"{subject.area}: {which} against {subject.names[0]}"


def story(subject: Result | Comparison, name: str = "") -> list[tuple[str, str]]:
    """The plots that can be drawn of a subject in the order of the story: kind, SVG with ids of that name."""
    drawn = []
    for kind in STORY["comparison" if isinstance(subject, Comparison) else "result"]:
        try:
            drawn.append((kind, svg(subject, kind, f"{name}{kind}")))
        except PlotError:
            # What a result lacks is no part of its report; `dtocsim plot` says what it is.
            continue
    return drawn


def answer_of(subject: Result | Comparison) -> str:
    """The answer in a sentence, word for word as the terminal prints it."""
    if isinstance(subject, Comparison):
        return answer(subject)
    # Lines also break after a hyphen.
    return " ".join(summary_text(subject).split("\n\n")[0].replace("-\n", "-").split())


def tables_of(subject: Result | Comparison) -> list[Table]:
    """Every measure, as the terminal prints them: of a comparison a table a what-if."""
    if not isinstance(subject, Comparison):
        headline = [measure for measure in subject.measures if measure.headline]
        return [_measures(headline, "Measures"), _measures(subject.measures, "Every measure")]
    return [changes_of(subject, name) for name in _best_first(subject)]


def changes_of(comparison: Comparison, name: str) -> Table:
    """Every headline measure of a what-if beside the baseline."""
    return _table(measure_rows(comparison, name), (0, 6), f"What changes: {name}")


def ranking_of(comparison: Comparison) -> Table:
    """All scenarios by the measure of the comparison."""
    return _table(ranking_rows(comparison), (0,), "All scenarios, the lowest mean first")


def _best_first(comparison: Comparison) -> tuple[str, ...]:
    """All what-ifs, those told in detail first."""
    told = in_detail(comparison)
    return (*told, *(name for name in comparison.names[1:] if name not in told))


def _about(each: Shown | ShownSweep) -> Iterator[Block]:
    if isinstance(each, ShownSweep):
        yield from sweep_blocks(each, _name(each.path))
        return
    subject = each.subject
    notes = subject.notes if isinstance(subject, Comparison) else subject.manifest.notes
    yield Text(answer_of(subject))
    if notes:
        yield Bullets([f"Note: {note}" for note in notes])
    yield from _comparison(subject) if isinstance(subject, Comparison) else _result(subject)
    yield Heading("Pictures")
    for kind, drawing in story(subject, f"{_name(each.path)}-"):
        about = KINDS[kind]
        told = f"{title_of(about, subject)}. {subtitle_of(about, subject)}."
        yield Picture(drawing, f"{about.about[0].upper()}{about.about[1:]}.", f"{told} {about.about}.")
    yield Heading("Inputs that differ from the baseline")
    yield from _inputs(subject)
    yield Heading("Repeat it")
    yield from map(Text, repetition(each))


def _lower(block: Block) -> Block:
    return Heading(block.text, block.level + 1) if isinstance(block, Heading) else block


def _name(path: str) -> str:
    return "p" + re.sub(r"\W+", "-", path)


def _comparison(comparison: Comparison) -> Iterator[Block]:
    yield Text(pairing(comparison) or "One replication: no interval and no certainty.")
    if comparison.looks:
        yield Text(looks_text(comparison.looks))
    yield Heading("What changes")
    if len(comparison.names) > 2:
        yield ranking_of(comparison)
    if steps := contribution_rows(comparison):
        yield _table(steps, (0,), "What each adds")
        yield Text(ALL_ORDERS)
    tables = tables_of(comparison)
    yield from tables[:MOST_IN_DETAIL]
    yield from (Folded(table.caption, [table]) for table in tables[MOST_IN_DETAIL:])
    if targeted(comparison):
        yield from _fifths(comparison)
    yield Heading("Money")
    yield Text(money_note(comparison))
    names = _best_first(comparison)
    for at, name in enumerate(names):
        money = list(_money(comparison, name))
        yield from money if at < MOST_IN_DETAIL else [Folded(f"Money: {name}", money)]
    areas = [(name, table) for name in names if (table := _areas(comparison, name))]
    if areas:
        yield Heading("Areas")
    for at, (name, table) in enumerate(areas):
        yield table if at < MOST_IN_DETAIL else Folded(f"Areas: {name}", [table])


def _areas(comparison: Comparison, name: str) -> Table | None:
    rows, more = area_rows(comparison, name)
    if not rows:
        return None
    rest = f"; {count(more, 'more area')} in differences.parquet" if more else ""
    return _table(rows, (0,), f"{name}: areas with the largest differences{rest}")


def _fifths(comparison: Comparison) -> Iterator[Block]:
    yield Heading("Deprivation fifths")
    for name in comparison.names[1:]:
        for measure in TOLD:
            yield _table(fifth_rows(comparison, name, measure), (0,), name)
    yield Text(GAP_NOTE)


def _money(comparison: Comparison, name: str) -> Iterator[Block]:
    yield Text(who_pays(comparison, name))
    rows = payment_rows(comparison, name)
    yield _table(rows, (0,), f"Who pays more (above 0) and who less: {name}")
    yield Bullets(list(sentences(comparison, name)))
    if len(by_year := year_rows(comparison, name)) > 1:
        yield _table(by_year, (0,), f"Year by year: {name}")
        yield Text(years_note(comparison, name))
    yield Folded(f"Every line: {name}", [_table(line_rows(comparison, name), (0, 1, 3), "")])


def _result(result: Result) -> Iterator[Block]:
    yield Text(f"{result.scenario.name}. {result.scenario.question}".strip())
    yield Heading("Measures")
    headline, every = tables_of(result)
    yield headline
    yield Folded(every.caption, [every])
    if len(rows := cost_rows(result)) > 2:
        yield Heading("Money")
        yield _table(rows, (0,), f"By payer. {prices_words(result.scenario.money.price_year)}")
        yield Text(REFILLS)
        yield Folded("By payer and line", [_table(cost_line_rows(result), (0, 1, 3), "")])
    notes = dict.fromkeys(each.published_note for each in result.measures if each.published_note)
    if notes:
        yield Bullets([f"[{place}] {note}" for place, note in enumerate(notes, start=1)])


def _measures(measures: Sequence[MeasureSummary], caption: str) -> Table:
    notes = dict.fromkeys(measure.published_note for measure in measures if measure.published_note)
    numbers = {note: place for place, note in enumerate(notes, start=1)}
    header = [
        "measure",
        "mean",
        f"{percent(measures[0].level)} interval",
        "8 years in 10",
        "published",
        "unit",
    ]
    rows = [measure_row(measure, numbers) for measure in measures]
    # Columns that nothing fills are left out.
    filled = [at for at in range(len(header)) if any(row[at].strip() not in ("", NOTHING) for row in rows)]
    kept = [[row[at] for at in filled] for row in [header, *rows]]
    return _table(kept, (0, len(filled) - 1), caption)


def _table(rows: Sequence[Sequence[str]], left: Sequence[int], caption: str) -> Table:
    return Table(rows[0], rows[1:], left, caption)


def _scenario(subject: Result | Comparison | Sweep) -> Scenario:
    return subject.scenario if isinstance(subject, Result) else subject.base


def _inputs(subject: Result | Comparison) -> Iterator[Block]:
    base = _scenario(subject)
    pairs = (
        zip(subject.names[1:], subject.what_ifs, strict=True)
        if isinstance(subject, Comparison)
        else [(base.name, base)]
        if base.baseline
        else []
    )
    for name, scenario in pairs:
        rows = [
            [each.key, each.before, each.now, each.unit, each.mark]
            for each in changed(base if isinstance(subject, Comparison) else base.base, scenario)
        ]
        if rows:
            yield Table(["key", "baseline", "what-if", "unit", "baseline's mark"], rows, (0, 3, 4), name)
        else:
            yield Text(f"{name}: no number of the registry differs; the scenario file tells what does.")
    if not pairs:
        yield Text("This is a base: every number is the registry's or the base file's.")


def _marks() -> Iterator[Block]:
    marks = Counter(row.mark for row in load_evidence().values())
    told = ", ".join(f"{many} {mark}" for mark, many in marks.most_common())
    yield Text(
        f"Of the numbers of the model, {told}. The description below gives each with its range and source."
    )


def repetition(each: Shown) -> tuple[str, str]:
    """What a subject rests on, and the command that repeats it."""
    subject = each.subject
    if isinstance(subject, Comparison):
        files = ["baseline.yaml", *(f"what-if-{at}.yaml" for at in range(1, len(subject.names)))]
        command = ["dtocsim", "compare", *(f"{each.path}/{file}" for file in files)]
        command += ["--replications", str(subject.replications), "--measure", subject.measure]
        command += ["--level", f"{subject.level:g}"]
        about = [f"seed {subject.base.run.seed}", f"dtocsim {subject.version}"]
        about.append(count(subject.replications, "paired replication"))
    else:
        command = ["dtocsim", "run", f"{each.path}/resolved.yaml"]
        manifest = subject.manifest
        about = [f"seed {manifest.seed}", f"dtocsim {manifest.version}", f"scenario {manifest.hash[:12]}"]
        about += [count(manifest.replications, "replication"), f"engine {manifest.engine}"]
    return f"{'; '.join(about)}.", f"Repeat with: {shlex.join(command)}"
