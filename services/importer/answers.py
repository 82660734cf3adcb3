"""What the owners say of a sync: applied or failed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from uuid import uuid4

from pydantic import ValidationError

from shared.broker.contract import Broker, Delivery, PoisonError, Subscription
from shared.events.owners import SyncApplied, SyncFailed
from shared.events.rows import owners_of


class ImportFailedError(Exception):
    """An owner refused the rows, or did not answer; the rows in use stay. `str()` says which and why."""


@dataclass(slots=True)
class Waiting:
    """The answers to one sync, as they come."""

    dataset: str
    answers: dict[str, SyncApplied | SyncFailed] = field(default_factory=dict)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def missing(self) -> list[str]:
        return [owner for owner in owners_of(self.dataset) if owner not in self.answers]

    def take(self, answer: SyncApplied | SyncFailed) -> None:
        self.answers[answer.owner] = answer
        self._came.set()

    async def wait_for_one(self, seconds: float) -> bool:
        """Whether an answer came within `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self._came.wait()
        except TimeoutError:
            return False
        self._came.clear()
        return True

    def applied(self) -> Mapping[str, SyncApplied]:
        """By owner. ImportFailedError when one of them failed."""
        failures = [answer for answer in self.answers.values() if isinstance(answer, SyncFailed)]
        if failures:
            self._raise(failures)
        return {owner: answer for owner, answer in self.answers.items() if isinstance(answer, SyncApplied)}

    def _raise(self, failures: list[SyncFailed]) -> NoReturn:
        reasons = "; ".join(f"{failure.owner}: {failure.reason}" for failure in failures)
        applied = [owner for owner, answer in self.answers.items() if isinstance(answer, SyncApplied)]
        others = f" (applied by {', '.join(applied)})" if applied else ""
        raise ImportFailedError(f"{self.dataset} was not applied: {reasons}{others}")


class Answers:
    """One listening queue for all the syncs of this process."""

    def __init__(self) -> None:
        self._waiting: dict[str, Waiting] = {}

    def expect(self, sync_id: str, dataset: str) -> Waiting:
        """Call before publishing, so that no answer is missed."""
        return self._waiting.setdefault(sync_id, Waiting(dataset))

    def forget(self, sync_id: str) -> None:
        self._waiting.pop(sync_id, None)

    async def handle(self, delivery: Delivery) -> None:
        """An announcement of an owner; those of other importers are ignored."""
        kind = SyncApplied if delivery.routing_key.endswith(".applied") else SyncFailed
        try:
            answer: SyncApplied | SyncFailed = kind.model_validate_json(delivery.body)
        except ValidationError as error:
            raise PoisonError(f"{delivery.routing_key}: {error}") from error
        if answer.sync_id in self._waiting:
            self._waiting[answer.sync_id].take(answer)


async def listen_for_answers(broker: Broker) -> Answers:
    """Start listening, on a queue that goes away with this process."""
    answers = Answers()
    await broker.subscribe(
        Subscription(
            queue=f"importer.{uuid4().hex}",
            routing_keys=("sync.*.applied", "sync.*.failed"),
            handler=answers.handle,
            durable=False,
        )
    )
    return answers
