"""The scenario itself: everything a run depends on, complete, frozen and closed."""

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, PrivateAttr

from .baseline import laid_over
from .community import After, CareHomes, Equipment, HomeCare, Housing, Reablement
from .demand import Demand, People
from .frame import Areas, Councils, Run, Tables
from .hospital import Discharge, Hospital
from .kinds import Closed, contradiction
from .problems import Place
from .tasks import Assessment, Funding, Placement
from .writer import as_yaml


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if not line.isprintable():
        raise contradiction("text with characters that cannot be shown", "expected plain text")
    return line


Line = Annotated[str, AfterValidator(_one_line)]


class Scenario(Closed):
    """One state of England's hospitals and social care, and what is to be simulated of it.

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
    hospital: Hospital
    """Beds and stays."""
    discharge: Discharge
    """From medically fit to what a person needs next."""
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
    councils: Councils = Field(default_factory=Councils)
    """What is known of each council beyond its tables."""

    baseline: dict[str, Any] = Field(default_factory=dict)
    """What the base file said where this scenario differs; demand and capacities follow from it."""

    _tables_digest: str = PrivateAttr(default="")
    _origins: Mapping[str, Place] = PrivateAttr(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256, in hexadecimal, of all values and of the bytes of the tables.

        Neither where the tables stand nor who set a value changes it.
        """
        content = self.model_dump(mode="json", by_alias=True, exclude={"tables"})
        text = json.dumps([content, self._tables_digest], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def base(self) -> "Scenario":
        """The scenario without what it changes of its base file: what a what-if is compared with."""
        if not self.baseline:
            return self
        content = self.model_dump(by_alias=True)
        told = type(self).model_validate(laid_over(content | {"baseline": {}}, self.baseline))
        return told.loaded_from(self._tables_digest, self._origins)

    @property
    def origins(self) -> Mapping[str, Place]:
        """Where each key was set: a line of a scenario file, of the registry, or `--set`.

        Keys that nobody set, such as `run.first_day`, have the default of the model and no origin.
        """
        return MappingProxyType(dict(self._origins))

    def to_yaml(self, folder: Path | None = None) -> str:
        """The complete scenario as a file that loads to an equal one.

        Args:
            folder: where the file will stand, so that it names the tables relative to itself; without it
                the path of the tables is absolute.

        Returns:
            YAML text.
        """
        content = self.model_dump(by_alias=True)
        tables = self.tables.folder
        content["tables"]["folder"] = Path(os.path.relpath(tables, folder) if folder else tables).as_posix()
        if not self.baseline:
            del content["baseline"]
        return as_yaml(content)

    def loaded_from(self, tables_digest: str, origins: Mapping[str, Place]) -> Self:
        """Remember what the loader knows and the values do not say.

        Args:
            tables_digest: digest of the bytes of all tables.
            origins: where each key was set.
        """
        self._tables_digest, self._origins = tables_digest, origins
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle looks classes up by name, and those of parametrised generics have none.
        return _rebuilt, (self.model_dump(by_alias=True), self._tables_digest, dict(self._origins))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.hash == other.hash

    def __hash__(self) -> int:
        return int(self.hash[:16], 16)


def _rebuilt(content: dict[str, Any], tables_digest: str, origins: Mapping[str, Place]) -> Scenario:
    return Scenario.model_validate(content).loaded_from(tables_digest, origins)
