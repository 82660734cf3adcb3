import re
from pathlib import Path

import pytest

from shared.broker.connect import connect
from shared.broker.contract import BrokerError, PoisonError, Subscription
from tests.shared.broker.inbox import Inbox, durable
from tests.waiting import until


async def test_an_in_process_broker_keeps_its_dead_letters_where_the_address_says(tmp_path: Path):
    file = tmp_path / "dead-letters.jsonl"
    broker = connect(f"memory:{file}", name="test")
    await broker.subscribe(durable("cities.sync", Inbox(lambda _: PoisonError("no")), "sync.#"))
    await broker.publish("sync.cities.batch", b"1", message_id="m1")
    await until(file.exists)
    await broker.close()


@pytest.mark.parametrize("address", ["", "redis://host", "user:secret@host", "http://user:secret@host/"])
def test_other_addresses_are_refused_without_repeating_them(address: str):
    with pytest.raises(BrokerError, match=re.escape("amqp://, amqps:// or memory:")) as refused:
        connect(address, name="test")
    assert "secret" not in str(refused.value)


def test_a_subscription_that_cannot_work_is_refused():
    with pytest.raises(ValueError, match="retry delay"):
        Subscription("cities.sync", ("sync.#",), Inbox().handle, retry_delays=())
    with pytest.raises(ValueError, match="prefetch"):
        Subscription("cities.sync", ("sync.#",), Inbox().handle, prefetch=0)
