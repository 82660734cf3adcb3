"""The whole product in this process, as `mobiville serve` runs it, and a visitor of both faces of its API."""

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import orjson
from aiohttp import web
from rich.console import Console
from yarl import URL

from gateway.legacy.app import create_app as create_legacy
from gateway.legacy.settings import LegacySettings
from mobiville.embedded import EmbeddedServices, running_services
from mobiville.imports import Request, bundled_datasets, import_through
from mobiville.listening import listening
from mobiville.settings import MobivilleSettings
from mobiville.site import create_site
from services.jobs.app import create_app as create_jobs
from services.jobs.settings import JobsSettings
from tests.legacy.figures import FIGURES
from tests.publish import publish_dataset
from tests.sandbox.francetravail.server import Control
from tests.waiting import until

WIDE = {"quota_calls": 1000}


@dataclass
class Site:
    """Both faces at `url`, each application at one of `urls`; `france` is France Travail's stand-in."""

    url: str
    urls: Mapping[str, str]
    services: EmbeddedServices
    settings: MobivilleSettings
    jobs: web.Application
    france: Control
    visitor: aiohttp.ClientSession

    async def get(self, path: str, status: int = 200) -> Any:
        """The JSON of a GET; None when the body is empty."""
        async with self.visitor.get(URL(self.url + path, encoded=True)) as response:
            return await read(response, status)

    async def post(self, path: str, content: Any, status: int = 200) -> Any:
        async with self.visitor.post(self.url + path, json=content) as response:
            return await read(response, status)

    async def recover(self) -> None:
        """Return once upstream is well and has been found to be."""
        self.france.control("DELETE", "failures")

        async def answers() -> bool:
            async with self.visitor.get(f"{self.url}/api/v1/offers?rome=A1101&per_page=1") as response:
                return response.status == 200

        await until(answers, every=0.2)

    async def import_bundled(self, *names: str) -> int:
        """Import these datasets one after the other, while others go on; how many failed."""
        by_name = {dataset.name: dataset for dataset in bundled_datasets(())}
        request = Request([by_name[name] for name in names], "bundled")
        return await import_through(self.services.broker, self.settings, request, Console(file=io.StringIO()))


async def read(response: aiohttp.ClientResponse, status: int) -> Any:
    body = await response.read()
    assert response.status == status, f"{response.status}: {body[:500]!r}"
    if status >= 400:
        assert response.content_type == "application/problem+json"
    return orjson.loads(body) if body else None


@asynccontextmanager
async def running_site(home: Path, france: Control, **told: Any) -> AsyncIterator[Site]:
    """With the bundled data, and figures of a few towns; `told` are settings of the jobs service."""
    settings = MobivilleSettings(home=home)
    jobs_settings: dict[str, Any] = {
        "sandbox": True,
        "upstream_url": f"{france.url}/partenaire",
        "token_url": f"{france.url}/connexion/oauth2/access_token?realm=%2Fpartenaire",
        "offres": WIDE,
        "marche_du_travail": WIDE,
        "acces_emploi": WIDE,
        "la_bonne_boite": WIDE,
        "evenements": WIDE,
        **told,
    }
    async with running_services(settings) as services:
        await fill(services, settings)
        urls = services.urls
        jobs = create_jobs(
            JobsSettings(cities_url=urls["cities"], tensions_url=urls["tensions"], **jobs_settings)
        )
        async with listening(jobs) as jobs_url:
            legacy = create_legacy(
                LegacySettings(cities_url=urls["cities"], tensions_url=urls["tensions"], jobs_url=jobs_url)
            )
            async with (
                listening(legacy) as legacy_url,
                listening(create_site({**services.applications, "jobs": jobs}, legacy)) as url,
                aiohttp.ClientSession() as visitor,
            ):
                all_urls = {**urls, "jobs": jobs_url, "legacy": legacy_url}
                yield Site(url, all_urls, services, settings, jobs, france, visitor)


async def fill(services: EmbeddedServices, settings: MobivilleSettings) -> None:
    """Import as a first start does."""
    request = Request(bundled_datasets(()), "bundled")
    failed = await import_through(services.broker, settings, request, Console(file=io.StringIO()))
    assert failed == 0
    for dataset, rows in FIGURES.items():
        await publish_dataset(services.broker, dataset, rows)
    await until(lambda: has_figures(services.urls["cities"]))
    await services.catch_up()


async def has_figures(cities_url: str) -> bool:
    async with aiohttp.ClientSession() as session, session.get(f"{cities_url}/internal/datasets") as response:
        return FIGURES.keys() <= {one["dataset"] for one in await response.json()}
