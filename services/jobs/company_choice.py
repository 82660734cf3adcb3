"""Which of the companies that upstream found are shown, and in which order."""

from collections.abc import Iterable

from services.jobs.distance import distance_km
from services.jobs.places import Place
from services.jobs.schemas.companies import MOST_COMPANIES, Company, CompanySort


def choose_companies(
    companies: Iterable[Company], place: Place, most_km: int, sort: CompanySort
) -> list[Company]:
    """Once each, with its distance, and only those within it: upstream also returns some beyond."""
    chosen: dict[str, Company] = {}
    for company in sorted(companies, key=_potential):
        measured = _measure(company, place)
        near = measured.distance_km is None or measured.distance_km <= most_km
        if near and company.siret not in chosen:
            chosen[company.siret] = measured
    best = list(chosen.values())[:MOST_COMPANIES]
    return sorted(best, key=_distance) if sort is CompanySort.DISTANCE else best


def _measure(company: Company, place: Place) -> Company:
    if place.point is None or company.latitude is None or company.longitude is None:
        return company
    kilometres = distance_km(place.point, (company.latitude, company.longitude))
    return company.model_copy(update={"distance_km": round(kilometres, 1)})


def _potential(company: Company) -> tuple[float, str]:
    return -(company.hiring_potential or 0.0), company.siret


def _distance(company: Company) -> tuple[float, float]:
    return (
        company.distance_km if company.distance_km is not None else float("inf"),
        -(company.hiring_potential or 0.0),
    )
