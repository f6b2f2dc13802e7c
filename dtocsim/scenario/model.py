"""The scenario itself: everything a run depends on, complete, frozen and closed."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import AfterValidator, BaseModel, Field, PrivateAttr

from .at_work import courses_in, moves_in
from .baseline import laid_over, with_baseline
from .capacity import Capacity
from .community import After, CareHomes, Equipment, HomeCare, Housing, Reablement
from .delays import Delays
from .demand import Christmas, Demand, People
from .frame import Areas, Councils, Run, Tables
from .history import ARGUMENT, KEY, History, Setting, overridden
from .hospital import Discharge, Hospital
from .initial_state import InitialState
from .kinds import Closed, contradiction
from .money import Money
from .moved import Moved
from .pressure import Pressure
from .problems import Place
from .scheme import AT_WORK
from .scheme_kinds import AnyScheme
from .staff import Staff
from .tasks import Assessment, Funding, OfficeHours, Placement
from .unseen import Unseen
from .varying import (
    NATION,
    Changing,
    Course,
    Local,
    Number,
    Timed,
    Varying,
    by_first_step,
    flat,
    in_place,
    joined,
    on_day,
    over,
    replaced,
    split,
)
from .writer import as_yaml, in_line

Part = TypeVar("Part", bound=BaseModel)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if not line.isprintable():
        raise contradiction("text with characters that cannot be shown", "expected plain text")
    return line


Line = Annotated[str, AfterValidator(_one_line)]


class Scenario(Closed):
    """One state of England's hospitals and social care, and what is to be simulated of it.

    Where a value differs by area or by date its field holds England's at the start; `at`, `on` and `mean`
    give the scenario as it is in a place, on a day and over a time, with what schemes do to it. The base
    knows no schemes, so that demand and usual capacities never follow from them.

    Two scenarios are equal when their `hash` is: the same values and the same tables, wherever they stand.
    """

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    """Name, as it appears in reports, 1 to 200 characters."""
    question: Annotated[Line, Field(max_length=1000)] = ""
    """The question this scenario is to answer, at most 1,000 characters."""
    run: Run
    """What is run."""
    tables: Tables
    """The tables of areas, beds, demand and delayed days."""
    areas: Areas = Field(default_factory=Areas)
    """How areas share their hospitals."""
    people: People
    """Attributes of people."""
    demand: Demand
    """How many people come to hospital, and when."""
    christmas: Christmas
    """How hospitals empty before Christmas."""
    hospital: Hospital
    """Beds and stays."""
    pressure: Pressure
    """What hospitals do differently when they are full."""
    discharge: Discharge
    """From medically fit to what a person needs next."""
    office_hours: OfficeHours
    """When social workers and discharge teams work."""
    assessment: Assessment
    """Completion of assessment (reason A)."""
    funding: Funding
    """Decisions about public funding (reason B)."""
    placement: Placement
    """Finding a care-home place (reasons Di and Dii), choice (G) and disputes (H)."""
    care_homes: CareHomes
    """Residential and nursing places for older people."""
    home_care: HomeCare
    """Packages of care at home (reason E)."""
    reablement: Reablement
    """Up to six weeks of reablement at home."""
    equipment: Equipment
    """Community equipment and adaptations (reason F)."""
    housing: Housing
    """Housing not covered by the Care Act (reason I)."""
    after: After
    """After leaving hospital."""
    delays: Delays
    """How long delays last beyond what is known of their causes."""
    capacity: Capacity
    """How much there is of what people wait for, relative to the usual."""
    staff: Staff
    """How many people work for what is in use."""
    councils: Councils = Field(default_factory=Councils)
    """What is known of each council beyond its tables."""
    initial_state: InitialState
    """The situation at the start of a run without a warm-up, where it is known."""
    schemes: dict[str, AnyScheme] = Field(default_factory=dict)
    """Schemes by a name of your own, each of a kind."""
    money: Money
    """Prices and payers."""

    baseline: dict[str, Any] = Field(default_factory=dict)
    """What the base file said where this scenario differs; demand and capacities follow from it."""

    _tables_digest: str = PrivateAttr(default="")
    _history: History = PrivateAttr(default_factory=dict)
    _varying: Mapping[str, Varying | Moved] = PrivateAttr(default_factory=dict)
    _views: dict[tuple[str, ...], "Scenario"] = PrivateAttr(default_factory=dict)
    _courses: Mapping[tuple[str, str], Changing] = PrivateAttr(default_factory=dict)
    _strengths: Mapping[tuple[str, str], Number] = PrivateAttr(default_factory=dict)

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Scenario":
        """Check the content of a scenario.

        Args:
            content: values by key, nested; those that vary in the forms of `dtocsim.scenario.varying`.

        Raises:
            ValidationError: what pydantic found, with England's values at the start.
        """
        plain, varying = split({key: value for key, value in content.items() if key != "baseline"})
        scenario = cls.model_validate(plain | {"baseline": content.get("baseline", {})})
        scenario._varying = varying
        return scenario

    def content(self) -> dict[str, Any]:
        """All values by key, nested, as `of` takes them."""
        return joined(self.model_dump(by_alias=True), self.varying)

    @property
    def hash(self) -> str:
        """SHA-256, in hexadecimal, of all values and of the bytes of the tables.

        Neither where the tables stand nor who set a value changes it.
        """
        plain = self.model_dump(mode="json", by_alias=True, exclude={"tables"})
        content = joined(plain, self.varying)
        text = json.dumps([content, self._tables_digest], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def tables_digest(self) -> str:
        """SHA-256, in hexadecimal, of the bytes of all tables."""
        return self._tables_digest

    @cached_property
    def base(self) -> "Scenario":
        """The scenario without what it changes of its base file: what a what-if is compared with."""
        if not self.baseline and not self.schemes:
            return self
        plain = self.content() | {"baseline": {}, "schemes": {}}
        told = Scenario.of(laid_over(plain, self.baseline))
        return told.loaded_from(self._tables_digest, self._history)

    @property
    def varying(self) -> Mapping[str, Varying]:
        """The values that differ by area or by date, by key path, without what schemes do to them."""
        own = {key: v.value if isinstance(v, Moved) else v for key, v in self._varying.items()}
        return MappingProxyType({key: v for key, v in own.items() if isinstance(v, Course | Local)})

    def at(self, *areas: str) -> "Scenario":
        """The scenario of a place, in which nothing differs by area any more.

        It knows no base and no schemes, but its values are what the schemes at work there make of them.

        Args:
            areas: full names of the areas that hold the place, the largest first; England need not be named.
        """
        local = [value for value in self._varying.values() if isinstance(value, Local)]
        named = {area for value in local for area in value.by_area}
        if not named and not self.schemes:
            return self
        telling = areas if self.schemes else tuple(area for area in areas if area in named)
        if telling not in self._views:
            view = self._with(self._here(telling))
            view._courses = courses_in(self.schemes, self.tables.folder, telling)
            self._views[telling] = view
        return self._views[telling]

    def _here(self, areas: tuple[str, ...]) -> dict[str, Timed | Moved]:
        """All values that are or may be others in a place than England's at the start, by key path."""
        own = {key: v for key, v in self._varying.items() if not isinstance(v, Moved)}
        everywhere = (NATION, *areas)
        here: dict[str, Timed | Moved] = {key: in_place(value, everywhere) for key, value in own.items()}
        for key, moves in moves_in(self.schemes, self.tables.folder, areas).items():
            value = here.get(key, value_at(self, key))
            assert not isinstance(value, Moved)
            here[key] = Moved(value, tuple(moves))
        return here

    def on(self, day: date) -> "Scenario":
        """The scenario of a day: every value is one number."""
        here = self.at()
        changing = here._changing()
        if not changing and not here._courses:
            return here
        view = here._with({key: on_day(value, day) for key, value in changing.items()})
        view._strengths = {name: course.on(day) for name, course in here._courses.items()}
        return view

    def steady(self) -> "Scenario | None":
        """The scenario without the sections in which a value of this place changes: to look at one raises.

        What can be worked out from it is the same on every day. None where schemes have courses of their own.
        """
        here = self.at()
        if here._courses:
            return None
        sections = {key.partition(".")[0] for key in here._changing()}
        return here.model_copy(update={section: Unseen() for section in sections})

    def strength(self, scheme: str, course: str = AT_WORK) -> Number:
        """Where a course of a scheme that writes steps stands in this place on this day, 0 to 1."""
        return self._strengths.get((scheme, course), 0.0)

    def mean(self, days: Sequence[date]) -> "Scenario":
        """The scenario with the mean of every value over days."""
        here = self.at()
        changing = here._changing()
        return here._with({key: over(v, days) for key, v in changing.items()}) if changing else here

    def changes(self, days: Sequence[date]) -> tuple[date, ...]:
        """The first of some days, and those of the others on which a value of this place changes.

        Args:
            days: consecutive days.
        """
        found = {days[0]}
        here = self.at()
        for value in (*here._changing().values(), *here._courses.values()):
            found.update(day for day in value.changes() if days[0] < day <= days[-1])
        return tuple(sorted(found))

    def corners(self) -> list[date]:
        """Days, in order, between which nothing turns that the values of this place are made of."""
        here = self.at()
        turning = (*here._changing().values(), *here._courses.values())
        return sorted({day for value in turning for day in value.corners()})

    def _changing(self) -> dict[str, Course | Moved]:
        return {key: value for key, value in self._varying.items() if isinstance(value, Course | Moved)}

    def _with(self, values: Mapping[str, Timed | Moved]) -> "Scenario":
        # What was checked at the corners of time and place is right between them; nothing is checked again.
        view = _copied(self, {key: on_day(value, date.min) for key, value in values.items()})
        view = view.model_copy(update={"baseline": {}, "schemes": {}})
        view._varying = {key: value for key, value in values.items() if isinstance(value, Course | Moved)}
        view._views = {}
        return view

    def changed(self, values: Mapping[str, Any]) -> "Scenario":
        """A checked copy with other values; its history says that they were given as arguments.

        Args:
            values: by key path, such as {"run.days": 30}; values that vary in their written form.

        Raises:
            ValidationError: what pydantic found.
        """
        return self._given(replaced(self.content(), values), values)

    def what_if(self, values: Mapping[str, Any]) -> "Scenario":
        """A checked copy with other values that meets the demand and capacities of this scenario's base.

        Args:
            values: as in `changed`.

        Raises:
            ValidationError: what pydantic found.
        """
        content = self.content()
        return self._given(with_baseline(replaced(content, values), content), values)

    def _given(self, content: Mapping[str, Any], values: Mapping[str, Any]) -> "Scenario":
        told = Scenario.of(content)
        final, history = flat(told.content()), dict(self._history)
        for key in values.keys() & final.keys():
            history[key] = [*history.get(key, ()), Setting(in_line(final[key]), Place(ARGUMENT))]
        return told.loaded_from(self._tables_digest, history)

    @property
    def history(self) -> History:
        """All that was said of each key, the oldest first: defaults, files and `--set`, with their lines.

        Keys that nobody set, such as `run.first_day`, have the default of the model and no history.
        """
        return MappingProxyType(dict(self._history))

    @property
    def overrides(self) -> Mapping[str, tuple[Setting, ...]]:
        """The values that were changed: all they were, the oldest first and the present one last."""
        return MappingProxyType(overridden(self._history))

    def to_yaml(self, folder: Path | None = None) -> str:
        """The complete scenario as a file that loads to an equal one.

        Args:
            folder: where the file will stand, so that it names the tables relative to itself; without it
                the path of the tables is absolute.

        Returns:
            YAML text.
        """
        content = self.content()
        tables = self.tables.folder
        content["tables"] = {
            "folder": Path(os.path.relpath(tables, folder) if folder else tables).as_posix(),
            "digest": self._tables_digest or self.tables.digest,
        }
        for name in ("baseline", "schemes"):
            if not content[name]:
                del content[name]
        if changed := self.overrides:
            content[KEY] = {key: tuple(map(str, settings)) for key, settings in changed.items()}
        return as_yaml(content)

    def loaded_from(self, tables_digest: str, history: History) -> Self:
        """Remember what the loader knows and the values do not say.

        Args:
            tables_digest: digest of the bytes of all tables.
            history: who set each key to what.
        """
        self._tables_digest, self._history = tables_digest, history
        self.__dict__.pop("base", None)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle looks classes up by name, and those of parametrised generics have none.
        return _rebuilt, (self.content(), self._tables_digest, dict(self._history))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.hash == other.hash

    def __hash__(self) -> int:
        return int(self.hash[:16], 16)


def _rebuilt(content: dict[str, Any], tables_digest: str, history: History) -> Scenario:
    return Scenario.of(content).loaded_from(tables_digest, history)


def value_at(part: BaseModel, path: str) -> Any:
    """The value at a key path as files write it."""
    for step in path.split("."):
        names = {field.alias or name: name for name, field in type(part).model_fields.items()}
        part = getattr(part, names[step])
    return part


def _copied(part: Part, values: Mapping[str, Any]) -> Part:
    """A copy with other values, by key path as files write it, unchecked."""
    names = {field.alias or name: name for name, field in type(part).model_fields.items()}
    update: dict[str, Any] = {}
    for key, inner in by_first_step(values).items():
        name = names[key]
        update[name] = inner[""] if "" in inner else _copied(getattr(part, name), inner)
    return part.model_copy(update=update)
