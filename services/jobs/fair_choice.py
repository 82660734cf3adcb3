"""Which online fairs are shown: those of the days asked for that may concern the departement."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from services.jobs.places import Departement
from services.jobs.schemas.events import JobFair

_EVERYWHERE = re.compile(r"^france$|\bfrance entiere\b|\btoute la france\b|\bnational")


def choose_fairs(
    fairs: Iterable[JobFair], days: tuple[date, date | None], departement: Departement | None
) -> list[JobFair]:
    """The first ones first. `departement` None: wherever they are."""
    first, last = days
    chosen = (
        fair
        for fair in fairs
        if fair.ends_on >= first and (last is None or fair.starts_on <= last) and _concerns(fair, departement)
    )
    return sorted(chosen, key=lambda fair: (fair.starts_on, fair.ends_on, fair.id))


def _concerns(fair: JobFair, departement: Departement | None) -> bool:
    """Where nothing is told, a fair is for everybody."""
    if departement is None or fair.place is None:
        return True
    place = _fold(fair.place)
    return bool(_EVERYWHERE.search(place)) or any(
        re.search(rf"\b{re.escape(name)}\b", place) for name in _names(departement)
    )


def _names(departement: Departement) -> Sequence[str]:
    areas = (departement, departement.region)
    return [_fold(area.name) for area in areas if area is not None and area.name]


def _fold(text: str) -> str:
    """Without accents, capitals and hyphens."""
    words = re.sub(r"[-'’\s]+", " ", text).strip()
    return unicodedata.normalize("NFD", words).encode("ascii", "ignore").decode().lower()
