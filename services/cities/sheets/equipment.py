"""The equipment of a town by theme."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from services.cities.columns.criteria import size_of
from services.cities.columns.living import Living, SizeClass, Theme
from services.cities.queries.towns import EquipmentCount
from services.cities.schemas.sheet import EquipmentPart, ThemeCount, TypeCount
from services.cities.sheets.figures import per_10k
from services.cities.sheets.own_or_city import OwnOrCity


def describe_equipment(town: OwnOrCity, living: Living | None) -> EquipmentPart | None:
    """All equipment of a town, beside that of towns of its size; None when nothing is known of it."""
    counts = town.find("equipment", lambda rows: rows.equipment)
    if not counts:
        return None
    population = town.population("equipment")
    total = sum(count.total for count in counts)
    peers = _find_peers(living, population)
    return EquipmentPart(
        total=total,
        per_10k=per_10k(total, population),
        themes=group_by_theme(counts, population, peers.medians if peers else {}),
        same_size_towns=peers and peers.towns,
    )


def _find_peers(living: Living | None, population: int | None) -> SizeClass | None:
    size = size_of(population)
    return living.sizes.get(size) if living and size else None


def group_by_theme(
    counts: Iterable[EquipmentCount], population: int | None, medians: Mapping[Theme, float]
) -> list[ThemeCount]:
    """Themes and, within them, types by name; types that nothing describes come last, under their code."""
    ordered = sorted(counts, key=lambda count: (count.theme is None, count.theme or "", count.label or ""))
    return [
        _describe_theme(theme, list(of_theme), population, medians.get(theme))
        for theme, of_theme in groupby(ordered, key=lambda count: count.theme)
    ]


def _describe_theme(
    theme: Theme, counts: list[EquipmentCount], population: int | None, median: float | None
) -> ThemeCount:
    total = sum(count.total for count in counts)
    types = [
        TypeCount(
            typequ=count.typequ,
            label=count.label or count.typequ,
            total=count.total,
            per_10k=per_10k(count.total, population),
        )
        for count in counts
    ]
    return ThemeCount(
        theme=theme,
        total=total,
        per_10k=per_10k(total, population),
        same_size_per_10k=median,
        types=types,
    )
