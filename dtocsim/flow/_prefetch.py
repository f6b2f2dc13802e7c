"""Ask the processor for a row of a table before it is needed.

Most of a person's rows lie outside the fast memory when her next event comes; to wait for them, one after
another, takes longer than the event itself.
"""

from typing import Any

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from dtocsim.flow._jit import COMPILED

READ, KEEP, DATA = 0, 3, 1
"""What the processor is told: to read, to keep in every cache, and that it is data."""


def _prefetch(typing_context: Any, table: Any, row: Any) -> Any:
    """Fetch the line of memory in which a row begins; any row may be named, also one that does not exist."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        stride = builder.extract_value(array.strides, 0)
        start = builder.bitcast(array.data, byte)
        place = builder.gep(start, [builder.mul(arguments[1], stride)])
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        fetch = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
        builder.call(fetch, [place, *(ir.Constant(number, value) for value in (READ, KEEP, DATA))])
        return context.get_dummy_value()

    return types.none(table, types.int64), generate


def _do_nothing(table: Any, row: int) -> None:
    """Stand in where nothing is compiled."""


prefetch = intrinsic(_prefetch) if COMPILED else _do_nothing
