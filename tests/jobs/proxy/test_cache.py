import random
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from services.jobs.proxy.cache import Ages, Cache, Kept
from services.jobs.proxy.failures import RequestRefusedError
from services.jobs.proxy.resources import Resource
from services.jobs.proxy.store.contract import Store
from services.jobs.proxy.store.memory import MemoryStore
from tests.jobs.proxy.replicas import LIFETIME, Clock


class Text(BaseModel):
    text: str


TEXT = Resource("text", "offres", LIFETIME, lambda _: Text(text=""), TypeAdapter(Text))
OTHER = Resource("text", "offres", LIFETIME, lambda _: 0, TypeAdapter(int))


@pytest.fixture
def clock() -> Clock:
    return Clock()


def cache(store: Store, clock: Clock, *, memory_bytes: int = 10_000, max_entry_bytes: int = 10_000) -> Cache:
    return Cache(store, clock, memory_bytes=memory_bytes, max_entry_bytes=max_entry_bytes)


def kept(clock: Clock, text: str = "Offre à pourvoir") -> Kept[Text]:
    ages = Ages(clock(), clock() + 100, clock() + 1000, clock() + 10_000)
    return Kept(ages, Text(text=text))


@pytest.mark.parametrize("length", [1, 1_999, 2_100, 900_000])
async def test_what_is_kept_is_found_by_all(store: Store, clock: Clock, length: int):
    value = kept(clock, "é" * length)
    await cache(store, clock).keep("key", TEXT, value)
    assert await cache(store, clock).look("key", TEXT) == value


async def test_what_this_process_has_seen_it_recalls_without_the_store(clock: Clock):
    store = MemoryStore(10_000)
    await cache(store, clock).keep("key", TEXT, kept(clock))
    reader = cache(store, clock)
    assert reader.recall("key") is None
    found = await reader.look("key", TEXT)
    await store.close()
    assert reader.recall("key") is found


async def test_what_has_not_been_renewed_is_not_decoded_again(store: Store, clock: Clock):
    writer, reader = cache(store, clock), cache(store, clock)
    await writer.keep("key", TEXT, kept(clock))
    found = await reader.look("key", TEXT)
    assert await reader.look("key", TEXT) is found
    clock.now += 1
    renewed = kept(clock, "Nouvelle offre")
    await writer.keep("key", TEXT, renewed)
    assert await reader.look("key", TEXT) == renewed


async def test_nothing_is_found_once_it_may_not_be_shown(store: Store, clock: Clock):
    writer, reader = cache(store, clock), cache(store, clock)
    await writer.keep("key", TEXT, kept(clock))
    clock.now += 9_999
    assert await reader.look("key", TEXT)
    clock.now += 1
    assert await reader.look("key", TEXT) is None
    assert reader.recall("key") is None
    assert writer.recall("key") is None


async def test_a_refusal_is_kept_as_one(store: Store, clock: Clock):
    nothing: Any = None
    refusal = Kept(kept(clock).ages, nothing, refusal=(400, "Valeur du paramètre « commune » incorrecte."))
    await cache(store, clock).keep("key", TEXT, refusal)
    found = await cache(store, clock).look("key", TEXT)
    assert found is not None
    assert found == refusal
    with pytest.raises(
        RequestRefusedError, match="offres: refused the request with 400: Valeur du paramètre"
    ):
        found.get("offres")


@pytest.mark.parametrize(
    "entry", [b"\x01", b"\x09" * 50, b"\x01\x01" + b"\x00" * 40, b"\x01\x00" + b"\x00" * 40]
)
async def test_what_cannot_be_read_is_passed_over(store: Store, clock: Clock, entry: bytes):
    await store.put("key", entry, 60)
    assert await cache(store, clock).look("key", TEXT) is None


async def test_what_another_version_kept_in_another_shape_is_passed_over(store: Store, clock: Clock):
    await cache(store, clock).keep("key", TEXT, kept(clock))
    assert await cache(store, clock).look("key", OTHER) is None


async def test_what_is_too_large_is_not_kept(store: Store, clock: Clock):
    noise = random.Random(0).randbytes(30_000).hex()
    writer = cache(store, clock)
    await writer.keep("key", TEXT, kept(clock, noise))
    assert writer.recall("key") is None
    assert await store.get("key") is None


async def test_memory_is_bounded_and_keeps_what_was_used_last(clock: Clock):
    store = MemoryStore(3_000)
    writer = cache(store, clock, memory_bytes=3_000)
    for number in range(5):
        await writer.keep(str(number), TEXT, kept(clock, "x" * 900))
        assert writer.recall("0") is not None
        assert await store.get("0") is not None
    for gone in ("1", "2"):
        assert writer.recall(gone) is None
        assert await store.get(gone) is None


async def test_long_texts_are_packed(clock: Clock):
    store = MemoryStore(1_000_000)
    await cache(store, clock).keep("key", TEXT, kept(clock, "Conducteur de travaux " * 1000))
    assert len(await store.get("key") or b"") < 1_000
