"""Suggestions while somebody types: entries found by the starts of their words, typing errors forgiven."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import NamedTuple
from weakref import proxy

import numpy as np
from numpy.typing import NDArray

from shared.spelling import Spellings, byte_table

Ranks = NDArray[np.int32]

_ACCENT = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile("[^a-z0-9\n]+")
_SAINT = re.compile(r"\bst(e?)\b")
_AFTER_ANY_KEY = "\U0010ffff"
_CACHED_QUERIES = 8192


def fold(text: str) -> str:
    """Words in lower case without accents, one space apart: "L'Haÿ-les-Roses" gives "l hay les roses".

    Whatever is neither a letter nor a digit separates words; "st" and "ste" become "saint" and "sainte".
    """
    return fold_all([text])[0]


def fold_all(texts: Sequence[str]) -> list[str]:
    """The same of each text, in a fraction of the time."""
    if not texts:
        return []
    lines = "\n".join([text.replace("\n", " ") for text in texts])
    return [line.strip() for line in _SAINT.sub(r"saint\1", _plain(lines)).split("\n")]


def _plain(lines: str) -> str:
    """Of each line, its letters without accents and its digits, and spaces."""
    letters = lines.casefold()
    if not letters.isascii():
        spelled_out = letters.replace("œ", "oe").replace("æ", "ae")
        letters = _ACCENT.sub("", unicodedata.normalize("NFKD", spelled_out))
    return _BETWEEN_WORDS.sub(" ", letters)


class Entry(NamedTuple):
    """Something to suggest. `texts`: what finds it, its name first; the heavier comes first among equals."""

    id: int
    texts: Sequence[str]
    weight: float
    kind: str = ""


class _SortedTexts:
    """Folded texts in order, each with the rank of its entry and the whole text that it ends."""

    def __init__(self, keys: list[str], ranks: list[int], wholes: list[str]) -> None:
        # numpy lets other threads run while it sorts; the texts are ASCII, so bytes have their order
        width = max(map(len, keys), default=1)
        order = np.argsort(byte_table(keys, width), kind="stable").tolist()
        self.keys = [keys[place] for place in order]
        self.ranks: Ranks = np.array(ranks, np.int32)[order]
        self.wholes = [wholes[place] for place in order]

    def equal_to(self, text: str) -> Ranks:
        return self.ranks[bisect_left(self.keys, text) : bisect_right(self.keys, text)]

    def starting_with_words(self, words: str) -> Ranks:
        return np.concatenate([self.equal_to(words), self.starting_with(words + " ")])

    def starting_with(self, prefix: str) -> Ranks:
        return self.ranks[self.range_of(prefix)]

    def range_of(self, prefix: str) -> slice:
        return slice(bisect_left(self.keys, prefix), bisect_left(self.keys, prefix + _AFTER_ANY_KEY))


class PrefixIndex:
    """Immutable once built. A rank is the place of an entry by weight, then by name.

    `exact_first`: a text that is the whole query comes before heavier ones that have further words.
    """

    def __init__(self, entries: Iterable[Entry], *, exact_first: bool = False) -> None:
        ordered = [(entry, texts) for entry, texts in _fold_entries(list(entries)) if texts]
        ordered.sort(key=lambda pair: pair[0].id)
        ordered.sort(key=lambda pair: pair[1][0])
        ordered.sort(key=lambda pair: -pair[0].weight)
        self._ids = [entry.id for entry, _ in ordered]
        kinds = np.array([entry.kind for entry, _ in ordered], dtype=np.str_)
        self._of_kind = {str(kind): kinds == kind for kind in np.unique(kinds)}
        whole = [(text, rank) for rank, (_, texts) in enumerate(ordered) for text in texts]
        later = [(end, rank, text) for text, rank in whole for end in _ends(text)]
        texts = [text for text, _ in whole]
        self._whole = _SortedTexts(texts, [rank for _, rank in whole], texts)
        self._later = _SortedTexts(
            [end for end, _, _ in later], [rank for _, rank, _ in later], [text for *_, text in later]
        )
        finished = (self._whole.equal_to, self._whole.starting_with_words)
        self._finished = finished if exact_first else finished[1:]
        self._spellings = Spellings({*self._whole.keys, *self._later.keys})
        # a cache that held the index would keep it for ever: cycles are not looked for in what was frozen
        self._cached = lru_cache(_CACHED_QUERIES)(partial(PrefixIndex._find, proxy(self)))

    def search(self, query: str, limit: int, kind: str | None = None) -> list[int]:
        """Ids of the entries that a person may mean, at most `limit`, best first.

        First those that match, in the order of `match`, then those that resemble: what was typed rightly
        comes before what may have been meant, however small, so that the first suggestion does not change
        back and forth with each letter. Never raises; nothing to look for gives nothing.
        """
        return list(self._cached(_forms(query), limit, kind, True))

    def match(self, query: str, limit: int, kind: str | None = None) -> list[int]:
        """Only those that have what was typed; resembling ones when there are none of these.

        First whole texts that are the query or start with its words, then those that go on with its last
        word, those in which a later word does, those that have its words in order.
        """
        return list(self._cached(_forms(query), limit, kind, False))

    def _find(self, forms: tuple[str, ...], limit: int, kind: str | None, more: bool) -> tuple[int, ...]:
        if not forms:
            return ()
        found: dict[int, None] = {}
        whole, later = self._whole, self._later
        finished = () if len(forms) > 1 else self._finished
        for tier in (*finished, whole.starting_with, later.starting_with, self._scattered):
            if len(found) < limit:
                ranks = self._kept(np.concatenate([tier(form) for form in forms]), kind)
                found |= dict.fromkeys(np.unique(ranks)[: limit + len(found)].tolist())
        if not found or (more and len(found) < limit):
            found |= dict.fromkeys(self._resembling(forms[0], kind, limit, probably_right=bool(found)))
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

    def _resembling(self, form: str, kind: str | None, enough: int, *, probably_right: bool) -> list[int]:
        """Fewest errors first; in what is probably right, no more than one, and not in the first letter."""
        found: dict[int, None] = {}
        for texts in islice(self._spellings.resembling(form), 1 if probably_right else None):
            scored: list[tuple[bool, int]] = []
            for text in texts:
                other_letter = text[0] != form[0]
                if not (other_letter and probably_right):
                    for ends in (self._whole, self._later):
                        ranks = self._kept(ends.equal_to(text), kind)
                        scored += [(other_letter, rank) for rank in ranks.tolist()]
            found |= dict.fromkeys(rank for _, rank in sorted(scored))
            if len(found) >= enough:
                break
        return list(found)


def _fold_entries(entries: Sequence[Entry]) -> Iterator[tuple[Entry, list[str]]]:
    """Each with the distinct texts that say something."""
    folded = iter(fold_all([text for entry in entries for text in entry.texts]))
    for entry in entries:
        texts = dict.fromkeys(islice(folded, len(entry.texts)))
        texts.pop("", None)
        yield entry, list(texts)


def _ends(text: str) -> Iterator[str]:
    """What follows each space."""
    _, _, rest = text.partition(" ")
    while rest:
        yield rest
        _, _, rest = rest.partition(" ")


def _forms(query: str) -> tuple[str, ...]:
    """The folded query; also with its last word as typed, since "st" may become "strasbourg"."""
    words = _plain(query).split()
    if not words:
        return ()
    folded = fold(query)
    *before, last = folded.split()
    unfinished = words[-1] != last and query[-1].isalnum()
    return (folded, " ".join([*before, words[-1]])) if unfinished else (folded,)
