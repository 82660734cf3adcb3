"""GET /api/v1/cities"""

from pathlib import Path
from typing import Any

import orjson

from services.cities.schemas.search import City, CityPage
from services.cities.search.facets import Facet
from tests.cities.france import ROWS
from tests.cities.running import Cities, running_cities


def codes(page: Any) -> list[str]:
    return [item["code_insee"] for item in page["items"]]


async def test_without_an_occupation_the_most_populated_come_first(both_cities: Cities):
    page = await both_cities.get("/api/v1/cities")
    assert codes(page) == ["75056", "35238", "29019", "35288", "65258"]
    assert (page["total"], page["page"], page["per_page"], page["notice"]) == (5, 1, 20, None)
    assert {item["tension"] for item in page["items"]} == {None}


async def test_an_occupation_puts_the_strongest_tension_first_and_the_unknown_last(cities: Cities):
    page = await cities.get("/api/v1/cities?rome=J1102")
    found = [(item["code_insee"], item["tension"]) for item in page["items"]]
    assert found == [("29019", 4), ("35288", 3), ("35238", 1), ("75056", None), ("65258", None)]


async def test_tension_bounds_keep_known_tensions(cities: Cities):
    assert codes(await cities.get("/api/v1/cities?rome=J1102&min_tension=3")) == ["29019", "35288"]
    assert codes(await cities.get("/api/v1/cities?rome=J1102&max_tension=3")) == ["35288", "35238"]


async def test_offers_are_those_of_the_town_or_else_of_its_bassin(cities: Cities):
    page = await cities.get("/api/v1/cities?rome=J1102")
    offers = {item["name"]: item["offers"] for item in page["items"]}
    assert offers["Rennes"] == {"count": 40, "level": "commune"}
    assert offers["Saint-Malo"] == {"count": 7, "level": "bassin"}
    assert offers["Brest"] is None


async def test_an_answer_is_what_its_model_would_write(cities: Cities):
    facets = ",".join(Facet)
    response = await cities.ask(f"/api/v1/cities?rome=J1102&facets={facets}")
    body = await response.read()
    page = CityPage.model_validate_json(body, strict=True)
    assert orjson.loads(page.model_dump_json(exclude_unset=True)) == orjson.loads(body)
    fields = [name for name in City.model_fields if name != "match"]
    assert [list(item) for item in orjson.loads(body)["items"]] == [fields] * 5


async def test_a_town_is_told_as_it_was_imported(cities: Cities):
    page = await cities.get("/api/v1/cities?departement=35&sort=name&per_page=1&page=2")
    row = next(row for row in ROWS["cities"] if row["code_insee"] == "35288")
    (item,) = page["items"]
    for name in ("name", "population", "latitude", "longitude", "altitude_m", "sea_distance_km"):
        assert item[name] == row[name]
    assert item["departement"] == {"code": "35", "name": "Ille-et-Vilaine"}
    assert item["region"] == {"code": "53", "name": "Bretagne"}
    assert item["bassin"] == {"id": "5316", "name": "Saint-Malo"}
    assert (item["rent_m2"], item["environments"], item["size"]) == (13.0, ["sea"], "medium")


async def test_what_is_unknown_is_null(cities: Cities):
    (item,) = (await cities.get("/api/v1/cities?departement=65"))["items"]
    unknown = (
        "bassin",
        "population",
        "latitude",
        "altitude_m",
        "sea_distance_km",
        "rent_m2",
        "size",
        "tension",
    )
    assert [item[name] for name in unknown] == [None] * len(unknown)
    assert item["environments"] == []


async def test_a_rent_that_the_map_lacks_is_that_of_the_large_cities(cities: Cities):
    page = await cities.get("/api/v1/cities?sort=rent")
    assert [item["rent_m2"] for item in page["items"]] == [9.9, 13.0, 14.5, 28.0, None]


FOUND = [
    ("region=53", ["35238", "29019", "35288"]),
    ("region=53&region=11", ["75056", "35238", "29019", "35288"]),
    ("departement=35", ["35238", "35288"]),
    ("bassin=5302", ["29019"]),
    ("environment=sea", ["29019", "35288"]),
    ("environment=sea&environment=mountain", ["29019", "35288"]),
    ("environment=countryside", []),
    ("size=large", ["29019"]),
    ("size=medium&size=metropolis", ["75056", "35238", "35288"]),
    ("max_rent_m2=13", ["29019", "35288"]),
    ("region=53&environment=sea&size=medium", ["35288"]),
]


async def test_filters_add_up_and_repeated_ones_are_alternatives(cities: Cities):
    pages = {filters: await cities.get(f"/api/v1/cities?{filters}") for filters, _ in FOUND}
    assert {filters: codes(page) for filters, page in pages.items()} == dict(FOUND)
    assert all(page["total"] == len(page["items"]) for page in pages.values())


REFUSED = [
    ("colour=red", "colour"),
    ("rome=plombier", "rome"),
    ("rome=", "rome"),
    ("environment=desert", "environment"),
    ("environment=sea&environment=desert", "environment"),
    ("size=huge", "size"),
    ("region=99", "region"),
    ("region=73", "region"),
    ("region=Bretagne", "region"),
    ("departement=13", "departement"),
    ("bassin=9999", "bassin"),
    ("min_tension=4", "min_tension"),
    ("max_tension=4", "max_tension"),
    ("rome=J1102&min_tension=6", "min_tension"),
    ("max_rent_m2=0", "max_rent_m2"),
    ("max_rent_m2=nan", "max_rent_m2"),
    ("sort=colour", "sort"),
    ("sort=sea&sort=rent", "sort"),
    ("page=0", "page"),
    ("per_page=101", "per_page"),
    ("facets=colour", "facets"),
]


async def test_what_cannot_be_used_is_refused_by_name(cities: Cities):
    problems = [(asked, (await cities.get(f"/api/v1/cities?{asked}", 422))["errors"]) for asked, _ in REFUSED]
    assert [(asked, fault["parameter"]) for asked, faults in problems for fault in faults] == REFUSED


async def test_a_region_of_before_2016_is_refused_with_the_one_to_ask_for(cities: Cities):
    problem = await cities.get("/api/v1/cities?region=73", 422)
    assert "76" in problem["detail"]


async def test_a_page_past_the_end_is_empty_with_the_right_total(cities: Cities):
    page = await cities.get("/api/v1/cities?page=99999999999999&per_page=2")
    assert (page["items"], page["total"]) == ([], 5)


async def test_pages_continue_each_other(cities: Cities):
    whole = codes(await cities.get("/api/v1/cities?rome=J1102"))
    pages = [await cities.get(f"/api/v1/cities?rome=J1102&per_page=2&page={page}") for page in (1, 2, 3)]
    assert [code for page in pages for code in codes(page)] == whole


async def test_facets_are_counted_when_asked_for(cities: Cities):
    page = await cities.get("/api/v1/cities?region=53&facets=region,size&facets=environment")
    assert page["facets"] == {
        "region": {"11": 1, "53": 3, "76": 1},
        "size": {"medium": 1, "large": 1, "metropolis": 1},
        "environment": {"sea": 2},
    }


async def test_rents_are_counted_up_to_each_ceiling_whichever_is_chosen(cities: Cities):
    """Known ones are 9.90 in Brest, 13, 14.50 and 28 in Paris; nobody rents for 8."""
    page = await cities.get("/api/v1/cities?facets=rent")
    assert page["facets"]["rent"] == {"10": 1, "12": 1, "15": 3, "20": 3, "25": 3}
    chosen = await cities.get("/api/v1/cities?facets=rent,size&max_rent_m2=10")
    assert (chosen["total"], chosen["facets"]["rent"]) == (1, page["facets"]["rent"])
    assert chosen["facets"]["size"] == {"large": 1}
    assert (await cities.get("/api/v1/cities?facets=rent&departement=65"))["facets"]["rent"] == {}


async def test_each_ceiling_gives_as_many_towns_as_it_was_said(cities: Cities):
    told = (await cities.get("/api/v1/cities?environment=sea&facets=rent"))["facets"]["rent"]
    for ceiling in (await cities.get("/api/v1/criteria"))["rent_ceilings_m2"]:
        page = await cities.get(f"/api/v1/cities?environment=sea&max_rent_m2={ceiling}")
        assert page["total"] == told.get(str(ceiling), 0)


async def test_an_occupation_without_tensions_says_so(cities: Cities):
    page = await cities.get("/api/v1/cities?rome=A9999")
    assert page["notice"]["code"] == "no-tension-known"
    assert codes(page) == ["75056", "35238", "29019", "35288", "65258"]
    assert (await cities.get("/api/v1/cities?rome=A9999&min_tension=1"))["total"] == 0


async def test_several_occupations_count_as_the_best_of_them(cities: Cities):
    page = await cities.get("/api/v1/cities?rome=J1102&rome=G1602")
    found = [(item["code_insee"], item["tension"]) for item in page["items"]]
    assert found == [("35238", 5), ("29019", 4), ("35288", 3), ("75056", None), ("65258", None)]
    assert page["items"][2]["offers"] == {"count": 37, "level": "bassin"}


async def test_without_the_tensions_service_towns_are_found_and_the_answer_is_not_kept(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'cities.db'}"
    async with running_cities(url, tensions_status=503) as cities:
        await cities.fill(ROWS)
        response = await cities.ask("/api/v1/cities?rome=J1102")
        page = orjson.loads(await response.read())
    assert page["notice"]["code"] == "tensions-unavailable"
    assert (page["total"], response.headers["Cache-Control"]) == (5, "no-store")


async def test_before_an_import_the_caller_is_asked_to_come_back(empty_cities: Cities):
    response = await empty_cities.ask("/api/v1/cities", 503)
    assert "Retry-After" in response.headers


async def test_figures_name_their_sources_and_samples_are_marked(cities: Cities):
    plain = await cities.get("/api/v1/cities")
    assert [source["dataset"] for source in plain["sources"]] == [
        "cities",
        "bassins",
        "rents",
        "typical-rents",
    ]
    assert plain["sample"] is False
    page = await cities.get("/api/v1/cities?rome=J1102")
    assert [source["dataset"] for source in page["sources"] if source["sample"]] == ["tensions"]
    assert page["sample"] is True
