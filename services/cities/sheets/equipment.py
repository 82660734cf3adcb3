"""The equipment of a town by theme."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from services.cities.columns.criteria import size_of
from services.cities.columns.living import Living, SizeClass, Theme
from services.cities.queries.towns import EquipmentCount
from services.cities.schemas.sheet import EquipmentPart, ThemeCount, TypeCount
from services.cities.sheets.figures import per_10k
from services.cities.sheets.own_or_city import OwnOrCity
from shared.events.rows import EquipmentType

Types = Mapping[str, EquipmentType]
_Described = tuple[EquipmentType | None, EquipmentCount]


def describe_equipment(town: OwnOrCity, types: Types, living: Living | None) -> EquipmentPart | None:
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
        themes=group_by_theme(counts, types, population, peers.medians if peers else {}),
        same_size_towns=peers and peers.towns,
    )


def _find_peers(living: Living | None, population: int | None) -> SizeClass | None:
    size = size_of(population)
    return living.sizes.get(size) if living and size else None


def group_by_theme(
    counts: Iterable[EquipmentCount], types: Types, population: int | None, medians: Mapping[Theme, float]
) -> list[ThemeCount]:
    """Themes and, within them, types by name; types that nothing describes come last, under their code."""
    described = [(types.get(count.typequ), count) for count in counts]
    described.sort(key=lambda one: (one[0] is None, one[0].theme if one[0] else "", _label(*one)))
    return [
        _describe_theme(theme, list(of_theme), population, medians.get(theme))
        for theme, of_theme in groupby(described, key=lambda one: one[0] and one[0].theme)
    ]


def _describe_theme(
    theme: Theme, described: list[_Described], population: int | None, median: float | None
) -> ThemeCount:
    total = sum(count.total for _, count in described)
    types = [
        TypeCount(
            typequ=count.typequ,
            label=_label(kind, count),
            total=count.total,
            per_10k=per_10k(count.total, population),
        )
        for kind, count in described
    ]
    return ThemeCount(
        theme=theme,
        total=total,
        per_10k=per_10k(total, population),
        same_size_per_10k=median,
        types=types,
    )


def _label(kind: EquipmentType | None, count: EquipmentCount) -> str:
    return kind.label if kind else count.typequ
