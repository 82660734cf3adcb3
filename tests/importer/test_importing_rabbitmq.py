"""Imports over a real RabbitMQ, also one that is killed in the middle."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.importer.importing import Importer, import_dataset, open_importer
from services.importer.progress import Progress
from services.importer.reference import Reference
from services.importer.settings import ImporterSettings
from shared.broker.connect import connect
from shared.broker.contract import Broker
from tests.importer.owner import Owner
from tests.importer.prices import PRICES, price_file
from tests.servers.rabbitmq import RabbitMQ

ROWS = 60_000


@pytest.fixture
async def broker(amqp_url: str) -> AsyncIterator[Broker]:
    broker = connect(amqp_url, name="importer")
    yield broker
    await broker.close()


@pytest.fixture
async def owner(amqp_url: str) -> AsyncIterator[Owner]:
    own = connect(amqp_url, name="owner")
    owner = Owner(own)
    await owner.listen("prices")
    yield owner
    await own.close()


@pytest.fixture
async def importer(broker: Broker, reference: Reference, tmp_path: Path) -> Importer:
    settings = ImporterSettings(reports_dir=tmp_path, publish_seconds=90, ask_again_seconds=1)
    return await open_importer(broker, reference, settings)


async def test_the_owner_has_every_row_when_the_import_ends(importer: Importer, owner: Owner, tmp_path: Path):
    outcome = await import_dataset(importer, PRICES, price_file(tmp_path, ROWS), lambda _: None)
    assert [row["sales"] for row in owner.rows(outcome.sync.sync_id)] == list(range(2, ROWS + 2))
    assert outcome.owners["cities"].total == ROWS


async def test_a_broker_killed_in_the_middle_only_delays_the_import(
    importer: Importer, owner: Owner, rabbitmq: RabbitMQ, tmp_path: Path
):
    # RabbitMQ loses a quorum queue that is younger than a second when it is killed: make it an old one
    await asyncio.to_thread(rabbitmq.restart)
    midway = asyncio.Event()

    def watch(progress: Progress) -> None:
        if progress.phase == "publishing" and progress.batches == 5:
            rabbitmq.kill9()
            midway.set()

    importing = asyncio.create_task(import_dataset(importer, PRICES, price_file(tmp_path, ROWS), watch))
    await asyncio.wait_for(midway.wait(), 60)
    await asyncio.to_thread(rabbitmq.start)
    outcome = await asyncio.wait_for(importing, 120)
    assert [row["sales"] for row in owner.rows(outcome.sync.sync_id)] == list(range(2, ROWS + 2))
