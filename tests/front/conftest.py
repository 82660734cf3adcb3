"""The site in Debian's Chromium, through a real nginx, in front of the whole product with its stand-ins."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.mobiville.conftest import Served, start_serving
from tests.servers.gateway import Gateway

ROOT = Path(__file__).resolve().parents[2]
PHONE, TABLET, DESK = (360, 780), (768, 1024), (1440, 900)
SERVICES = ("CITIES", "TENSIONS", "JOBS", "ENRICHMENT")
_RATES = ("API_RATE", "SEARCH_RATE", "IMAGE_RATE")


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the build, so that building again meanwhile changes nothing for the tests."""
    subprocess.run(["make", "--silent", "front"], cwd=ROOT, check=True, timeout=300)
    return shutil.copytree(ROOT / "front" / "dist", tmp_path_factory.mktemp("site") / "dist")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    product = start_serving(tmp_path_factory.mktemp("front") / "home")
    product.wait_until_ready()
    yield product
    product.process.kill()
    product.process.communicate()


StartGateway = Callable[..., Gateway]


@pytest.fixture(scope="session")
def start_site(
    dist: Path, served: Served, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartGateway]:
    """Start a gateway with the site; `down` are services that do not answer, `settings` the gateway's."""
    started: list[Gateway] = []

    def start(*down: str, **settings: str) -> Gateway:
        address = served.url.removeprefix("http://")
        addresses = {f"{name}_ADDRESS": "127.0.0.1:9" if name in down else address for name in SERVICES}
        rates = dict.fromkeys(_RATES, "1000r/s")
        home = tmp_path_factory.mktemp("gateway")
        started.append(Gateway(home, SITE_ROOT=str(dist), **addresses, **rates, **settings))
        started[-1].start()
        return started[-1]

    yield start
    for gateway in started:
        gateway.kill()


@pytest.fixture(scope="session")
def site(start_site: StartGateway) -> str:
    """Its address, everything being well."""
    return start_site().url


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Not for the session: Playwright's loop keeps running, and no other can in the same thread."""
    with sync_playwright() as playwright:
        expect.set_options(timeout=30_000)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Visit:
    """A visitor's page; what the browser complained of, and whom it asked."""

    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.site + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page has its title and nothing of it is still being fetched."""
        expect(self.page.locator("h1")).to_have_count(1)
        expect(self.page.locator("[data-loading], [aria-busy=true]")).to_have_count(0)


def wait_until(page: Page, script: str, argument: object = None, *, seconds: float = 30) -> None:
    """Until the script says so. The policy of the site lets playwright's own way not run."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(script, argument):
        assert time.monotonic() < deadline, f"never: {script}"
        page.wait_for_timeout(20)


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Open the site on a screen; a complaint of the browser or a request to elsewhere fails the test."""
    with opening(chromium, site) as open_visit:
        yield open_visit


@pytest.fixture
def without(
    request: pytest.FixtureRequest, start_site: StartGateway, chromium: Browser
) -> Iterator[Callable[..., Visit]]:
    """The same while the service that the parameter names does not answer."""
    with opening(chromium, start_site(request.param).url) as open_visit:
        yield open_visit


@contextmanager
def opening(chromium: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    visits: list[Visit] = []

    def open_visit(
        path: str = "/", *, size: tuple[int, int] = DESK, dark: bool = False, offline: bool = False
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="fr-FR",
            service_workers="allow" if offline else "block",
        )
        context.set_default_timeout(30_000)
        visit = Visit(context.new_page(), site)
        visit.page.on("console", lambda message: _complain(visit, message.type, message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        visits.append(visit)
        visit.go(path)
        return visit

    yield open_visit
    for visit in visits:
        complaints = list(visit.complaints)
        visit.page.context.close()
        assert complaints == []
        elsewhere = [url for url in visit.asked if not url.startswith((site, "data:", "blob:"))]
        assert elsewhere == []


def _complain(visit: Visit, kind: str, text: str) -> None:
    expected = text.startswith(("Failed to load resource", "Service Worker registration blocked"))
    if kind in {"error", "warning"} and not expected:
        visit.complaints.append(text)
