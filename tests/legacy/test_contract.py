"""Every call of the contract: its answer against the schema, and what the contract says of its values."""

import pytest

from tests.legacy import schemas
from tests.legacy.stack import Site

pytestmark = pytest.mark.asyncio(loop_scope="session")

LILLE, SAINT_DENIS = "59350", "97411"


async def search(site: Site, **asked) -> schemas.FoundTowns:
    return schemas.FoundTowns.model_validate(await site.post("/api/cities/search", asked))


async def load(site: Site, code: str) -> schemas.LoadedTown:
    return schemas.LoadedTown.model_validate(await site.get(f"/api/cities/load/{code}"))


async def test_search_takes_what_the_front_sends(site: Site):
    found = await search(
        site,
        codeRome="K1304",
        codeRegion="93",
        codeDepartement="",
        codeCity="big-city",
        codeEnvironment="side-sea",
        opportunity="1",
        sortBy="mer",
        onlySearchInTension=True,
        index=0,
    )
    assert found.total > 0
    assert {town.code_region for town in found.list} == {"93"}
    assert all(50 < town.population <= 200 for town in found.list)
    assert all(town.ind_t is not None and town.ind_t < 4 for town in found.list)
    assert all((town.geo_point_2d_x or 0) > 40 > (town.geo_point_2d_y or 50) + 20 for town in found.list)


async def test_search_pages_by_offset(site: Site):
    async def codes(index):
        return [town.insee_com for town in (await search(site, codeRome=["J1506"], index=index)).list]

    first, second, between = await codes(0), await codes(10), await codes(7)
    assert len({*first, *second}) == 20
    assert between == [*first[7:], *second[:7]]
    assert await codes("10") == second


async def test_low_opportunity_is_the_other_side_of_high(site: Site):
    asked = {"codeRome": "J1506", "codeRegion": "32"}
    high, low = [await search(site, **asked, opportunity=side) for side in "12"]
    known = await search(site, **asked, onlySearchInTension=True)
    assert all(town.ind_t is not None and town.ind_t >= 4 for town in low.list)
    assert high.total + low.total == known.total
    assert high.total > 0 < low.total


@pytest.mark.parametrize("code", ["974", "4"])
async def test_overseas_departements_have_two_codes(site: Site, code: str):
    found = await search(site, codeDepartement=code)
    assert (found.total, found.list[0].insee_com, found.list[0].nom_comm) == (24, SAINT_DENIS, "SAINT-DENIS")


async def test_sorting_by_sea_and_by_mountain(site: Site):
    sea = await search(site, codeDepartement="29", sortBy="mer")
    nearest = await load(site, sea.list[0].insee_com)
    assert nearest.distance_from_sea is not None
    assert nearest.distance_from_sea < 1
    mountain = await search(site, codeDepartement="38", sortBy="montagne")
    highest = [(await load(site, town.insee_com)).z_moyen or 0 for town in mountain.list[:3]]
    assert highest == sorted(highest, reverse=True)


async def test_autocomplete(site: Site):
    found = schemas.SuggestedTowns.model_validate(
        await site.post("/api/cities/autocomplete", {"query": "saint-denis"})
    ).root
    assert {"93066", SAINT_DENIS} <= {town.insee_com for town in found}


async def test_an_arrondissement_is_suggested_as_its_city(site: Site):
    (paris,) = await site.post("/api/cities/autocomplete", {"query": "paris 11"})
    assert paris == {"nom_comm": "PARIS", "insee_com": "75056", "postal_code": "75011"}
    (lille,) = await site.post("/api/cities/autocomplete", {"query": "59800"})
    assert lille["postal_code"] == "59800"


async def test_criterions(site: Site):
    criteria = schemas.Criteria.model_validate(await site.get("/api/cities/criterions"))
    assert [(one.key, one.tag, one.icon) for one in criteria.criterions] == [
        ("side-sea", "environment", "waves"),
        ("mountain", "environment", "terrain"),
        ("campagne", "environment", "nature"),
        ("small-city", "city", "person"),
        ("medium-city", "city", "people_alt"),
        ("big-city", "city", "groups"),
        ("extra-big-city", "city", "apartment"),
    ]
    assert len(criteria.regions) == 18
    assert len(criteria.codeRomes) > 100
    (provence,) = (region for region in criteria.regions if region.id == "93")
    assert "side-sea" in provence.romes["K1304"].criterions


async def test_search_by_skill(site: Site):
    found = schemas.Skills.model_validate(
        await site.post("/api/cities/search-by-skill", {"label": "infirm"})
    ).root
    assert found[0].codeRome == "J1506"
    assert await site.post("/api/cities/search-by-skill", {"label": " "}) == []


async def test_load_tells_all_there_is(site: Site):
    lille = await load(site, LILLE)
    assert (lille.nom_comm, lille.nom_dept, lille.code_dept) == ("LILLE", "Nord", "59")
    assert (lille.population, lille.superficie) == (238.246, 3494.0)
    assert (lille.buy_m2, lille.rent_m2, lille.rent_t2, lille.rent_t4) == (3567.0, 16.4, 650.0, 1150.0)
    assert (lille.total_social_housing, lille.city_house_tension) == (30_000, "zone tendue")
    assert lille.departement is not None
    assert (lille.departement.code, lille.departement.temp_winter) == ("59", 4.2)
    assert lille.bassin is not None
    assert lille.bassin.secteursBassins[0].secteur_libelle == "Commerce"


async def test_equipment_of_today_is_under_the_codes_of_2021(site: Site):
    lille = await load(site, LILLE)
    totals = {one.typequ: one.total for one in lille.equipments}
    assert totals == {"E107": 2, "C101": 30, "C104": 45, "D201": 400}


@pytest.mark.parametrize(
    "code",
    ["00000", "99999", "rennes", "59350'--", "1", "59350%2Fsimilar", "..%2F..%2F..%2Finternal%2Fdatasets"],
)
async def test_load_answers_204_for_no_town(site: Site, code: str):
    assert await site.get(f"/api/cities/load/{code}", 204) is None


async def test_a_town_without_anything_known_is_told_too(site: Site):
    town = await load(site, "2A004")
    assert (town.nom_comm, town.description, town.equipments) == ("AJACCIO", "", [])
    assert town.id != (await load(site, "2B033")).id


async def test_close_cities_are_the_biggest_within_half_a_degree(site: Site):
    lille = await load(site, LILLE)
    asked = {
        "latitude": lille.geo_point_2d_x,
        "longitude": lille.geo_point_2d_y,
        "inseeCode": LILLE,
        "codeRome": "",
    }
    close = schemas.CloseTowns.model_validate(await site.post("/api/cities/search-close-cities", asked)).root
    assert [town.nom_comm for town in close[:3]] == ["TOURCOING", "ROUBAIX", "VILLENEUVE-D'ASCQ"]
    assert len(close) == 6
    assert all(0 < town.distance < 70 for town in close)


async def test_similar_cities(site: Site):
    brest = await site.get("/api/cities/load/29019")
    asked = {"codeRome": "J1506", "city": brest}
    similar = schemas.SimilarTowns.model_validate(await site.post("/api/cities/search-similar-cities", asked))
    assert len(similar.result) == 6
    assert similar.criterions == ["side-sea", "big-city"]


@pytest.mark.parametrize("sort", ["", "distance"])
async def test_close_companies_for_every_occupation_at_once(site: Site, sort: str):
    criteria = await site.get("/api/cities/criterions")
    romes = [one["key"] for one in criteria["codeRomes"]]
    asked = {"codeRome": romes, "insee": LILLE, "sort": sort}
    companies = schemas.Companies.model_validate(await site.post("/api/cities/search-close-companies", asked))
    assert len(companies.companies) == 10
    assert companies.companies_count >= 10


async def test_top_jobs_of_a_town(site: Site):
    top = schemas.TopJobs.model_validate(await site.get(f"/api/cities/{LILLE}/topJobs")).root
    assert len(top) == 10
    assert {job.nom_com for job in top} == {"LILLE"}
    assert [job.ind_t for job in top] == sorted(job.ind_t for job in top)
    await site.get("/api/cities/99999/topJobs", 404)


async def test_offers_around_a_town(site: Site):
    asked = {"codeRome": ["J1506"], "insee": [LILLE]}
    offers = schemas.Offers.model_validate(await site.post("/api/professions/search", asked))
    assert offers.totalOffres >= len(offers.resultats) > 0
    every = schemas.Offers.model_validate(await site.post("/api/professions/search", {"insee": [LILLE]}))
    assert every.totalOffres > offers.totalOffres
    assert len(every.resultats) == 100


async def test_counts_come_in_the_order_asked(site: Site):
    towns = [["75056"], [LILLE], ["59512", LILLE], ["75056"]]
    asked = {"codeRome": ["J1506"], "inseeList": towns}
    counts = schemas.Counts.model_validate(await site.post("/api/professions/searchCountList", asked)).root
    assert [count.insee for count in counts] == towns
    assert counts[0].total == counts[3].total > counts[2].total >= counts[1].total > 0
    for romes in (["J1506"], []):
        nothing = {"codeRome": romes, "inseeList": []}
        assert await site.post("/api/professions/searchCountList", nothing) == []


async def test_many_towns_are_counted_at_once(site: Site):
    codes = [f"590{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9)]
    counts = await site.post(
        "/api/professions/searchCountList",
        {"codeRome": ["J1506"], "inseeList": [[code] for code in codes * 8]},
    )
    assert len(schemas.Counts.model_validate(counts).root) == 72


async def test_offers_of_the_country(site: Site):
    one, every = [
        schemas.Total.model_validate(await site.post("/api/professions/searchRomeonly", {"codeRome": codes}))
        for codes in (["J1506"], [])
    ]
    assert 0 < one.total < every.total


async def test_labour_market_of_a_town(site: Site):
    asked = {"codeRome": "J1506", "insee": LILLE}
    market = schemas.Market.model_validate(await site.post("/api/professions/infos-travail", asked))
    assert market.bassinTensionIndT == 1
    assert market.min is not None
    assert market.max is not None
    assert market.min < market.max
    together = schemas.Market.model_validate(
        await site.post("/api/professions/infos-travail", {"insee": LILLE})
    )
    top = await site.get(f"/api/v1/tensions/top?bassin={together.bassinId}&limit=100")
    assert together.bassinTensionIndT == pytest.approx(6 - top["mean"])
    assert await site.post("/api/professions/infos-travail", {"codeRome": "J1506", "insee": "99999"}) is None


async def test_regions_are_the_thirteen_of_the_mainland(site: Site):
    regions = schemas.Regions.model_validate(await site.get("/api/region")).root
    assert len(regions) == 13
    assert {region.slug for region in regions} >= {"ile-de-france", "provence-alpes-cote-d-azur"}
    assert all(region.population > 300_000 for region in regions)


@pytest.mark.parametrize(("code", "name"), [("32", "Hauts-de-France"), ("1", "Guadeloupe")])
async def test_one_region(site: Site, code: str, name: str):
    region = schemas.OneRegion.model_validate(await site.get(f"/api/region/{code}"))
    assert (region.name, region.biggestCities) == (name, region.cities)


@pytest.mark.parametrize("path", ["region/32", "departement/59", "departement/974", "departement/4"])
async def test_offers_of_an_area_are_a_bare_number(site: Site, path: str):
    assert schemas.Number.model_validate(await site.get(f"/api/{path}/jobs")).root > 0


@pytest.mark.parametrize("code", ["59", "2A", "974", "4"])
async def test_a_departement_has_the_code_that_was_asked(site: Site, code: str):
    departement = schemas.Departement.model_validate(await site.get(f"/api/departement/{code}"))
    assert departement.code == code
    assert departement.region is not None
    assert departement.name in {one.name for one in departement.region.departements}
    people = [town.population for town in departement.topCities]
    assert people == sorted(people, reverse=True)
    jobs = schemas.DepartementJobs.model_validate(await site.get(f"/api/departement/{code}/topJobs")).root
    assert [job.avg_ind_t for job in jobs] == sorted(job.avg_ind_t for job in jobs)
    rate = schemas.HiringRate.model_validate(await site.get(f"/api/departement/{code}/hiringRate"))
    assert rate.codeDepartement == code


async def test_help_previews_say_what_the_front_filters_by(site: Site):
    helps = schemas.HelpPreviews.model_validate(await site.get("/api/helps/get-previews")).root
    words = " ".join(one.type for one in helps)
    assert all(word in words for word in ("logement", "financière", "transport"))
    assert any("," in one.situation for one in helps)
    assert len({one.id for one in helps}) == len(helps) > 10


async def test_reading_a_help_is_counted(site: Site):
    first, second = [
        schemas.Help.model_validate(await site.get("/api/helps/get-previews/mobili-jeune")) for _ in range(2)
    ]
    assert second.count_vue == first.count_vue + 1
    address = f"{site.url}/api/helps/get-previews/mobili-jeune"
    async with site.visitor.head(address) as nobody_reads:
        assert nobody_reads.status == 200
    third = schemas.Help.model_validate(await site.get("/api/helps/get-previews/mobili-jeune"))
    assert third.count_vue == second.count_vue + 1
    assert await site.get("/api/helps/get-previews/pass-navigo", 204) is None
    for slug in ("A'--", "..%2Fregions", "visale%2Fviews", "%3Fage=3"):
        assert await site.get(f"/api/helps/get-previews/{slug}", 204) is None


async def test_ogrs(site: Site):
    titles = schemas.Titles.model_validate(await site.get("/api/ogrs")).root
    assert "J1506" in {title.rome for title in titles}
    assert len({(title.rome, title.ogrLabel) for title in titles}) == len(titles)


async def test_events_are_the_online_fairs(site: Site):
    fairs = schemas.Fairs.model_validate(await site.get("/api/events")).root
    assert fairs
    assert {"titre", "dateDebut", "dateFin", "urlSalonEnLigne"} <= fairs[0].keys()


async def test_photos_lead_to_the_images_of_the_portraits(site: Site):
    for asked, given in ((250, 250), (400, 400), (800, 800), (2000, 1280)):
        address = f"{site.url}/api/photos/communes/59350/{asked}px"
        async with site.visitor.get(address, allow_redirects=False) as response:
            assert response.status == 302
            assert response.headers["Location"] == f"/api/v1/portraits/communes/59350/image?width={given}"
    await site.get("/api/photos/communes/..%2F..%2F/250px", 422)
    await site.get("/api/photos/moons/59350/250px", 422)


async def test_unknown_paths_are_problems(site: Site):
    for path in ("/api/nothing", "/api/cities/search", "/api/v1/nothing"):
        status = 405 if path.endswith("search") else 404
        problem = await site.get(path, status)
        assert (problem["status"], problem["instance"]) == (status, path)
