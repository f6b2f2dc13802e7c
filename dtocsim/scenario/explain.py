"""What is known of a key of one scenario: its value, who set it, its range and its source."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import takewhile

from .catalogue import FORM_WORDS, SCHEMES, Key, accepted, catalogue, in_catalogue, nearest
from .evidence import Evidence, evidence_of, load_evidence, load_scheme_evidence, load_sources
from .gazetteer import name_keys
from .history import Setting
from .model import Scenario
from .problems import Problem, ScenarioError
from .scheme_words import moved_by
from .varying import BY_AREA, FORMS, NATION, Course, Local, Number, flat
from .writer import in_line

_DEFAULT = "default of the model"
_MOST_AREAS = 5
_AREA_OF_KEY = re.compile(rf"(?P<key>.+)\.{BY_AREA}\.(?P<area>.+)")


def explain(scenario: Scenario, path: str, file: str) -> str:
    """Tell what is known of a key.

    Args:
        scenario: the scenario.
        path: a key path such as `home_care.search_mean_days`; a section lists its keys, and so does "";
            by_area, by_date or ramp list the values that vary so, and by_area.Leeds those said of Leeds.
        file: how errors name the scenario.

    Returns:
        Text of several lines.

    Raises:
        ScenarioError: there is no such key.
    """
    if found := _AREA_OF_KEY.fullmatch(path):
        path = f"{BY_AREA}.{found['area']}.{found['key']}"
    form, _, below = path.partition(".")
    if form in FORMS:
        return "\n".join(_varying(scenario, form, below, file))
    steps = known_steps(scenario, path)
    known = catalogue().get(in_catalogue(steps))
    if known is None:
        *section, name = steps
        above = in_catalogue(section)
        hint = nearest(above if above in catalogue() else "", name)
        if steps[0] == SCHEMES and steps[1] not in scenario.schemes:
            hint = (
                f"there are the schemes {', '.join(scenario.schemes)}"
                if scenario.schemes
                else "there is none"
            )
        raise ScenarioError([Problem(file, None, path, "unknown key", hint)])
    parts = _section if known.kind in (None, dict) else _value
    return "\n".join(parts(scenario, path, known))


def known_steps(scenario: Scenario, path: str) -> tuple[str, ...]:
    """The steps to a key as the catalogue and the registry name them: of a scheme, its kind for its name."""
    steps = tuple(path.split(".")) if path else ()
    if steps[:1] != (SCHEMES,) or len(steps) == 1:
        return steps
    scheme = scenario.schemes.get(steps[1])
    return (SCHEMES, scheme.kind, *steps[2:]) if scheme else steps


def unit_of(scenario: Scenario, path: str) -> str:
    """The unit of a key, or nothing where it has none."""
    evidence = _evidence(scenario, path)
    return evidence.unit if evidence else ""


def _evidence(scenario: Scenario, path: str) -> Evidence | None:
    return evidence_of(".".join(known_steps(scenario, path)))


def value_of(scenario: Scenario, path: str) -> str:
    """The value of a key, or of an element of a list, as a file writes it."""
    name, bracket, index = path.partition("[")
    value = flat(scenario.content())[name]
    return in_line(value[int(index[:-1])] if bracket else value)


def set_by(scenario: Scenario, path: str) -> str:
    """Who set the value that a key has."""
    settings = scenario.history.get(path.partition("[")[0])
    return str(settings[-1].place) if settings else _DEFAULT


def _section(scenario: Scenario, path: str, known: Key) -> Iterator[str]:
    if known.text:
        yield f"{path}: {known.text}"
    values = {
        key: value
        for key, value in flat(scenario.content()).items()
        if not path or key.startswith(f"{path}.")
    }
    width = max(map(len, values), default=0)
    for key, value in values.items():
        unit = unit_of(scenario, key)
        yield f"  {key:<{width}}  {in_line(value)}{' ' + unit if unit else ''}  ({set_by(scenario, key)})"


def _varying(scenario: Scenario, form: str, below: str, file: str) -> Iterator[str]:
    """The values that vary in one way; of those by area only what is said below `by_area.NAME`."""
    told = {key: value.written() for key, value in scenario.varying.items()}
    lines = {
        key: (key, written, set_by(scenario, key))
        for key, written in told.items()
        if form in in_line(written)
    }
    if below and form == BY_AREA:
        lines = {
            f"{BY_AREA}.{area}.{key}": (key, value, _said_of(scenario, key, area, value))
            for key, written in told.items()
            for area, value in written.get(BY_AREA, {}).items()
        }
    asked = f"{form}.{below}.".casefold()
    chosen = {
        name: line for name, line in lines.items() if f"{name}.".casefold().startswith(asked) or not below
    }
    if not chosen:
        areas = sorted({area for written in told.values() for area in written.get(BY_AREA, {})})
        raise ScenarioError([Problem(file, None, f"{form}.{below}".rstrip("."), *_unsaid(form, areas))])
    width = max(map(len, chosen))
    for name, (key, value, who) in chosen.items():
        unit = unit_of(scenario, key)
        yield f"{name:<{width}}  {in_line(value)}{' ' + unit if unit else ''}  ({who})"


def _unsaid(form: str, areas: Sequence[str]) -> tuple[str, str]:
    if form != BY_AREA or not areas:
        return "nothing is said so", f"no value varies {FORM_WORDS[form]}"
    return "nothing is said of it", f"values differ in {', '.join(areas[:_MOST_AREAS])}"


def _said_of(scenario: Scenario, key: str, area: str, value: object) -> str:
    """Who set what a value by area is in one of its areas: the first of those who have said so since."""
    named, everywhere = set(name_keys([area])), in_line(value) if area == NATION else None
    says = re.compile(rf'([^{{}},:"]+)"?: {re.escape(in_line(value))}[,}}]')

    def repeats(setting: Setting) -> bool:
        names = says.findall(setting.value)
        return setting.value == everywhere or any(named & set(name_keys([name])) for name in names)

    since = list(takewhile(repeats, reversed(scenario.history.get(key, ()))))
    return str(since[-1].place) if since else _DEFAULT


def _value(scenario: Scenario, path: str, known: Key) -> Iterator[str]:
    unit = unit_of(scenario, path)
    yield f"{path} = {value_of(scenario, path)}{' ' + unit if unit else ''}"
    yield known.text
    yield ""
    yield f"set by     {set_by(scenario, path)}"
    for before in reversed(_replaced(scenario, path)):
        yield f"replaced   {before}"
    for line in moved_by(scenario, path):
        yield f"moved by   {line}"
    yield f"accepts    {accepted(known.path)}{varies(known)}"
    evidence = _evidence(scenario, path)
    if evidence is not None:
        yield f"plausible  {in_line(evidence.low)} to {in_line(evidence.high)}"
        yield f"evidence   {evidence.mark}: {evidence.note}"
    if evidence is not None and evidence.source:
        source = load_sources()[evidence.source]
        yield f"source     {source.title}, {source.publisher}, {source.date}, {source.address}"


def _replaced(scenario: Scenario, path: str) -> tuple[Setting, ...]:
    return tuple(scenario.history.get(path, ()))[:-1]


def varies(known: Key) -> str:
    """How the value of a key may vary, in words that follow what it accepts."""
    if known.varies is None:
        return ""
    areas = {"nation": "", "system": "by system", "council": "by area"}[known.varies.finest]
    dates = "by date" if known.varies.dated else ""
    return f"; may vary {' and '.join(word for word in (areas, dates) if word)}"


def warnings(scenario: Scenario) -> list[Problem]:
    """What is allowed but hardly meant: implausible values, and schemes that a run never meets."""
    return [*_implausible(scenario), *_never_there(scenario)]


def _implausible(scenario: Scenario) -> list[Problem]:
    """Values that lie outside what is plausible, each with the line that set it."""
    found: list[Problem] = []
    for path, evidence, values in _told(scenario):
        odd = [value for value in values if not evidence.low <= value <= evidence.high]
        settings = scenario.history.get(path.partition("[")[0])
        if odd and settings:
            place = settings[-1].place
            plausible = f"plausible are {in_line(evidence.low)} to {in_line(evidence.high)} {evidence.unit}"
            found.append(Problem(place.file, place.line, path, f"warning: {in_line(odd[0])}", plausible))
    return found


def _never_there(scenario: Scenario) -> Iterator[Problem]:
    """Schemes that begin after the last day of the run or end before its first."""
    first = scenario.run.first_day
    last = first + timedelta(scenario.run.days - 1)
    for name, scheme in scenario.schemes.items():
        key, day = ("start", scheme.start) if scheme.start > last else ("end", scheme.end)
        path = f"{SCHEMES}.{name}.{key}"
        if scheme.enabled and (key == "start" or day < first):
            place = scenario.history[path][-1].place
            found = f"warning: {day}; the scheme does nothing"
            yield Problem(place.file, place.line, path, found, f"the run counts {first} to {last}")


def _told(scenario: Scenario) -> Iterator[tuple[str, Evidence, list[Number]]]:
    """Every number by key path, with what is known of it and all its values."""
    content = flat(scenario.content())
    for path, evidence in load_evidence().items():
        name, bracket, index = path.partition("[")
        told = scenario.varying.get(path)
        values = _numbers(told) if told else [content[name][int(index[:-1])] if bracket else content[path]]
        yield path, evidence, values
    for name, scheme in scenario.schemes.items():
        for key, evidence in load_scheme_evidence(scheme.kind).items():
            path = f"{SCHEMES}.{name}.{key}"
            yield path, evidence, [content[path]]


def _numbers(value: Course | Local) -> list[Number]:
    timed = value.by_area.values() if isinstance(value, Local) else [value]
    return [number for each in timed for number in (each.values if isinstance(each, Course) else (each,))]
