"""The site as it is served by the embedded run."""

import gzip
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from mobiville.front import add_front
from mobiville.site_description import SiteDescription, Tiles

Site = TestClient[web.Request, web.Application]


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>page")
    (tmp_path / "assets" / "main-1.js").write_text("script")
    (tmp_path / "assets" / "main-1.js.gz").write_bytes(gzip.compress(b"script"))
    return tmp_path


@pytest.fixture
async def site(dist: Path):
    app = web.Application()
    assert add_front(app.router, SiteDescription(), dist)
    async with TestClient(TestServer(app)) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/villes?codeRome=J1506", "/ville/59350-lille/metier"])
async def test_every_page_is_the_index_that_is_asked_for_again(site: Site, path: str):
    answer = await site.get(path)
    assert await answer.text() == "<!doctype html>page"
    assert answer.headers["Cache-Control"] == "no-cache"


async def test_the_site_itself_says_that_a_page_is_unknown(site: Site):
    answer = await site.get("/inconnue")
    assert (answer.status, await answer.text()) == (404, "<!doctype html>page")
    assert answer.headers["Cache-Control"] == "no-cache"


async def test_old_addresses_have_moved_with_their_query(site: Site):
    answer = await site.get("/city/59350-LILLE?codeRome=J1506&a=%20", allow_redirects=False)
    assert (answer.status, answer.headers["Location"]) == (301, "/ville/59350-LILLE?codeRome=J1506&a=%20")


async def test_files_of_the_build_are_kept_and_sent_compressed(site: Site):
    answer = await site.get("/assets/main-1.js")
    assert await answer.text() == "script"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/api/v1/gone", "/internal/datasets"])
async def test_what_is_no_page_is_not_found(site: Site, path: str):
    assert (await site.get(path)).status == 404


async def test_nothing_inline_and_nothing_from_elsewhere_may_run(site: Site):
    policy = (await site.get("/")).headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/assets/%2e%2e/%2e%2e/secret"])
async def test_nothing_outside_of_the_build_is_sent(site: Site, dist: Path, path: str):
    (dist.parent / "secret").write_text("secret")
    assert "secret" not in await (await site.get(path)).text()


def test_without_a_build_there_is_no_site(tmp_path: Path):
    assert not add_front(web.UrlDispatcher(), SiteDescription(), tmp_path / "dist")


async def test_the_site_is_told_who_runs_it_and_may_show_the_tiles_that_are_set(dist: Path):
    app = web.Application()
    tiles = Tiles(url="https://tiles.example:8443/{z}/{x}/{y}.png", attribution="© Untel")
    assert add_front(app.router, SiteDescription(operator="Une mairie", tiles=tiles), dist)
    async with TestClient(TestServer(app)) as site:
        told = await (await site.get("/site.json")).json()
        policy = (await site.get("/")).headers["Content-Security-Policy"]
    assert told["operator"] == "Une mairie"
    assert told["contact"] is None
    assert "img-src 'self' data: https://tiles.example:8443;" in policy
