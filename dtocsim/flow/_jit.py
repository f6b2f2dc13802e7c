"""House policy for compiled functions, in one decorator.

A compiled function is cached on disk, releases the interpreter lock, divides as NumPy does, keeps the order
of floating-point operations (no fast math) and may not allocate: without Numba's reference counting a kernel
that receives its arrays in named tuples runs about three times as fast.

The cache folder is named after a hash of every source file of this package and of the versions of Python,
Numba and NumPy. Numba itself notices only changes to the file that a function stands in; this way a stale
cache cannot be met.
"""

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import numba
import numpy as np
from numba.core import config as numba_config
from numba.core import types

from dtocsim.flow.cache_base import cache_base

Function = TypeVar("Function", bound=Callable[..., Any])

COMPILED: bool = not numba_config.DISABLE_JIT
"""False when NUMBA_DISABLE_JIT is set: the same functions then run as plain Python."""


@cache
def source_hash() -> str:
    """Name the code that a compiled function may depend on: sixteen hexadecimal digits."""
    digest = hashlib.sha256(f"{sys.version} {numba.__version__} {np.__version__}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def cache_folder() -> Path:
    """Return the folder that holds the compiled code of exactly these sources."""
    return cache_base() / source_hash()


def kernel(function: Function) -> Function:
    """Compile `function` under the house policy."""
    return _compiled(function, forceinline=False)


def inlined(function: Function) -> Function:
    """Compile `function` into each of its callers: for what every event passes through.

    A call that hands on bundles costs little, but the compiler cannot see across it; the toy network of the
    benchmarks runs a fifth faster this way.
    """
    return _compiled(function, forceinline=True)


def _compiled(function: Function, forceinline: bool) -> Function:
    before = numba_config.CACHE_DIR
    numba_config.CACHE_DIR = str(cache_folder())
    try:
        compiled: Function = numba.njit(
            cache=True, nogil=True, error_model="numpy", fastmath=False, _nrt=False, forceinline=forceinline
        )(function)
    finally:
        numba_config.CACHE_DIR = before
    if COMPILED:
        _widen_arguments(compiled)
        _load_without_compiler(compiled)
    return compiled


def _widen_arguments(dispatcher: Any) -> None:
    """Let callers hand on every whole number as 64 bits and every constant as a variable.

    Otherwise a function is compiled anew for each combination of integer types with which it is called: half
    as many compilations again.
    """
    template = dispatcher.get_call_template

    def widened(args: Any, kws: Any) -> Any:
        return template(tuple(map(_widest, args)), kws)

    dispatcher.get_call_template = widened


def _widest(kind: Any) -> Any:
    kind = getattr(kind, "literal_type", kind)
    return types.int64 if kind in types.signed_domain else kind


def _load_without_compiler(dispatcher: Any) -> None:
    """Let code that is kept be loaded without all that Numba knows how to compile.

    To import that (and SciPy's linear algebra with it) takes a quarter of a second, and only compiling needs
    it, which asks for it by itself.
    """
    cache = dispatcher._cache

    def load(signature: Any, target: Any) -> Any:
        with cache._guard_against_spurious_io_errors():
            return cache._load_overload(signature, target)

    cache.load_overload = load
