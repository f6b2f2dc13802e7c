"""What is known of a key of one scenario: its value, who set it, its range and its source."""

from collections.abc import Iterator

from .catalogue import Key, accepted, catalogue, in_catalogue, nearest
from .evidence import load_evidence, load_sources
from .history import Setting
from .model import Scenario
from .problems import Problem, ScenarioError
from .varying import Course, Local, Number, flat
from .writer import in_line

_DEFAULT = "default of the model"


def explain(scenario: Scenario, path: str, file: str) -> str:
    """Tell what is known of a key.

    Args:
        scenario: the scenario.
        path: a key path such as `home_care.search_mean_days`; a section lists its keys, and so does "".
        file: how errors name the scenario.

    Returns:
        Text of several lines.

    Raises:
        ScenarioError: there is no such key.
    """
    steps = tuple(path.split(".")) if path else ()
    known = catalogue().get(in_catalogue(steps))
    if known is None:
        *section, name = steps
        above = in_catalogue(section)
        hint = nearest(above if above in catalogue() else "", name)
        raise ScenarioError([Problem(file, None, path, "unknown key", hint)])
    return "\n".join(_section(scenario, path, known) if known.kind is None else _value(scenario, path, known))


def unit_of(path: str) -> str:
    """The unit of a key, or nothing where it has none."""
    evidence = load_evidence().get(path)
    return evidence.unit if evidence else ""


def value_of(scenario: Scenario, path: str) -> str:
    """The value of a key as a file writes it."""
    return in_line(flat(scenario.content())[path])


def set_by(scenario: Scenario, path: str) -> str:
    """Who set the value that a key has."""
    settings = scenario.history.get(path)
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
        unit = unit_of(key)
        yield f"  {key:<{width}}  {in_line(value)}{' ' + unit if unit else ''}  ({set_by(scenario, key)})"


def _value(scenario: Scenario, path: str, known: Key) -> Iterator[str]:
    unit = unit_of(path)
    yield f"{path} = {value_of(scenario, path)}{' ' + unit if unit else ''}"
    yield known.text
    yield ""
    yield f"set by     {set_by(scenario, path)}"
    for before in reversed(_replaced(scenario, path)):
        yield f"replaced   {before}"
    yield f"accepts    {accepted(in_catalogue(path.split('.')))}{varies(known)}"
    evidence = load_evidence().get(path)
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
    """Values that lie outside what is plausible, each with the line that set it."""
    found: list[Problem] = []
    content = flat(scenario.content())
    for path, evidence in load_evidence().items():
        name, bracket, index = path.partition("[")
        told = scenario.varying.get(path)
        values = _numbers(told) if told else [content[name][int(index[:-1])] if bracket else content[path]]
        odd = [value for value in values if not evidence.low <= value <= evidence.high]
        settings = scenario.history.get(name)
        if odd and settings:
            place = settings[-1].place
            plausible = f"plausible are {in_line(evidence.low)} to {in_line(evidence.high)} {evidence.unit}"
            found.append(Problem(place.file, place.line, path, f"warning: {in_line(odd[0])}", plausible))
    return found


def _numbers(value: Course | Local) -> list[Number]:
    timed = value.by_area.values() if isinstance(value, Local) else [value]
    return [number for each in timed for number in (each.values if isinstance(each, Course) else (each,))]
