"""Towns side by side: the figures to look at, and who has the best."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from services.cities.columns.photos import Photos
from services.cities.schemas.compare import ComparedFigures, ComparedTown, Comparison
from services.cities.schemas.housing import Housing
from services.cities.schemas.sheet import CitySheet, EquipmentPart, TownOffers

# Which end of a figure is good for somebody who moves; what is a matter of taste is not here.
BEST: Mapping[str, Callable[[Iterable[float]], float]] = {
    "tension": max,
    "offers": max,
    "rent_m2": min,
    "rent_two_rooms": min,
    "price_m2": min,
    "social_dwellings_per_10k": max,
    "equipment_per_10k": max,
    "health_per_10k": max,
}
_LEVELS = {"offers": "offers_level", "price_m2": "price_level"}


def compare_sheets(sheets: Sequence[CitySheet], photos: Photos, *, for_occupation: bool) -> Comparison:
    """One column per sheet; offers are those of the occupation that the sheets are for, or all."""
    towns = [_describe(sheet, photos, for_occupation=for_occupation) for sheet in sheets]
    sources = {source.dataset: source for sheet in sheets for source in sheet.sources}
    return Comparison(
        items=towns,
        best=find_best(towns),
        incomplete=list(dict.fromkeys(part for sheet in sheets for part in sheet.incomplete)),
        sources=list(sources.values()),
        sample=any(sheet.sample for sheet in sheets),
    )


def find_best(towns: Sequence[ComparedTown]) -> dict[str, str]:
    """Figure -> the town that alone has the best value."""
    best = {}
    for figure, choose in BEST.items():
        values = {town.code_insee: value for town in towns if (value := _value(town, figure)) is not None}
        if len(values) < 2 or not _comparable(towns, figure):
            continue
        top = choose(values.values())
        winners = [code for code, value in values.items() if value == top]
        if len(winners) == 1:
            best[figure] = winners[0]
    return best


def _value(town: ComparedTown, figure: str) -> float | None:
    value: float | None = getattr(town.figures, figure)
    return value


def _comparable(towns: Sequence[ComparedTown], figure: str) -> bool:
    levels = {getattr(town.figures, _LEVELS[figure]) for town in towns} if figure in _LEVELS else set()
    return len(levels - {None}) <= 1


def _describe(sheet: CitySheet, photos: Photos, *, for_occupation: bool) -> ComparedTown:
    fields = ("code_insee", "asked", "name", "departement", "region", "population", "environments", "size")
    common = {field: getattr(sheet, field) for field in (*fields, "climate")}
    return ComparedTown(
        **common,
        photo=_photo(sheet, photos),
        figures=_list_figures(sheet, for_occupation=for_occupation),
    )


def _photo(sheet: CitySheet, photos: Photos) -> str | None:
    """An arrondissement without one has its city's."""
    return photos.find(sheet.code_insee) or (photos.find(sheet.parent.code_insee) if sheet.parent else None)


def _list_figures(sheet: CitySheet, *, for_occupation: bool) -> ComparedFigures:
    return ComparedFigures(
        tension=sheet.tension.tension if sheet.tension else None,
        sea_distance_km=sheet.sea_distance_km,
        altitude_m=sheet.altitude_m,
        density_per_km2=sheet.density_per_km2,
        **_offers(sheet.offers, for_occupation=for_occupation),
        **_housing(sheet.housing),
        **_equipment(sheet.equipment),
    )


def _offers(offers: TownOffers | None, *, for_occupation: bool) -> dict[str, Any]:
    if offers is None:
        return {"offers": None, "offers_level": None}
    count = offers.occupation_count if for_occupation else offers.count
    return {"offers": count, "offers_level": None if count is None else offers.level}


def _housing(housing: Housing | None) -> dict[str, Any]:
    price = housing.price if housing else None
    typical = housing.typical_rents if housing else None
    return {
        "rent_m2": housing.rent_m2 if housing else None,
        "rent_two_rooms": typical.rent_two_rooms if typical else None,
        "price_m2": price.price_m2 if price else None,
        "price_level": price.level if price else None,
        "social_dwellings_per_10k": housing.social_dwellings_per_10k if housing else None,
    }


def _equipment(equipment: EquipmentPart | None) -> dict[str, Any]:
    by_theme = {theme.theme: theme.per_10k for theme in equipment.themes} if equipment else {}
    return {
        "equipment_per_10k": equipment.per_10k if equipment else None,
        "health_per_10k": by_theme.get("sante"),
    }
