"""A bundle of named arrays that compiled code receives as one pointer.

A kernel of many small functions that hand on forty arrays as arguments spends most of its compile time, and
part of its run time, on copying their descriptors. A bundle keeps the descriptors in one block of memory;
compiled code reads `bundle.name` from there. Bundles are read-only: the arrays may change, which arrays they
are may not (`with_arrays` makes a new bundle).

Indices into them must be 0 or more and are taken as they are. Numba lets a negative index count from the end,
and asks at every access whether it does: a sixth of the time of an event.
"""

import hashlib
import operator
from typing import Any, Self

import numpy as np
from llvmlite import ir
from numba import typeof
from numba.core import types
from numba.core.imputils import impl_ret_borrowed, lower_getattr_generic
from numba.core.types import containers
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.extending import NativeValue, lower_builtin, models, register_model, typeof_impl, unbox
from numba.np.arrayobj import getitem_array_tuple, getitem_arraynd_intp, setitem_array
from numpy.typing import NDArray

BYTES = 8
POINTER = ir.IntType(8).as_pointer()


class Bundle:
    """Named arrays; subclasses list them as annotations. All must be C-contiguous."""

    def __init__(self, **arrays: NDArray[Any]) -> None:
        expected = tuple(type(self).__annotations__)
        if set(arrays) != set(expected):
            raise TypeError(f"{type(self).__name__} needs {sorted(expected)}, found {sorted(arrays)}")
        words: list[int] = []
        for name in expected:
            array = arrays[name]
            words += [0, 0, array.size, array.itemsize, array.ctypes.data, *array.shape, *array.strides]
            setattr(self, name, array)
        self._words = np.asarray(words, dtype=np.int64)
        self.address = int(self._words.ctypes.data)
        fields = tuple((name, _type_of_array(arrays[name])) for name in expected)
        self.numba_type = BundleType(type(self).__name__, fields)

    def with_arrays(self, **changes: NDArray[Any]) -> Self:
        """Return a bundle in which some arrays are replaced."""
        return type(self)(**{name: getattr(self, name) for name in type(self).__annotations__} | changes)


_known_types: dict[tuple[Any, int], Any] = {}


def _type_of_array(array: NDArray[Any]) -> Any:
    """Return Numba's type of a C-contiguous array, made once: for records it takes Numba a tenth of a ms."""
    kind = (array.dtype, array.ndim)
    if kind not in _known_types:
        found = typeof(array)
        _known_types[kind] = BundledArray(found.dtype, found.ndim, found.layout, aligned=found.aligned)
    return _known_types[kind]


class BundledArray(types.Array):
    """What Numba knows of an array of a bundle: as of any array, but that no index is negative."""


register_model(BundledArray)(models.ArrayModel)


def _unsigned(index: Any) -> Any:
    """Return the type of an index, or of several, that Numba does not look at for a sign."""
    if isinstance(index, containers.BaseTuple):
        return containers.UniTuple(types.uintp, len(index))
    return types.uintp


@lower_builtin(operator.getitem, BundledArray, types.Integer)
@lower_builtin(operator.getitem, BundledArray, containers.BaseTuple)
def _read(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    array, index = signature.args
    plain = signature.replace(args=(array, _unsigned(index)))
    place = context.cast(builder, arguments[1], index, plain.args[1])
    read = getitem_array_tuple if isinstance(index, containers.BaseTuple) else getitem_arraynd_intp
    return read(context, builder, plain, (arguments[0], place))


@lower_builtin(operator.setitem, BundledArray, types.Integer, types.Any)
@lower_builtin(operator.setitem, BundledArray, containers.BaseTuple, types.Any)
def _write(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    array, index, value = signature.args
    plain = signature.replace(args=(array, _unsigned(index), value))
    place = context.cast(builder, arguments[1], index, plain.args[1])
    return setitem_array(context, builder, plain, (arguments[0], place, arguments[2]))


class BundleType(types.Type):
    """What Numba knows of a bundle: its name and the types of its arrays."""

    def __init__(self, name: str, fields: tuple[tuple[str, Any], ...]) -> None:
        self.fields = fields
        # The name of a type becomes part of that of every function that takes one: spelt out, those of the
        # kernel's three bundles fill nine thousand characters.
        spelt = ", ".join(f"{field}: {kind}" for field, kind in fields)
        super().__init__(name=name + hashlib.blake2b(spelt.encode(), digest_size=8).hexdigest())


@register_model(BundleType)
class BundleModel(models.PrimitiveModel):  # type: ignore[misc]
    """In compiled code a bundle is a pointer to its block of descriptors."""

    def __init__(self, manager: Any, kind: BundleType) -> None:
        super().__init__(manager, kind, POINTER)


@typeof_impl.register(Bundle)
def _type_of_bundle(bundle: Bundle, context: Any) -> BundleType:
    return bundle.numba_type


@unbox(BundleType)
def _unbox_bundle(kind: BundleType, bundle: Any, context: Any) -> NativeValue:
    number = context.pyapi.object_getattr_string(bundle, "address")
    address = context.pyapi.long_as_longlong(number)
    context.pyapi.decref(number)
    return NativeValue(context.builder.inttoptr(address, POINTER))


@infer_getattr
class BundleAttributes(AttributeTemplate):  # type: ignore[misc]
    """The attributes of a bundle are its arrays."""

    key = BundleType

    def generic_resolve(self, kind: BundleType, name: str) -> Any:
        """Return the type of the array called `name`."""
        return dict(kind.fields).get(name)


@lower_getattr_generic(BundleType)
def _read_attribute(context: Any, builder: Any, kind: BundleType, bundle: Any, name: str) -> Any:
    names = [field for field, _ in kind.fields]
    before = kind.fields[: names.index(name)]
    offset = sum((5 + 2 * array.ndim) * BYTES for _, array in before)
    array = kind.fields[names.index(name)][1]
    place = builder.gep(bundle, [ir.Constant(ir.IntType(64), offset)])
    load = builder.load(builder.bitcast(place, context.get_value_type(array).as_pointer()))
    load.set_metadata("invariant.load", builder.module.add_metadata([]))
    return impl_ret_borrowed(context, builder, array, load)
