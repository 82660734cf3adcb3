"""The service as it answers, with a few places in its tables and no crawl."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from services.enrichment.app import create_app
from services.enrichment.settings import Settings
from services.enrichment.state import ENGINE
from services.enrichment.tables import PLACES, attempts, pictures, portraits
from shared.broker.memory import MemoryBroker
from shared.database import writing
from tests.enrichment.commons import Commons

MOMENT = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001  # as moments are kept: UTC


def portrait_row(kind: str, code: str, **facts: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "code": code,
        "item": "Q648",
        "page_id": 1234,
        "title": "Lille",
        "url": "https://fr.wikipedia.org/wiki/Lille",
        "revision": 2_190_000_000_000,
        "page_image": "Vue de Lille.jpg",
        "text": "Lille est une commune du nord de la France.",
        "shortened": True,
        "picture_missing": None,
        "retrieved_at": MOMENT,
        "sample": True,
    } | facts


def picture_row(kind: str, code: str, commons: Commons, **facts: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "code": code,
        "file": "Vue de Lille.jpg",
        "author": "Jeanne D.",
        "licence": "CC BY-SA 3.0",
        "licence_url": "https://creativecommons.org/licenses/by-sa/3.0",
        "page_url": "https://commons.wikimedia.org/wiki/File:Vue_de_Lille.jpg",
        "width": 4000,
        "height": 2667,
        "mime": "image/jpeg",
        "original_url": f"{commons.url}/files/4000.jpg",
        "thumbnail_url": f"{commons.url}/files/960.jpg",
    } | facts


def attempt_row(kind: str, code: str, reason: str | None = None) -> dict[str, Any]:
    moments = dict.fromkeys(("checked_at", "next_at", "renew_at"), MOMENT)
    failed = {"failures": 1 if reason else 0, "reason": reason, "detail": reason}
    return {"kind": kind, "code": code, "announced": True, **moments, **failed}


async def fill(engine: AsyncEngine, commons: Commons) -> None:
    """Lille has it all; Arras has no photo; Metz has no page; Brest was not tried; the Nord has a photo."""
    communes = [("59350", "Lille"), ("62041", "Arras"), ("57463", "Metz"), ("29019", "Brest")]
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (
            PLACES["communes"],
            [{"code": code, "name": name, "population": 1000} for code, name in communes],
        ),
        (PLACES["departements"], [{"code": "59", "name": "Nord", "population": None}]),
        (
            attempts,
            [
                attempt_row("communes", "59350"),
                attempt_row("communes", "62041"),
                attempt_row("communes", "57463", "no-page"),
                attempt_row("departements", "59"),
            ],
        ),
        (
            portraits,
            [
                portrait_row("communes", "59350"),
                portrait_row("communes", "62041", picture_missing="not-a-photo", shortened=False),
                portrait_row("departements", "59"),
            ],
        ),
        (pictures, [picture_row("communes", "59350", commons), picture_row("departements", "59", commons)]),
    ]
    async with writing(engine) as connection:
        for table, values in rows:
            await connection.execute(insert(table), values)


class Enrichment:
    """What a test asks the service; `commons` is what the service asks."""

    def __init__(self, client: TestClient[Any, Any], commons: Commons) -> None:
        self.client = client
        self.app = client.app
        self.commons = commons

    async def ask(self, path: str, status: int = 200, **options: Any) -> ClientResponse:
        response = await self.client.get(path, **options)
        assert response.status == status, await response.text()
        return response

    async def get(self, path: str, status: int = 200) -> Any:
        return orjson.loads(await (await self.ask(path, status)).read())


@asynccontextmanager
async def answering(database_url: str, images: Path, **settings: Any) -> AsyncIterator[Enrichment]:
    """The service, not crawling."""
    broker, commons = MemoryBroker(), Commons()
    async with commons.serving():
        given = {
            "database_url": database_url,
            "broker_url": "memory:",
            "sandbox": True,
            "crawl": False,
            "images_dir": images,
            "commons_url": commons.api_url,
            **dict.fromkeys(("sparql_url", "wikidata_url", "wikipedia_url"), commons.api_url),
            **settings,
        }
        async with TestClient(TestServer(create_app(Settings(**given), broker=broker))) as client:
            yield Enrichment(client, commons)
            await broker.close()


@asynccontextmanager
async def answering_of_lille(database_url: str, images: Path, **settings: Any) -> AsyncIterator[Enrichment]:
    """With the few places in its tables."""
    async with answering(database_url, images, **settings) as enrichment:
        await fill(enrichment.app[ENGINE], enrichment.commons)
        yield enrichment
