"""Random numbers that belong to people, not to the order of events.

Every draw is a pure function of (root seed, replication, who, purpose, n). A *key* is a 64-bit number that
stands for who is meant and already contains seed and replication; a *purpose* is a 64-bit hash of a declared
name; n counts the visits to that purpose. The numbers are mixed with the finaliser of SplitMix64 (Steele, Lea
and Flood, OOPSLA 2014), a bijection of 64 bits.
"""

import hashlib
from functools import cache

import numpy as np

from dtocsim.flow._jit import kernel

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
S27, S30, S31, S11 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(11)
UNIT = 2.0**-53
BELOW_ONE = 1.0 - UNIT
"""The greatest number below 1: the half that is added to the greatest 53 bits would be rounded up to 1."""


@kernel
def mix(bits: np.uint64) -> np.uint64:
    """Scatter 64 bits: every bit of the result depends on every bit of the argument."""
    bits = (bits ^ (bits >> S30)) * FIRST
    bits = (bits ^ (bits >> S27)) * SECOND
    return bits ^ (bits >> S31)


@kernel
def derive(key: np.uint64, item: np.uint64) -> np.uint64:
    """Return the key of a part of `key`: of candidate `item` of a stream, of spell `item` of a person."""
    return mix(mix(key + GOLDEN) ^ (item * GOLDEN + FIRST))


@kernel
def unit(bits: np.uint64) -> float:
    """Return the number in (0, 1) that stands for 64 bits; neither 0 nor 1 is possible."""
    return min((np.float64(bits >> S11) + 0.5) * UNIT, BELOW_ONE)


@kernel
def uniform(key: np.uint64, purpose: np.uint64, visit: np.uint64) -> float:
    """Return the draw in (0, 1) that belongs to (key, purpose, visit)."""
    return unit(np.uint64(mix(mix(key ^ purpose) + visit * GOLDEN)))


@cache
def name_hash(name: str) -> np.uint64:
    """Return the 64-bit number that stands for a declared name, the same on every platform."""
    return np.uint64(int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little"))


def child_key(key: np.uint64, item: int | np.uint64) -> np.uint64:
    """Return `derive` for interpreted code, whose small whole numbers Numba would take for signed ones."""
    with np.errstate(over="ignore"):
        return np.uint64(derive(np.uint64(key), np.uint64(item)))


def draw(key: np.uint64, purpose: np.uint64, visit: int = 0) -> float:
    """Return `uniform` as interpreted code must call it."""
    with np.errstate(over="ignore"):
        return float(uniform(np.uint64(key), np.uint64(purpose), np.uint64(visit)))


def root_key(seed: int, replication: int) -> np.uint64:
    """Return the key from which every key of one replication is derived.

    Args:
        seed: root seed, 0 or more, less than 2**63.
        replication: number of the replication, 0 or more. No replication depends on those before it.
    """
    return child_key(child_key(name_hash("root"), seed), replication)


def named_key(key: np.uint64, name: str) -> np.uint64:
    """Return the key of the part of `key` called `name` (a stream, a group of initial people)."""
    return child_key(key, name_hash(name))
