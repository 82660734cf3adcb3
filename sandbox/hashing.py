"""Chance that is the same on every run: everything drawn here follows from the seed and a key."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")
Words = NDArray[np.uint64]

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


def hash_columns(salt: int, *columns: NDArray[np.integer]) -> Words:
    """One 64-bit word per row, from the row's values and the salt (splitmix64)."""
    shape = np.broadcast_shapes(*(column.shape for column in columns))
    words = np.full(shape, salt & _MASK, dtype=np.uint64)
    for column in columns:
        words = _mix(words ^ (column.astype(np.uint64) * np.uint64(_GOLDEN)))
    return words


def _mix(words: Words) -> Words:
    words = words + np.uint64(_GOLDEN)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(_FIRST)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(_SECOND)
    return words ^ (words >> np.uint64(31))


def take_byte(words: Words, position: int) -> NDArray[np.uint8]:
    """The byte of each word at `position`, 0 to 7."""
    return ((words >> np.uint64(8 * position)) & np.uint64(0xFF)).astype(np.uint8)


def take_half(words: Words, position: int) -> NDArray[np.uint16]:
    """The 16 bits of each word at `position`, 0 to 3."""
    return ((words >> np.uint64(16 * position)) & np.uint64(0xFFFF)).astype(np.uint16)


def take_share(words: Words) -> NDArray[np.float64]:
    """Each word as a number from 0 (included) to 1 (excluded)."""
    return (words >> np.uint64(11)).astype(np.float64) / float(1 << 53)


def derive_salt(seed: int, purpose: str) -> int:
    """A 64-bit salt, so that what is drawn for one purpose says nothing about another."""
    return int.from_bytes(hashlib.blake2b(f"{seed}/{purpose}".encode(), digest_size=8).digest(), "big")


class Draw:
    """A stream of choices that follows from its key."""

    def __init__(self, seed: int, *key: object) -> None:
        salt = derive_salt(seed, "/".join(map(str, key)))
        self._next = random.Random(salt).random  # noqa: S311  # no secret: the same on every run

    def below(self, bound: int) -> int:
        """An integer from 0 to `bound` - 1."""
        return int(self._next() * bound)

    def share(self) -> float:
        """A number from 0 (included) to 1 (excluded)."""
        return self._next()

    def chance(self, probability: float) -> bool:
        return self._next() < probability

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self._next() * len(choices))]

    def sample(self, choices: Sequence[T], size: int) -> list[T]:
        """At most `size` of the choices, each once, in their order."""
        kept = sorted((self._next(), position) for position in range(len(choices)))[:size]
        return [choices[position] for position in sorted(position for _, position in kept)]
