"""The bundled outlines are valid, light, in the right place, and neighbours share their borders."""

import numpy as np
import pytest
import shapely

from services.importer.coast import load_coastline
from services.importer.reference import BUNDLED
from tests.bundled.files import communes, read_features, read_outlines, read_table

BOTH = pytest.mark.parametrize(
    ("layer", "column", "largest_bytes"),
    [("departements", "departement", 350_000), ("regions", "region", 130_000)],
)


@BOTH
def test_every_unit_has_its_outline_and_properties(layer: str, column: str, largest_bytes: int):
    expected = [
        {"code": row["code"], "name": row["name"], "region": row.get("region", row["code"])}
        for row in read_table(f"{layer}.csv")
    ]
    assert [feature["properties"] for feature in read_features(f"{layer}.geojson")] == expected


@BOTH
def test_outlines_are_light_enough_for_a_phone(layer: str, column: str, largest_bytes: int):
    assert (BUNDLED / "outlines" / f"{layer}.geojson").stat().st_size < largest_bytes


@BOTH
def test_outlines_are_valid_and_share_their_borders(layer: str, column: str, largest_bytes: int):
    shapes = np.array(list(read_outlines(f"{layer}.geojson").values()))
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


@BOTH
def test_communes_lie_in_the_outline_of_their_unit(layer: str, column: str, largest_bytes: int):
    outlines = read_outlines(f"{layer}.geojson")
    rows = list(communes().values())
    points = shapely.points([(float(row["longitude"]), float(row["latitude"])) for row in rows])
    outside = shapely.distance([outlines[row[column]] for row in rows], points)
    assert np.count_nonzero(outside) < 15  # islands and towns at the very edge of the simplified outline
    assert outside.max() < 0.015


def test_neighbours_touch_along_a_line():
    departements = read_outlines("departements.geojson")
    border = shapely.intersection(departements["69"], departements["38"])
    assert shapely.get_dimensions(border) == 1
    assert border.length > 0.3


def test_enclaves_are_kept():
    departements = read_outlines("departements.geojson")
    assert departements["84"].contains_properly(shapely.Point(5.0, 44.0))
    assert departements["84"].covers(shapely.Point(4.98, 44.38))  # Valréas, in the middle of the Drôme
    assert not departements["66"].intersects(shapely.Point(1.98, 42.465))  # Llívia, in Spain


@pytest.mark.parametrize(
    ("place", "longitude", "latitude"),
    [
        ("Le Touquet", 1.58, 50.52),
        ("Marseille", 5.36, 43.30),
        ("Ajaccio", 8.73, 41.92),
        ("Basse-Terre", -61.73, 15.99),
        ("Fort-de-France", -61.07, 14.60),
        ("Cayenne", -52.33, 4.94),
        ("Saint-Denis", 55.45, -20.88),
        ("Mamoudzou", 45.23, -12.78),
    ],
)
def test_the_coast_line_passes_by_the_ports(place: str, longitude: float, latitude: float):
    coast = load_coastline(BUNDLED / "outlines" / "coastline.geojson")
    assert coast.distance(shapely.Point(longitude, latitude)) < 0.06
