"""Occupations near another: of its domain, asking for its skills, counted in its social categories."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from services.tensions.occupations import Occupation
from services.tensions.queries.index import TraitRow

Reason = Literal["variant", "skills", "pcs", "domain"]

_BONUS: Mapping[Reason, float] = {"variant": 1.0, "skills": 0.0, "pcs": 0.2, "domain": 0.2}
# A variant has the same tensions: it says what the occupation may be called, it opens no other door.
_VARIANTS = 4


@dataclass(frozen=True, slots=True)
class Related:
    """`reasons`: why; `shared_skills`: how many skills both ask for."""

    code_rome: str
    reasons: tuple[Reason, ...]
    shared_skills: int


@dataclass(frozen=True, slots=True)
class Traits:
    """Which occupation has which skills, or which PCS. `tells`: the rarer a trait, the more it tells."""

    of: Mapping[str, Set[str]]
    holders: Mapping[str, Sequence[str]]
    tells: Mapping[str, float]

    def likeness(self, code: str) -> dict[str, float]:
        """To each code that shares one: how much of what both have is shared, 0 to 1."""
        shared: defaultdict[str, float] = defaultdict(float)
        for trait in self.of.get(code, ()):
            for holder in self.holders[trait]:
                shared[holder] += self.tells[trait] ** 2
        shared.pop(code, None)
        return {other: value / (self._size(code) * self._size(other) or 1) for other, value in shared.items()}

    def _size(self, code: str) -> float:
        return math.sqrt(sum(self.tells[trait] ** 2 for trait in self.of[code]))


def build_traits(rows: Iterable[TraitRow]) -> Traits:
    """Index the rows both ways."""
    of: dict[str, set[str]] = {}
    holders: dict[str, list[str]] = {}
    for code, trait in rows:
        of.setdefault(code, set()).add(trait)
        holders.setdefault(trait, []).append(code)
    tells = {trait: math.log(len(of) / len(codes)) for trait, codes in holders.items()}
    return Traits(of, holders, tells)


def find_related(
    occupation: Occupation, occupations: Mapping[str, Occupation], skills: Traits, pcs: Traits, limit: int
) -> list[Related]:
    """The nearest first. A newer code has the skills and PCS of its parent where it has none of its own."""
    skilled, categorised = occupation.bearer(skills.of), occupation.bearer(pcs.of)
    likeness = skills.likeness(skilled) if skilled else {}
    same_pcs = pcs.likeness(categorised) if categorised else {}
    own_skills = skills.of[skilled] if skilled else frozenset()
    scored = []
    for code, other in occupations.items():
        reasons = _reasons(occupation, other, likeness, same_pcs)
        if reasons and other is not occupation:
            shared = len(own_skills & skills.of.get(code, frozenset()))
            score = likeness.get(code, 0.0) + sum(_BONUS[reason] for reason in reasons)
            scored.append((-score, Related(code, reasons, shared)))
    scored.sort(key=lambda pair: (pair[0], pair[1].code_rome))
    nearest = [related for _, related in scored]
    variants = [related for related in nearest if "variant" in related.reasons]
    return [related for related in nearest if related not in variants[_VARIANTS:]][:limit]


def _reasons(
    one: Occupation, other: Occupation, likeness: Collection[str], same_pcs: Collection[str]
) -> tuple[Reason, ...]:
    holds: tuple[tuple[Reason, bool], ...] = (
        ("variant", (one.parent or one.code_rome) == (other.parent or other.code_rome)),
        ("skills", other.code_rome in likeness),
        ("pcs", other.code_rome in same_pcs),
        ("domain", one.domain == other.domain),
    )
    return tuple(reason for reason, true in holds if true)
