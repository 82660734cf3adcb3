"""Texts that resemble one with typing errors, finished or not."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

_START = 16  # letters of a text that are looked at before it is compared
_PART = 2048
_BIT = np.zeros(256, np.uint32)
_BIT[ord("a") : ord("z") + 1] = np.uint32(1) << np.arange(26, dtype=np.uint32)


class Spellings:
    """The distinct alphabetic texts, with what tells most of them from a query without reading them."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = [key for key in keys if not key.isdigit()]
        bits = _letter_bits(byte_table(self.keys, _START))
        self._letters = np.bitwise_or.accumulate(bits, axis=0)
        self._sizes = np.array([len(key) for key in self.keys], np.int32)

    def resembling(self, form: str) -> Iterator[list[str]]:
        """Texts whose start has one error or none, then those with two or less, as far as makes sense."""
        most = 0 if len(form) < 4 or form.isdigit() else 1 if len(form) < 8 else 2
        for errors in range(1, most + 1):
            yield self._within(form, errors)

    def _within(self, form: str, errors: int) -> list[str]:
        """Texts that have a start, of about the query's length, with so many errors or less."""
        length = len(form)
        keys = self._with_letters_of(form, errors)
        near = _distances(form, [key[:length] for key in keys], 2 * errors) <= 2 * errors
        keys = [keys[place] for place in np.flatnonzero(near).tolist()]
        sizes = range(length - errors, length + errors + 1)
        nearest = np.min([_distances(form, [key[:size] for key in keys], errors) for size in sizes], axis=0)
        return [keys[place] for place in np.flatnonzero(nearest <= errors).tolist()]

    def _with_letters_of(self, form: str, errors: int) -> list[str]:
        """An error brings at most one letter that the text does not have near its start."""
        head = form[: _START - errors]
        wanted = np.bitwise_or.reduce(_letter_bits(byte_table([head], len(head))), axis=0)
        absent = np.bitwise_count(wanted & ~self._letters[len(head) + errors - 1])
        places = np.flatnonzero((absent <= errors) & (self._sizes >= len(form) - errors))
        return [self.keys[place] for place in places.tolist()]


def byte_table(texts: Sequence[str], width: int) -> NDArray[np.bytes_]:
    """ASCII texts as one array, cut at `width`; filled in parts, as every other thread waits for each."""
    table = np.zeros(len(texts), f"S{width}")
    for start in range(0, len(texts), _PART):
        table[start : start + _PART] = texts[start : start + _PART]
    return table


def _letter_bits(table: NDArray[np.bytes_]) -> NDArray[np.uint32]:
    """One column per text, for each of its letters the bit of that letter."""
    codes = table.view(np.uint8).reshape(len(table), table.itemsize).T.copy()
    return _BIT[codes]


def _distances(form: str, texts: Sequence[str], most: int) -> NDArray[np.uint8]:
    """Letters added, lost, changed or swapped between the form and each text; `most` + 1 stands for more."""
    table = process.cdist([form], texts, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
    return np.asarray(table[0], np.uint8)
