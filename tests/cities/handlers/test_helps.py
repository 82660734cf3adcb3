"""GET /api/v1/helps"""

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
