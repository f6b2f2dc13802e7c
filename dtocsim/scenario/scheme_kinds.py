"""The kinds of scheme there are: the classes in the modules of one package, found by its name.

Adding a kind is adding a module there. The package is named and not imported here, because what schemes do to
the journey belongs to a later layer; its modules are light to import.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Annotated, Any, Union, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from .scheme import Scheme

PACKAGE = "dtocsim.care.schemes"


@cache
def scheme_kinds() -> Mapping[str, type[Scheme]]:
    """The class of every kind, by its name, in the order of the names."""
    package = import_module(PACKAGE)
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{PACKAGE}.{module.name}")
    found = {name: each for each in _subclasses(Scheme) if (name := kind_of(each))}
    return MappingProxyType(dict(sorted(found.items())))


def kind_of(scheme: type[Scheme]) -> str:
    """The name of the kind that a class is for; "" for one that others build on."""
    words = get_args(scheme.model_fields["kind"].annotation)
    return str(words[0]) if words else ""


def _subclasses(parent: type[Scheme]) -> list[type[Scheme]]:
    # Tests make kinds of their own, which stay in their own modules.
    own = [each for each in parent.__subclasses__() if each.__module__.startswith(PACKAGE)]
    return [found for each in own for found in (each, *_subclasses(each))]


class OfAnyKind:
    """Marks a scheme that may be of any kind, which its key `kind` says.

    The kinds are looked up when the first scenario is checked, not when this module is imported: they build
    on this package themselves.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kinds: Any = Union[tuple(scheme_kinds().values())]  # noqa: UP007 - known only when it runs
        return handler.generate_schema(Annotated[kinds, Field(discriminator="kind")])


AnyScheme = Annotated[Scheme, OfAnyKind()]
