"""What living in towns is measured by: facilities, beside those of towns of the same size, and climate."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from services.cities.columns.criteria import Size, size_of
from services.cities.queries.living import LivingRows
from shared.events.importer import SourceRef

Theme = str | None


@dataclass(frozen=True, slots=True)
class SizeClass:
    """`towns` of the size whose facilities are known; `medians`: theme -> per 10,000 people of such a town.

    A town that has none of a theme counts with 0: the source (BPE) lists all there is.
    """

    towns: int
    medians: Mapping[Theme, float]


@dataclass(frozen=True, slots=True, eq=False)
class Living:
    """`types`: code_insee -> how many of `known_types` types of facility are found in the town;
    `temperatures`: departement -> mean of the year, degrees Celsius."""

    types: Mapping[str, int]
    known_types: int
    sizes: Mapping[Size, SizeClass]
    temperatures: Mapping[str, float]
    sources: Mapping[str, SourceRef]


def build_living(rows: LivingRows) -> Living:
    """Takes a third of a second for France: run it in a thread."""
    types: dict[str, int] = defaultdict(int)
    rates: dict[str, dict[Theme, float]] = defaultdict(dict)
    for code, theme, kinds, total in rows.facilities:
        types[code] += kinds
        if population := rows.populations.get(code):
            rates[code][theme] = float(total) * 10_000 / population
    by_size: dict[Size, list[Mapping[Theme, float]]] = defaultdict(list)
    for code, by_theme in rates.items():
        if size := size_of(rows.populations[code]):
            by_size[size].append(by_theme)
    return Living(
        types=dict(types),
        known_types=rows.types,
        sizes={size: _summarise(towns) for size, towns in by_size.items()},
        temperatures=dict(rows.temperatures),
        sources=rows.sources,
    )


def _summarise(towns: list[Mapping[Theme, float]]) -> SizeClass:
    themes: Iterable[Theme] = {theme for town in towns for theme in town}
    medians = {theme: round(median(town.get(theme, 0.0) for town in towns), 1) for theme in themes}
    return SizeClass(len(towns), medians)
