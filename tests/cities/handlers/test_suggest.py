"""GET /api/v1/suggest"""

from services.cities.schemas.suggest import PlaceSuggestions
from tests.cities.running import Cities


async def labels(cities: Cities, query: str) -> list[str]:
    return [item["label"] for item in (await cities.get(f"/api/v1/suggest?{query}"))["items"]]


async def test_places_are_suggested(both_cities: Cities):
    response = await both_cities.ask("/api/v1/suggest?q=st%20mal")
    found = PlaceSuggestions.model_validate_json(await response.read(), strict=True)
    (place,) = found.items
    assert (place.kind, place.code, place.label) == ("city", "35288", "Saint-Malo (35)")
    assert place.region is not None
    assert (place.postal_codes, place.region.name, place.parent) == (["35400"], "Bretagne", None)


async def test_kinds_may_be_chosen(cities: Cities):
    assert await labels(cities, "q=paris") == ["Paris (75)", "Paris (département 75)"]
    assert await labels(cities, "q=paris&kind=departement") == ["Paris (département 75)"]
    assert await labels(cities, "q=bret&kind=region&kind=departement") == ["Bretagne"]


async def test_former_regions_and_codes_lead_to_their_successor(cities: Cities):
    assert await labels(cities, "q=midi-pyr") == ["Occitanie (anciennement Midi-Pyrénées)"]
    assert await labels(cities, "q=35263") == ["Saint-Malo (35)"]


async def test_nothing_is_suggested_for_nothing(cities: Cities):
    for query in ("q=", "q=%25", "q=%00", "q=qqqqzzzz"):
        assert await labels(cities, query) == []


async def test_what_cannot_be_used_is_refused(cities: Cities):
    refused = {"": "q", "q=a&kind=bassin": "kind", "q=a&limit=21": "limit", f"q={'a' * 101}": "q"}
    for query, parameter in refused.items():
        problem = await cities.get(f"/api/v1/suggest?{query}", 422)
        assert [fault["parameter"] for fault in problem["errors"]] == [parameter]


async def test_answers_are_kept_by_caches(cities: Cities):
    response = await cities.ask("/api/v1/suggest?q=bre")
    assert "max-age" in response.headers["Cache-Control"]
    again = await cities.ask(
        "/api/v1/suggest?q=bre", 304, headers={"If-None-Match": response.headers["ETag"]}
    )
    assert await again.read() == b""
