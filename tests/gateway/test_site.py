"""The site and the API's pages: files, page addresses, headers, compression, old addresses."""

import gzip

import aiohttp
import orjson
import pytest

from tests.gateway.asking import ask
from tests.gateway.conftest import StartGateway
from tests.gateway.replica import Replica, answering
from tests.mobiville.test_addresses import ROUTES
from tests.servers.gateway import GATEWAY, Gateway

SCRIPT = b"console.log('Mobiville');\n" * 100
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


@pytest.fixture
def replica(lasting_replica: Replica) -> Replica:
    return lasting_replica


@pytest.fixture
def gateway(lasting_gateway: Gateway) -> Gateway:
    """In front of a site of three files."""
    site = lasting_gateway.home / "site"
    (site / "assets").mkdir(exist_ok=True)
    (site / "index.html").write_text("<title>Mobiville</title>")
    (site / "service-worker.js").write_text("self")
    (site / "assets" / "main-abc123.js").write_bytes(SCRIPT)
    (site / "assets" / "main-abc123.js.gz").write_bytes(gzip.compress(SCRIPT + b"//compressed before"))
    return lasting_gateway


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/villes?codeRome=J1506",
        "/ville/59350-LILLE",
        "/ville/97209-FORT-DE-FRANCE/metier",
        "/region/r%C3%A9gion",
        "/aides/",
    ],
)
async def test_addresses_of_pages_are_the_index(gateway: Gateway, visitor: aiohttp.ClientSession, path: str):
    answer = await ask(visitor, gateway, path)
    assert (answer.status, answer.text) == (200, "<title>Mobiville</title>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == STRICT


@pytest.mark.parametrize(
    "path",
    [
        "/assets/gone.js",
        "/assets/",
        "/gone.png",
        "/ville/photo.webp",
        "/.env",
        "/.git/config",
        "/wp-login.php",
    ],
)
async def test_an_unknown_file_is_not_a_page(gateway: Gateway, visitor: aiohttp.ClientSession, path: str):
    answer = await ask(visitor, gateway, path)
    assert answer.status == 404
    assert "Cette page n’existe pas" in answer.text


async def test_files_named_by_their_content_are_kept_for_good(
    gateway: Gateway, visitor: aiohttp.ClientSession
):
    script = await ask(visitor, gateway, "/assets/main-abc123.js")
    assert script.body == SCRIPT
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    worker = await ask(visitor, gateway, "/service-worker.js")
    assert worker.headers["Cache-Control"] == "no-cache"


async def test_what_the_build_compressed_is_sent_as_it_is(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, "/assets/main-abc123.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.body).endswith(b"//compressed before")


async def test_answers_of_services_are_compressed_here(
    gateway: Gateway, replica: Replica, visitor: aiohttp.ClientSession
):
    replica.answer = answering(
        "[1]" * 1000, Content_Type="application/geo+json", Cache_Control="public, max-age=60"
    )
    packed = await ask(visitor, gateway, "/api/v1/outlines/regions", headers={"Accept-Encoding": "gzip, br"})
    plain = await ask(visitor, gateway, "/api/v1/outlines/regions", headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(packed.body) == plain.body == b"[1]" * 1000
    assert (len(packed.body) < 100, len(replica.calls)) == (True, 1)
    assert "Accept-Encoding" in packed.headers["Vary"]


async def test_the_site_only_takes_what_reads(gateway: Gateway, visitor: aiohttp.ClientSession):
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"):
        answer = await ask(visitor, gateway, "/villes", method)
        assert answer.status == 405, method
    assert (await ask(visitor, gateway, "/villes", "HEAD")).status == 200


async def test_tiles_come_from_the_servers_that_are_set(
    start_gateway: StartGateway, visitor: aiohttp.ClientSession
):
    url = "https://tiles.example:8443/{z}/{x}/{y}.png"
    gateway = await start_gateway(TILE_URL=url, TILE_ATTRIBUTION="© Un institut", OPERATOR="Une mairie")
    (gateway.home / "site" / "index.html").write_text("Mobiville")
    policy = (await ask(visitor, gateway, "/")).headers["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example:8443;" in policy
    told = orjson.loads((await ask(visitor, gateway, "/site.json")).body)
    assert told["operator"] == "Une mairie"
    assert told["tiles"] == {"url": url, "attribution": "© Un institut"}


async def test_the_site_is_told_who_runs_it(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, "/site.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == STRICT
    nobody = {"operator": None, "publication_director": None, "contact": None, "hosting": None, "tiles": None}
    assert orjson.loads(answer.body) == nobody
    assert (await ask(visitor, gateway, "/site.json", "POST")).status == 405


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/cities", "/villes"),
        ("/cities?codeRome=J1506&codeRegion=32", "/villes?codeRome=J1506&codeRegion=32"),
        ("/cities/", "/villes"),
        ("/city/59350-LILLE", "/ville/59350-LILLE"),
        ("/city/59350-LILLE?from=mail", "/ville/59350-LILLE?from=mail"),
        ("/city/59350-LILLE/job", "/ville/59350-LILLE/metier"),
        ("/city/59350-LILLE/job?codeRome=J1506", "/ville/59350-LILLE/metier?codeRome=J1506"),
        ("/city/59350-LILLE/life", "/ville/59350-LILLE/services"),
        ("/city/62041-ARRAS%0d%0aSet-Cookie:a=b", None),
        ("/city/07132-L%27%C3%89COLE", "/ville/07132-L%27%C3%89COLE"),
        ("/accessibility", "/accessibilite"),
        ("/mobility-guide", "/conseils-et-astuces"),
        ("/aides-filters?project=1", "/aides?project=1"),
        ("/aides-recherche", "/aides"),
        ("/ville/59350-LILLE/villes-proches?a=1", "/ville/59350-LILLE/proches?a=1"),
        ("/legal", "/mentions-legales"),
        ("/legal?q=%0d%0aSet-Cookie:%20a=b", "/mentions-legales?q=%0d%0aSet-Cookie:%20a=b"),
    ],
)
async def test_old_addresses_have_moved(
    gateway: Gateway, visitor: aiohttp.ClientSession, old: str, new: str | None
):
    answer = await ask(visitor, gateway, old)
    assert answer.status == (301 if new else 400)
    assert answer.headers.get("Location") == new
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/villes", 200),
        ("/ville/59350-LILLE", 200),
        ("/city", 404),
        ("/citye/x", 404),
        ("/legalize", 404),
        ("/cities/x", 404),
    ],
)
async def test_other_addresses_have_not(
    gateway: Gateway, visitor: aiohttp.ClientSession, path: str, status: int
):
    answer = await ask(visitor, gateway, path)
    assert (answer.status, answer.headers.get("Location")) == (status, None)


@pytest.mark.parametrize("path", ["/inconnue", "/ville/59350-LILLE/rien", "/faq/rien", "/r%C3%A9gion/x"])
async def test_the_site_itself_says_that_a_page_is_unknown(
    gateway: Gateway, visitor: aiohttp.ClientSession, path: str
):
    answer = await ask(visitor, gateway, path)
    assert (answer.status, answer.text) == (404, "<title>Mobiville</title>")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Content-Security-Policy"] == STRICT


async def test_every_route_of_the_site_is_a_page(gateway: Gateway, visitor: aiohttp.ClientSession):
    for path in ROUTES:
        assert (await ask(visitor, gateway, path)).status == 200, path


async def test_the_documentation_is_a_page_under_its_own_policy(
    gateway: Gateway, visitor: aiohttp.ClientSession
):
    page = await ask(visitor, gateway, "/api/docs")
    assert page.body == (GATEWAY / "docs" / "index.html").read_bytes()
    assert "script-src 'self'; style-src 'self' 'unsafe-inline'" in page.headers["Content-Security-Policy"]
    for file in ("swagger-ui.css", "swagger-ui-bundle.js", "documentation.js", "favicon-32x32.png"):
        assert (await ask(visitor, gateway, f"/api/docs/{file}")).status == 200
    for file in ("package.json", "node_modules/swagger-ui-dist/package.json", "gone.js"):
        assert (await ask(visitor, gateway, f"/api/docs/{file}")).json["code"] == "not-found"


async def test_the_whole_api_is_described(gateway: Gateway, visitor: aiohttp.ClientSession):
    answer = await ask(visitor, gateway, "/api/openapi.json")
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json["openapi"] == "3.1.0"
    assert {"/api/v1/cities", "/api/v1/offers", "/api/v1/tensions/top"} <= answer.json["paths"].keys()
