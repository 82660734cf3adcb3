"""What went wrong in the original, one by one, on both faces of the API: /api and /api/v1."""

import asyncio
import gzip
import time
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
import structlog

from shared.events.rows import Help
from tests.legacy.stack import Site
from tests.publish import sync_messages
from tests.servers.gateway import Gateway
from tests.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="session")

LILLE, PARIS, LYON, MARSEILLE = "59350", "75056", "69123", "13055"
NURSE, MAID = "J1506", "K1304"
SQL = ("J1506' OR '1'='1", 'J1506"; DROP TABLE commune; --', "' UNION SELECT 1 --")
READS = ("/api/cities/load/59350", "/api/v1/cities/59350")


async def search(site: Site, **asked: Any) -> Any:
    return await site.post("/api/cities/search", asked)


def codes(found: Any) -> list[str]:
    return [town.get("insee_com") or town["code_insee"] for town in found.get("list") or found["items"]]


@pytest.mark.parametrize("text", SQL)
async def test_no_sql_is_injected(site: Site, text: str):
    lille = await site.get(f"/api/cities/load/{LILLE}")
    similar = {"codeRome": NURSE, "city": lille}
    forged = await site.post("/api/cities/search-similar-cities", {**similar, "city": {**lille, "id": text}})
    assert forged == await site.post("/api/cities/search-similar-cities", similar)
    await site.post("/api/cities/search-similar-cities", {**similar, "codeRome": text}, 422)
    await site.post("/api/cities/search-similar-cities", {"city": {"insee_com": text}}, 422)
    await site.post("/api/cities/search", {"codeRome": text}, 422)
    await site.post("/api/professions/infos-travail", {"codeRome": text, "insee": LILLE}, 422)
    await site.post("/api/professions/infos-travail", {"codeRome": NURSE, "insee": text}, 422)
    for path in ("/api/v1/cities", f"/api/v1/cities/{LILLE}/similar", f"/api/v1/labour-market?city={LILLE}"):
        address = site.url + path
        async with site.visitor.get(address, params={"rome": text}) as response:
            assert response.status == 422
    assert (await search(site))["total"] == 34_875


async def test_far_pages_are_as_small_as_others(site: Site):
    for asked in ({"index": "1000"}, {"index": 34_870}, {"index": 100_000}):
        found = await search(site, **asked)
        assert len(found["list"]) == max(0, min(10, 34_875 - int(asked["index"])))
    assert (await site.post("/api/cities/search", {"index": -1}, 422))["errors"][0][
        "parameter"
    ] == "body.index"
    assert len(codes(await site.get("/api/v1/cities?page=1000&per_page=20"))) == 20
    await site.get("/api/v1/cities?per_page=100000", 422)


async def test_no_origin_is_allowed_in(site: Site):
    origin = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for path in (*READS, "/api/cities/search", "/api/v1/cities"):
        for method in ("GET", "POST", "OPTIONS"):
            async with site.visitor.request(method, site.url + path, headers=origin) as response:
                assert not [name for name in response.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("path", ["/api/cities/search", "/api/v1/cities", "/api/v1/helps/visale/views"])
async def test_uploads_are_refused(site: Site, path: str):
    form = aiohttp.FormData()
    form.add_field("file", b"x" * 1000, filename="upload.bin")
    async with site.visitor.post(site.url + path, data=form) as response:
        assert response.status in (405, 415, 422)
        assert response.content_type == "application/problem+json"
    async with site.visitor.post(
        site.url + "/api/cities/search", data=b" " * 300_000, headers={"Content-Type": "application/json"}
    ) as response:
        assert response.status == 413


POSTS = (
    "cities/search",
    "cities/autocomplete",
    "cities/search-by-skill",
    "cities/search-close-cities",
    "cities/search-similar-cities",
    "cities/search-close-companies",
    "professions/search",
    "professions/searchCountList",
    "professions/searchRomeonly",
    "professions/infos-travail",
)


@pytest.mark.parametrize("call", POSTS)
@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"', b"\xff", b'{"codeRome":{"a":[]},"insee":{}}'])
async def test_no_body_breaks_anything(site: Site, call: str, body: bytes):
    headers = {"Content-Type": "application/json"}
    async with site.visitor.post(f"{site.url}/api/{call}", data=body, headers=headers) as response:
        assert response.status == 422
        assert response.content_type == "application/problem+json"


async def test_unknown_places_and_environments_are_told(site: Site):
    for path in ("departement/999", "departement/0", "departement/x'", "region/99", "region/abc"):
        await site.get(f"/api/{path}", 404)
        await site.get(f"/api/{path}/jobs", 404)
    await site.get("/api/departement/99/topJobs", 404)
    await site.get("/api/departement/99/hiringRate", 404)
    await site.get("/api/v1/departements/98", 422)
    await site.get("/api/v1/regions/99", 404)
    problem = await site.post("/api/cities/search", {"codeEnvironment": "desert"}, 422)
    assert problem["errors"][0]["parameter"].startswith("body.codeEnvironment")
    await site.get("/api/v1/cities?environment=desert", 422)
    for asked in ({"codeRegion": "99"}, {"codeDepartement": "20"}):
        await site.post("/api/cities/search", asked, 422)


async def test_tension_is_the_right_way_round(site: Site):
    asked = {"codeRome": NURSE, "codeRegion": "32"}
    for index in (0, 300, 600):
        theirs = await search(site, **asked, index=index)
        ours = await site.get(f"/api/v1/cities?rome={NURSE}&region=32&per_page=10&page={index // 10 + 1}")
        assert codes(theirs) == codes(ours)
        ind_ts = [town["bassin.tensions.ind_t"] for town in theirs["list"]]
        assert ind_ts == [town["tension"] and 6 - town["tension"] for town in ours["items"]]
        known = [one for one in ind_ts if one is not None]
        assert known == sorted(known)


async def test_without_an_occupation_all_towns_are_found(site: Site):
    nothings: list[dict[str, Any]] = [{}, {"codeRome": None}, {"codeRome": ""}, {"codeRome": []}]
    for nothing in nothings:
        asked = {**nothing, "opportunity": "1", "onlySearchInTension": True}
        assert (await search(site, **asked))["total"] == 34_875
    assert (await site.get("/api/v1/cities"))["total"] == 34_875


async def test_several_occupations_find_each_town_once(site: Site):
    seen = [
        code
        for index in range(0, 100, 10)
        for code in codes(await search(site, codeRome=[NURSE, MAID], index=index))
    ]
    assert len(seen) == len(set(seen)) == 100
    ours = codes(await site.get(f"/api/v1/cities?rome={NURSE}&rome={MAID}&per_page=100"))
    assert ours == seen
    assert (await search(site, codeRome=[NURSE, MAID]))["total"] == 34_875


@pytest.mark.parametrize(("code", "name"), [(PARIS, "PARIS"), (LYON, "LYON"), (MARSEILLE, "MARSEILLE")])
async def test_the_three_largest_cities_are_there_after_a_first_import(site: Site, code: str, name: str):
    assert (await site.get(f"/api/cities/load/{code}"))["nom_comm"] == name
    listed = codes(await search(site, codeCity="extra-big-city"))
    assert listed.count(code) == 1
    suggested = await site.post("/api/cities/autocomplete", {"query": name.lower()})
    assert suggested[0]["insee_com"] == code
    assert [town["insee_com"] for town in suggested].count(code) == 1
    ours = await site.get("/api/v1/cities?size=metropolis&per_page=100")
    assert codes(ours).count(code) == 1
    assert (await site.get(f"/api/v1/suggest?q={name}"))["items"][0]["code"] == code


async def test_rates_of_regions_are_over_all_their_towns(site: Site):
    criteria = await site.get("/api/cities/criterions")
    ours = {one["region"]["code"]: one for one in (await site.get("/api/v1/criteria/occupations"))["regions"]}
    for region in criteria["regions"]:
        if NURSE not in region["romes"]:
            continue
        asked = {"codeRegion": region["id"]}
        towns = (await search(site, **asked))["total"]
        high = (await search(site, **asked, codeRome=NURSE, opportunity="1"))["total"]
        assert region["romes"][NURSE]["opportunite"] == pytest.approx(high / towns, abs=1e-4)
        strong = await site.get(f"/api/v1/cities?rome={NURSE}&region={region['id']}&min_tension=4")
        share = ours[region["id"]]["occupations"][NURSE]["share"]
        assert share == pytest.approx(strong["total"] / towns, abs=1e-4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("li", LILLE), ("st-etienne", "42218"), ("saint etienne", "42218"), ("59000", LILLE)],
)
async def test_what_is_typed_is_understood(site: Site, typed: str, meant: str):
    theirs = await site.post("/api/cities/autocomplete", {"query": typed})
    assert theirs[0]["insee_com"] == meant
    async with site.visitor.get(
        site.url + "/api/v1/suggest", params={"q": typed, "kind": "city"}
    ) as response:
        assert (await response.json())["items"][0]["code"] == meant


@pytest.mark.parametrize("typed", ["%", "_", "%%%", "*", "'", ""])
async def test_a_wildcard_matches_nothing(site: Site, typed: str):
    assert await site.post("/api/cities/autocomplete", {"query": typed}) == []
    async with site.visitor.get(site.url + "/api/v1/suggest", params={"q": typed}) as response:
        assert (await response.json())["items"] == []


async def test_top_jobs_are_always_the_same(site: Site):
    bassin = (await site.get(f"/api/v1/cities/{LILLE}"))["bassin"]["id"]
    asked = (
        (f"/api/cities/{LILLE}/topJobs", f"/api/v1/tensions/top?bassin={bassin}"),
        ("/api/departement/59/topJobs", "/api/v1/tensions/top?departement=59"),
    )
    for theirs, ours in asked:
        first = await site.get(theirs)
        romes = [job.get("rome") or job["codeRome"] for job in first]
        assert romes == [job["code_rome"] for job in (await site.get(ours))["items"]]
        assert [await site.get(theirs) for _ in range(3)] == [first] * 3


async def test_one_token_serves_many_calls(site: Site):
    site.france.control("POST", "revoke")
    site.france.control("DELETE", "calls")
    for departement in ("01", "02", "03", "07", "08"):
        await site.get(f"/api/departement/{departement}/jobs")
        await site.get(f"/api/v1/offers?departement={departement}&rome={MAID}")
    counted = site.france.control("GET", "calls")
    assert sum(api["calls"] for api in counted["apis"].values() if "calls" in api) >= 10
    assert counted["tokens_issued"] <= 1


async def test_while_upstream_is_down_what_was_cached_is_shown_and_the_rest_is_a_problem(site: Site):
    kept = {"codeRome": [NURSE], "insee": ["35238"]}
    offers = await site.post("/api/professions/search", kept)
    await site.get(f"/api/v1/offers?rome={NURSE}&city=35238&per_page=100")
    site.france.fail_next(kind="status", status=500, times=-1)
    try:
        again = await site.post("/api/professions/search", kept)
        assert again["totalOffres"] == offers["totalOffres"]
        assert (await site.get(f"/api/v1/offers?rome={NURSE}&city=35238&per_page=100"))["total"]
        begun = time.monotonic()
        problems = [
            await site.post("/api/professions/search", {**kept, "insee": ["29019"]}, 503),
            await site.get("/api/v1/offers?city=29019&per_page=100", 503),
            await site.post(
                "/api/professions/searchCountList", {"codeRome": [], "inseeList": [["29232"]]}, 503
            ),
            await site.get("/api/region/53/jobs", 503),
        ]
        assert time.monotonic() - begun < 20
        assert {problem["upstream"] for problem in problems} == {"offres"}
        assert (await site.post("/api/professions/infos-travail", {"insee": "29019"}))["hiringRate"] is None
        assert await site.get(f"/api/cities/load/{LILLE}")
    finally:
        await site.recover()


async def test_imports_are_atomic_and_doubling_nothing(site: Site):
    helps = await site.get("/api/helps/get-previews")
    totals: set[int] = set()
    importing = asyncio.create_task(site.import_bundled("cities", "helps", "cities", "helps"))
    page = 0
    while not importing.done():
        page += 1
        totals.add((await search(site, index=page))["total"])
        totals.add((await site.get(f"/api/v1/cities?per_page=1&page={page}"))["total"])
        assert len((await site.get(f"/api/v1/helps?age={page % 100}"))["items"]) > 0
    assert await importing == 0
    assert totals == {34_875}
    assert page > 10
    assert await site.get("/api/helps/get-previews") == helps
    assert (await site.get("/api/v1/helps"))["total"] == len(helps)


async def test_an_import_that_stops_half_way_changes_nothing(site: Site):
    helps = await site.get("/api/helps/get-previews")
    sheet = await site.get("/api/v1/helps/visale")
    row = {name: sheet[name] for name in Help.model_fields} | {"slug": "pass-navigo"}
    for key, body, message_id in sync_messages("helps", [row])[:-1]:
        await site.services.broker.publish(key, body, message_id=message_id)
    await site.services.catch_up()
    assert await site.get("/api/helps/get-previews") == helps
    await site.get("/api/v1/helps/pass-navigo", 404)


@pytest.mark.parametrize("face", ["/api/region/{}/jobs", "/api/v1/offers?region={}&per_page=7"])
async def test_the_work_for_visitors_who_left_is_cancelled(site: Site, face: str):
    site.france.switch(latency_ms={"offres": 5_000})
    before = len(asyncio.all_tasks())
    begun = time.monotonic()
    regions = [one["code"] for one in (await site.get("/api/v1/regions"))["items"]]
    impatient = aiohttp.ClientTimeout(total=0.4)
    async with aiohttp.ClientSession(timeout=impatient) as visitors:

        async def look_in(address: str) -> None:
            with suppress(TimeoutError):
                async with visitors.get(address) as response:
                    await response.read()

        await asyncio.gather(*(look_in(site.url + face.format(region)) for region in regions))
    for trivial in ("/api/helps/get-previews", "/api/v1/regions/53"):
        asked = time.monotonic()
        await site.get(trivial)
        assert time.monotonic() - asked < 1
    # the deadline of the work is 3 s: had it not been cancelled, it would go on until then
    await until(lambda: len(asyncio.all_tasks()) <= before + 3, seconds=1.5)
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize("path", ["/api/region/94/jobs", "/api/v1/offers?region=94&per_page=9"])
async def test_what_fails_is_logged(site: Site, path: str):
    site.france.fail_next(api="offres", kind="status", status=500, times=-1)
    with structlog.testing.capture_logs() as logs:
        problem = await site.get(path, 503)
    await site.recover()
    (failed,) = [
        one for one in logs if one["event"] == "request_failed" and one["detail"] == problem["detail"]
    ][-1:]
    assert failed["log_level"] == "warning"


async def test_areas_of_departements_are_their_own(site: Site):
    nord, lille = await site.get("/api/departement/59"), await site.get(f"/api/cities/load/{LILLE}")
    assert 5_600 < nord["superficie"] < 5_900
    assert nord["superficie"] == (await site.get("/api/v1/departements/59"))["area_km2"]
    assert lille["superficie"] == pytest.approx(100 * (await site.get(f"/api/v1/cities/{LILLE}"))["area_km2"])


@pytest.mark.parametrize("path", ["/api/region", "/api/v1/regions"])
async def test_each_visitor_has_a_bucket_that_no_header_changes(gateway: Gateway, path: str):
    async def ask(visitor: str, forged: str) -> aiohttp.ClientResponse:
        connector = aiohttp.TCPConnector(local_addr=(visitor, 0))
        headers = {"X-Real-IP": forged, "X-Forwarded-For": forged, "Forwarded": f"for={forged}"}
        async with (
            aiohttp.ClientSession(connector=connector) as session,
            session.get(gateway.url + path, headers=headers) as response,
        ):
            await response.read()
            return response

    first, second = ("127.1.0.1", "127.1.0.2") if "v1" in path else ("127.1.0.3", "127.1.0.4")
    answers = [await ask(first, f"192.0.2.{number}") for number in range(20)]
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert refused[0].content_type == "application/problem+json"
    assert int(refused[0].headers["Retry-After"]) > 0
    assert (await ask(second, "192.0.2.1")).status == 200


@pytest.mark.parametrize(
    "path", ["/api/cities/criterions", "/api/v1/criteria/occupations", "/api/region", "/api/v1/regions"]
)
async def test_answers_are_compressed(gateway: Gateway, path: str):
    connector = aiohttp.TCPConnector(local_addr=("127.1.0.5", 0))
    async with (
        aiohttp.ClientSession(connector=connector, auto_decompress=False) as session,
        session.get(gateway.url + path, headers={"Accept-Encoding": "gzip"}) as response,
    ):
        assert response.headers["Content-Encoding"] == "gzip"
        compressed = await response.read()
    assert len(compressed) < len(gzip.decompress(compressed)) / 1.5
