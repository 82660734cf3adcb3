"""What offers are looked for, and how Offres d'emploi v2 is asked for them.

Upstream ignores parameters that it does not know and then finds more, not less: only those below are sent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

MAX_OCCUPATIONS, MAX_COMMUNES = 200, 5
HIGHEST_START, MOST_OFFERS, MOST_PER_CALL = 3000, 3150, 150

Params = tuple[tuple[str, str], ...]


class OfferSort(Enum):
    RELEVANCE = "relevance"
    DATE = "date"
    DISTANCE = "distance"


class ContractType(Enum):
    """Those that can be filtered by."""

    CDI = "CDI"
    CDD = "CDD"
    MIS = "MIS"
    SAI = "SAI"
    CCE = "CCE"
    FRA = "FRA"
    LIB = "LIB"
    REP = "REP"
    TTI = "TTI"
    DDI = "DDI"
    DIN = "DIN"


class Experience(Enum):
    """How much an offer asks for."""

    UNDER_1_YEAR = "under_1_year"
    FROM_1_TO_3_YEARS = "1_to_3_years"
    OVER_3_YEARS = "over_3_years"


class Recency(IntEnum):
    """Days; upstream knows no others."""

    DAY = 1
    THREE_DAYS = 3
    WEEK = 7
    FORTNIGHT = 14
    MONTH = 31


SORTS = {OfferSort.RELEVANCE: "0", OfferSort.DATE: "1", OfferSort.DISTANCE: "2"}
EXPERIENCES = {
    Experience.UNDER_1_YEAR: "1",
    Experience.FROM_1_TO_3_YEARS: "2",
    Experience.OVER_3_YEARS: "3",
}


@dataclass(frozen=True, slots=True)
class OfferSearch:
    """`communes` with `distance_km`, or one departement, or one region, or all of France; empty: any."""

    rome: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    distance_km: int = 0
    departement: str | None = None
    region: str | None = None
    contract: tuple[ContractType, ...] = ()
    experience: Experience | None = None
    full_time: bool | None = None
    published_within_days: Recency | None = None
    few_candidates: bool = False
    sort: OfferSort = OfferSort.RELEVANCE

    def params(self, start: int, end: int) -> Params:
        """The parameters that ask for the offers from `start` to `end` (not included)."""
        told = {
            "range": f"{start}-{end - 1}",
            "sort": SORTS[self.sort],
            "codeROME": ",".join(self.rome),
            "commune": ",".join(self.communes),
            "distance": str(self.distance_km) if self.communes else "",
            "departement": self.departement or "",
            "region": self.region or "",
            "typeContrat": ",".join(one.value for one in self.contract),
            "experience": EXPERIENCES[self.experience] if self.experience else "",
            "tempsPlein": "" if self.full_time is None else str(self.full_time).lower(),
            "publieeDepuis": str(self.published_within_days.value) if self.published_within_days else "",
            "offresManqueCandidats": "true" if self.few_candidates else "",
        }
        return tuple((name, text) for name, text in told.items() if text)


def split_search(search: OfferSearch) -> list[OfferSearch]:
    """As many searches as it takes for upstream to accept each; equal searches give equal parts."""
    return [
        replace(search, rome=rome, communes=communes)
        for rome in _parts(search.rome, MAX_OCCUPATIONS)
        for communes in _parts(search.communes, MAX_COMMUNES)
    ]


def is_exact(search: OfferSearch) -> bool:
    """Whether the totals of its parts add up: the surroundings of several towns may overlap."""
    return len(search.communes) <= MAX_COMMUNES or search.distance_km == 0


def _parts(codes: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    ordered = sorted(set(codes))
    if not ordered:
        yield ()
    for start in range(0, len(ordered), size):
        yield tuple(ordered[start : start + size])
