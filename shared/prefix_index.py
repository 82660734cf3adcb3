"""Suggestions while somebody types: entries found by the starts of their words, typing errors forgiven."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

Ranks = NDArray[np.int32]

_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[a-z0-9]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
_AFTER_ANY_KEY = "\U0010ffff"
_CACHED_QUERIES = 8192
_START = 16  # letters of a text that are looked at before it is compared


def fold(text: str) -> str:
    """Words in lower case without accents, one space apart: "L'Haÿ-les-Roses" gives "l hay les roses".

    Whatever is neither a letter nor a digit separates words; "st" and "ste" become "saint" and "sainte".
    """
    return " ".join(_ABBREVIATIONS.get(word, word) for word in _words(text))


def _words(text: str) -> list[str]:
    letters = text.casefold()
    if not letters.isascii():
        spelled_out = letters.replace("œ", "oe").replace("æ", "ae")
        letters = _ACCENT.sub("", unicodedata.normalize("NFKD", spelled_out))
    return _WORD.findall(letters)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to suggest. `texts`: what finds it, its name first; the heavier comes first among equals."""

    id: int
    texts: Sequence[str]
    weight: float
    kind: str = ""


class _SortedTexts:
    """Folded texts in order, each with the rank of its entry and the whole text that it ends."""

    def __init__(self, rows: list[tuple[str, int, str]]) -> None:
        rows.sort()
        self.keys = [key for key, _, _ in rows]
        self.ranks: Ranks = np.array([rank for _, rank, _ in rows], np.int32)
        self.wholes = [whole for _, _, whole in rows]

    def equal_to(self, text: str) -> Ranks:
        return self.ranks[bisect_left(self.keys, text) : bisect_right(self.keys, text)]

    def starting_with(self, prefix: str) -> Ranks:
        return self.ranks[self.range_of(prefix)]

    def range_of(self, prefix: str) -> slice:
        return slice(bisect_left(self.keys, prefix), bisect_left(self.keys, prefix + _AFTER_ANY_KEY))


class PrefixIndex:
    """Immutable once built. A rank is the place of an entry by weight, then by name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(
            (-entry.weight, texts[0], entry.id, entry.kind, texts)
            for entry in entries
            if (texts := [*dict.fromkeys(filter(None, map(fold, entry.texts)))])
        )
        self._ids = [number for _, _, number, _, _ in ordered]
        kinds = np.array([kind for _, _, _, kind, _ in ordered], dtype=np.str_)
        self._of_kind = {str(kind): kinds == kind for kind in np.unique(kinds)}
        whole: list[tuple[str, int, str]] = []
        later: list[tuple[str, int, str]] = []
        for rank, (*_, texts) in enumerate(ordered):
            for text in texts:
                whole.append((text, rank, text))
                later += [(text[i + 1 :], rank, text) for i, letter in enumerate(text) if letter == " "]
        self._whole = _SortedTexts(whole)
        self._later = _SortedTexts(later)
        self._spellings = _Spellings({*self._whole.keys, *self._later.keys})
        self._cached = lru_cache(_CACHED_QUERIES)(self._find)

    def search(self, query: str, limit: int, kind: str | None = None) -> list[int]:
        """Ids of the entries that a person may mean, at most `limit`, best first.

        First whole texts equal to the query, then those that start with it, those in which a later word
        does, those that have its words in order; resembling ones only when there are none of these.
        Never raises; nothing to look for gives nothing.
        """
        return list(self._cached(_forms(query), limit, kind))

    def _find(self, forms: tuple[str, ...], limit: int, kind: str | None) -> tuple[int, ...]:
        if not forms:
            return ()
        found: dict[int, None] = {}
        whole, later = self._whole, self._later
        for tier in (whole.equal_to, whole.starting_with, later.starting_with, self._scattered):
            if len(found) < limit:
                ranks = self._kept(np.concatenate([tier(form) for form in forms]), kind)
                found |= dict.fromkeys(np.unique(ranks)[: limit + len(found)].tolist())
        if not found:
            found = dict.fromkeys(self._resembling(forms[0], kind))
        return tuple(self._ids[rank] for rank in list(found)[:limit])

    def _kept(self, ranks: Ranks, kind: str | None) -> Ranks:
        if kind is None:
            return ranks
        return ranks[self._of_kind[kind][ranks]] if kind in self._of_kind else ranks[:0]

    def _scattered(self, form: str) -> Ranks:
        """Texts with a word that starts as each word of the query does, in its order."""
        words = form.split()
        if len(words) < 2:
            return self._whole.ranks[:0]
        in_order = re.compile("".join(rf"(?>.*?\b{word})" for word in words)).match  # atomic: linear time
        both = (self._whole, self._later)
        parts = ([texts.range_of(word) for texts in both] for word in words)
        fewest = min(parts, key=lambda pair: sum(part.stop - part.start for part in pair))
        found: list[int] = []
        for texts, part in zip(both, fewest, strict=True):
            pairs = zip(texts.ranks[part].tolist(), texts.wholes[part], strict=True)
            found += [rank for rank, text in pairs if in_order(text)]
        return np.array(found, np.int32)

    def _resembling(self, form: str, kind: str | None) -> list[int]:
        scored: list[tuple[bool, int]] = []
        for other_letter, text in self._spellings.resembling(form):
            for texts in (self._whole, self._later):
                ranks = self._kept(texts.equal_to(text), kind)
                scored += [(other_letter, rank) for rank in ranks.tolist()]
        return [rank for _, rank in sorted(scored)]


def _forms(query: str) -> tuple[str, ...]:
    """The folded query; also with its last word as typed, since "st" may become "strasbourg"."""
    words = _words(query)
    if not words:
        return ()
    folded = [_ABBREVIATIONS.get(word, word) for word in words]
    unfinished = words[-1] != folded[-1] and query[-1].isalnum()
    return (" ".join(folded), " ".join([*folded[:-1], words[-1]]))[: 2 if unfinished else 1]


class _Spellings:
    """The distinct alphabetic texts, with what tells most of them from a query without reading them."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = sorted({key for key in keys if not key.isdigit()})
        starts = np.array([key[:_START] for key in self.keys], f"U{_START}")
        self._letters = np.bitwise_or.accumulate(_letter_bits(starts), axis=1).T.copy()
        self._sizes = np.array([len(key) for key in self.keys], np.int32)

    def resembling(self, form: str) -> list[tuple[bool, str]]:
        """Texts whose start has the fewest errors; whether the first letter is one, then the text."""
        most = 0 if len(form) < 4 or form.isdigit() else 1 if len(form) < 8 else 2
        for errors in range(1, most + 1):
            if keys := self._within(form, errors):
                return [(key[0] != form[0], key) for key in keys]
        return []

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
        wanted = np.bitwise_or.reduce(_letter_bits(np.array([head])), axis=1)
        absent = np.bitwise_count(wanted & ~self._letters[len(head) + errors - 1])
        places = np.flatnonzero((absent <= errors) & (self._sizes >= len(form) - errors))
        return [self.keys[place] for place in places.tolist()]


def _letter_bits(texts: NDArray[np.str_]) -> NDArray[np.uint32]:
    """One row per text, for each of its letters the bit of that letter."""
    codes = texts.view(np.uint32).reshape(len(texts), texts.itemsize // 4)
    return np.where(codes >= ord("a"), np.uint32(1) << (codes - np.uint32(ord("a"))), np.uint32(0))


def _distances(form: str, texts: Sequence[str], most: int) -> NDArray[np.uint8]:
    """Letters added, lost, changed or swapped between the form and each text; `most` + 1 stands for more."""
    table = process.cdist([form], texts, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)
    return np.asarray(table[0], np.uint8)
