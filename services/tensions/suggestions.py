"""What to suggest to somebody who types an occupation: its label, or one of its everyday titles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from services.tensions.occupations import Occupation
from services.tensions.queries.index import TitleRow
from shared.prefix_index import Entry, PrefixIndex, fold

SuggestionKind = Literal["occupation", "title"]

# An occupation comes before the titles that are found in the same way, however many offers theirs has.
_OCCUPATION_FIRST = 1e12
_TITLES_AT_FIRST = 3
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`title` is the text that was found: the occupation's label, or a title of it."""

    code_rome: str
    label: str
    title: str
    kind: SuggestionKind


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Entries of the index are places in the list."""

    entries: Sequence[Suggestion]
    index: PrefixIndex

    def find(self, query: str, limit: int) -> list[Suggestion]:
        """Best first. While other occupations are found, one occupation has at most three titles."""
        places = self.index.match(query, _LOOKED_AT)
        if len(places) < limit:
            places = self.index.search(query, limit)
        found = [self.entries[place] for place in places]
        kept = set(sorted(range(len(found)), key=_crowding(found).__getitem__)[:limit])
        return [suggestion for place, suggestion in enumerate(found) if place in kept]

    def find_occupations(self, query: str) -> list[str]:
        """Codes of all occupations whose label has the words, best first."""
        places = self.index.match(query, len(self.entries), "occupation")
        return [self.entries[place].code_rome for place in places]


def _crowding(found: Sequence[Suggestion]) -> list[bool]:
    """Whether each is a title of an occupation that had its share before."""
    titles: Counter[str] = Counter()
    crowding = []
    for suggestion in found:
        titles[suggestion.code_rome] += suggestion.kind == "title"
        crowding.append(suggestion.kind == "title" and titles[suggestion.code_rome] > _TITLES_AT_FIRST)
    return crowding


def build_suggestions(
    occupations: Mapping[str, Occupation], titles: Iterable[TitleRow], offers: Mapping[str, float]
) -> Suggestions:
    """`offers`: by code of the tensions, how many there are in France; more of them come first."""
    entries = [*_distinct(occupations, titles)]
    weighed = [
        Entry(place, _texts_of(entry), _weight(entry, occupations[entry.code_rome], offers), entry.kind)
        for place, entry in enumerate(entries)
    ]
    index = PrefixIndex(weighed, exact_first=True)
    return Suggestions(entries, index)


def _distinct(occupations: Mapping[str, Occupation], titles: Iterable[TitleRow]) -> Iterator[Suggestion]:
    """The occupations, and those of their titles that say something else."""
    said = set()
    for code, occupation in occupations.items():
        said.add((code, fold(occupation.label)))
        yield Suggestion(code, occupation.label, occupation.label, "occupation")
    for code, title in titles:
        if code in occupations and (code, fold(title)) not in said:
            said.add((code, fold(title)))
            yield Suggestion(code, occupations[code].label, title, "title")


def _texts_of(entry: Suggestion) -> tuple[str, ...]:
    """What finds it; an occupation is also found by its code, which people have on their papers."""
    code = (entry.code_rome,) if entry.kind == "occupation" else ()
    return *_texts(entry.title), *code


def _texts(title: str) -> tuple[str, ...]:
    """The title, and both of the titles that it names.

    "Chef cuisinier / Cheffe cuisinière de cantine" is "Chef cuisinier de cantine" or "Cheffe cuisinière…".
    """
    masculine, slash, feminine = title.partition(" / ")
    if not slash:
        return (title,)
    rest = feminine.split(" ")[masculine.count(" ") + 1 :]
    return title, " ".join([masculine, *rest]), feminine


def _weight(entry: Suggestion, occupation: Occupation, offers: Mapping[str, float]) -> float:
    """A newer code that borrows its parent's tension weighs half of it."""
    weight = offers.get(occupation.tension_rome or "", 0.0)
    if occupation.tension_rome != occupation.code_rome:
        weight /= 2
    return weight + (_OCCUPATION_FIRST if entry.kind == "occupation" else 0)
