from collections.abc import AsyncIterator

import pytest

from services.importer.answers import Answers, ImportFailedError, Waiting, listen_for_answers
from shared.broker.contract import Delivery, PoisonError
from shared.broker.memory import MemoryBroker
from shared.events.owners import SyncApplied, SyncFailed
from tests.waiting import until


def applied(owner: str, sync_id: str = "a", dataset: str = "bassins") -> SyncApplied:
    return SyncApplied(
        dataset=dataset, sync_id=sync_id, owner=owner, inserted=1, updated=2, deleted=3, total=4
    )


def failed(owner: str, reason: str) -> SyncFailed:
    return SyncFailed(dataset="bassins", sync_id="a", owner=owner, reason=reason)


@pytest.fixture
async def broker() -> AsyncIterator[MemoryBroker]:
    broker = MemoryBroker()
    yield broker
    await broker.close()


async def announce(broker: MemoryBroker, answer: SyncApplied | SyncFailed) -> None:
    kind = "applied" if isinstance(answer, SyncApplied) else "failed"
    body = answer.model_dump_json().encode()
    await broker.announce(
        f"sync.{answer.dataset}.{kind}", body, message_id=f"{answer.sync_id}/{answer.owner}"
    )


async def test_every_owner_has_to_answer(broker: MemoryBroker):
    waiting = (await listen_for_answers(broker)).expect("a", "bassins")
    assert waiting.missing == ["cities", "tensions"]
    await announce(broker, applied("tensions"))
    await until(lambda: waiting.missing == ["cities"])
    await announce(broker, applied("cities"))
    await until(lambda: not waiting.missing)
    assert waiting.applied() == {"cities": applied("cities"), "tensions": applied("tensions")}


async def test_the_answers_to_another_importer_are_ignored(broker: MemoryBroker):
    waiting = (await listen_for_answers(broker)).expect("a", "bassins")
    await announce(broker, applied("cities", sync_id="b"))
    await announce(broker, applied("tensions"))
    await until(lambda: waiting.missing == ["cities"])


async def test_two_syncs_of_one_process_are_told_apart(broker: MemoryBroker):
    answers = await listen_for_answers(broker)
    prices, rents = answers.expect("p", "prices"), answers.expect("r", "rents")
    await announce(broker, applied("cities", sync_id="r", dataset="rents"))
    await until(lambda: not rents.missing)
    assert prices.missing == ["cities"]


def test_a_failure_says_who_and_why_and_who_applied():
    waiting = Waiting("bassins")
    waiting.take(applied("cities"))
    waiting.take(failed("tensions", "batch 3 is missing"))
    with pytest.raises(ImportFailedError) as failure:
        waiting.applied()
    assert str(failure.value) == ("bassins was not applied: tensions: batch 3 is missing (applied by cities)")


async def test_waiting_ends_at_the_deadline():
    assert not await Waiting("bassins").wait_for_one(0.01)


async def test_an_announcement_that_is_none_is_poison():
    delivery = Delivery("sync.bassins.applied", b"{}", "x", {}, attempt=1)
    with pytest.raises(PoisonError):
        await Answers().handle(delivery)


async def test_a_forgotten_sync_takes_no_more_answers(broker: MemoryBroker):
    answers = await listen_for_answers(broker)
    first, second = answers.expect("a", "bassins"), answers.expect("b", "prices")
    answers.forget("a")
    await announce(broker, applied("cities"))
    await announce(broker, applied("cities", sync_id="b", dataset="prices"))
    await until(lambda: not second.missing)
    assert first.answers == {}
