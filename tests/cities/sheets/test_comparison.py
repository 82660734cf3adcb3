"""Who has the best of a figure."""

from typing import Any

from services.cities.schemas.compare import ComparedFigures, ComparedTown
from services.cities.schemas.references import Area
from services.cities.sheets.comparison import find_best

NOTHING: dict[str, Any] = dict.fromkeys(ComparedFigures.model_fields)


def town(code: str, **figures: Any) -> ComparedTown:
    return ComparedTown(
        code_insee=code,
        asked=None,
        name=code,
        departement=Area(code="35", name="Ille-et-Vilaine"),
        region=Area(code="53", name="Bretagne"),
        population=None,
        environments=[],
        size=None,
        climate=None,
        photo=None,
        figures=ComparedFigures(**NOTHING | figures),
    )


def test_the_cheapest_rent_and_the_strongest_tension_are_best():
    towns = [town("A", rent_m2=9.0, tension=2), town("B", rent_m2=12.0, tension=5)]
    assert find_best(towns) == {"tension": "B", "rent_m2": "A"}


def test_nobody_is_best_alone_or_together():
    assert find_best([town("A", rent_m2=9.0), town("B")]) == {}
    assert find_best([town("A", rent_m2=9.0), town("B", rent_m2=9.0), town("C", rent_m2=10.0)]) == {}


def test_nobody_is_best_across_levels():
    commune, departement = town("A", price_m2=1_000, price_level="commune"), {"price_level": "departement"}
    assert find_best([commune, town("B", price_m2=2_000, **departement)]) == {}
    assert find_best(
        [town("C", price_m2=3_000, **departement), town("B", price_m2=2_000, **departement)]
    ) == {"price_m2": "B"}


def test_a_matter_of_taste_has_no_best():
    towns = [town("A", altitude_m=10, sea_distance_km=3, density_per_km2=40), town("B", altitude_m=900)]
    assert find_best([*towns, town("C", sea_distance_km=90, density_per_km2=900)]) == {}
