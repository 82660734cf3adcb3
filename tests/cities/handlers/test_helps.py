"""GET /api/v1/helps"""

import asyncio
from pathlib import Path

from services.cities.state import ENGINE
from tests.cities.running import Cities


def slugs(answer):
    return [item["slug"] for item in answer["items"]]


async def test_all_helps_come_by_title_with_counts(both_cities: Cities):
    answer = await both_cities.get("/api/v1/helps")
    assert slugs(answer) == ["agepi", "bail-mobilite", "mobili-jeune"]
    assert answer["total"] == 3
    assert answer["facets"] == {
        "project": {"emploi": 1, "formation": 1, "logement": 2},
        "situation": {"alternant": 2, "demandeur-emploi": 2},
    }
    assert [source["dataset"] for source in answer["sources"]] == ["helps"]


async def test_filters_add_up(cities: Cities):
    assert slugs(await cities.get("/api/v1/helps?project=logement&situation=alternant&age=35")) == [
        "bail-mobilite"
    ]
    assert slugs(await cities.get("/api/v1/helps?project=emploi&situation=alternant")) == []


async def test_a_scheme_is_told_in_full(cities: Cities):
    scheme = await cities.get("/api/v1/helps/mobili-jeune")
    assert (scheme["title"], scheme["age_max"]) == ("MOBILI-JEUNE", 29)
    assert scheme["how_to_apply"] == "En ligne."


async def test_an_unknown_scheme_is_not_found(cities: Cities):
    assert "'pass-navigo'" in (await cities.get("/api/v1/helps/pass-navigo", status=404))["detail"]


async def test_what_cannot_be_used_is_refused(cities: Cities):
    for query in ("age=old", "age=130", "project=", "project=vacances", "situation=zz", "region=53"):
        problem = await cities.get(f"/api/v1/helps?{query}", status=422)
        assert problem["errors"][0]["parameter"] == query.partition("=")[0]


async def test_readings_are_counted(both_cities: Cities):
    async def count(status=200, slug="agepi", **options):
        response = await both_cities.client.post(f"/api/v1/helps/{slug}/views", **options)
        assert response.status == status
        return await response.json()

    before = (await both_cities.get("/api/v1/helps/agepi"))["views"]
    counted = await asyncio.gather(*(count(slug=slug) for slug in ["agepi", "mobili-jeune"] * 5))
    assert max(one["views"] for one in counted if one["slug"] == "agepi") == before + 5
    assert {one["views"] - before for one in counted if one["slug"] == "agepi"} <= {1, 2, 3, 4, 5}
    listed = await both_cities.get("/api/v1/helps")
    assert {item["slug"]: item["views"] for item in listed["items"]}["agepi"] == before + 5
    assert "'pass-navigo'" in (await count(404, slug="pass-navigo"))["detail"]
    assert (await count(422, data=b"a file"))["errors"][0]["parameter"] == "body"


async def test_without_the_database_helps_are_shown_and_readings_not_counted(cities: Cities, tmp_path: Path):
    await cities.app[ENGINE].dispose()
    (tmp_path / "cities.db").rename(tmp_path / "away.db")
    (tmp_path / "cities.db").mkdir()
    assert (await cities.get("/api/v1/helps/agepi"))["views"] is None
    response = await cities.client.post("/api/v1/helps/agepi/views")
    assert (response.status, response.headers["Retry-After"]) == (503, "5")
