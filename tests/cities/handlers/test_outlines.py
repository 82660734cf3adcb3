"""GET /api/v1/outlines/…"""

from tests.cities.running import Cities


async def test_outlines_are_geojson_that_is_kept_for_a_day(both_cities: Cities):
    response = await both_cities.ask("/api/v1/outlines/departements")
    assert response.content_type == "application/geo+json"
    assert response.headers["Cache-Control"].startswith("public, max-age=86400")
    collection = await response.json(content_type=None)
    assert collection["type"] == "FeatureCollection"
    assert [feature["properties"] for feature in collection["features"]] == [
        {"code": "35", "name": "Ille-et-Vilaine"}
    ]
    assert collection["sources"][0]["dataset"] == "outlines"


async def test_regions_have_theirs(cities: Cities):
    collection = await cities.get("/api/v1/outlines/regions")
    assert [feature["id"] for feature in collection["features"]] == ["53"]
    assert collection["features"][0]["geometry"]["type"] == "MultiPolygon"


async def test_an_empty_map_is_not_kept(empty_cities: Cities):
    response = await empty_cities.ask("/api/v1/outlines/regions")
    assert (await response.json(content_type=None))["features"] == []
    assert response.headers["Cache-Control"] == "no-store"
