"""`mobiville dead-letters`: messages that a service gave up on, to be read and put back."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.table import Table

from mobiville.embedded import running_services
from mobiville.settings import MobivilleSettings
from shared.broker.connect import connect
from shared.broker.contract import Broker, DeadLetter
from shared.broker.memory import MemoryBroker

QUEUES = ("cities.sync", "tensions.sync", "enrichment.sync")


async def find_dead_letters(settings: MobivilleSettings) -> Sequence[DeadLetter]:
    """Of every queue, oldest first within each."""
    async with _reading(settings) as broker:
        return [letter for queue in QUEUES for letter in await broker.dead_letters(queue)]


async def replay_dead_letters(settings: MobivilleSettings, message_ids: frozenset[str] | None) -> int:
    """Put them (all when None) back on their queues; how many."""
    async with _handling(settings) as broker:
        return sum([await broker.replay(queue, message_ids) for queue in QUEUES])


@asynccontextmanager
async def _reading(settings: MobivilleSettings) -> AsyncIterator[Broker]:
    broker: Broker
    if settings.broker_url is None:
        broker = MemoryBroker(settings.dead_letters)
    else:
        broker = connect(settings.broker_url.get_secret_value(), name="operator")
    try:
        yield broker
    finally:
        await broker.close()


@asynccontextmanager
async def _handling(settings: MobivilleSettings) -> AsyncIterator[Broker]:
    """A broker whose queues are being handled: in the embedded run, by this very process."""
    if settings.broker_url is not None:
        async with _reading(settings) as broker:
            yield broker
    else:
        async with running_services(settings) as services:
            yield services.broker


def dead_letters_table(letters: Sequence[DeadLetter]) -> Table:
    table = Table("queue", "message", "routing key", "attempts", "since", "reason")
    for letter in letters:
        table.add_row(
            letter.queue,
            letter.message_id,
            letter.routing_key,
            str(letter.attempts),
            letter.failed_at,
            letter.reason,
        )
    return table
