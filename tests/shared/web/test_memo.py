"""Answers that are kept until the data change."""

import weakref
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pydantic import BaseModel, ConfigDict

from shared.web.application import create_application
from shared.web.endpoints import PUBLIC_DATA, Encoded, get
from shared.web.memo import MEMO, MOST_SECONDS, AnswerMemo

Client = TestClient[web.Request, web.Application]
MEASURED = (
    'mobiville_http_request_seconds_count{method="GET",route="/api/v1/say",service="oracle",status="200"}'
)
HEADERS = {"ETag": '"x"'}


class Headers(dict[str, str]):
    """Of which one can tell whether they are still kept."""


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")

    word: str = ""


class Reply(BaseModel):
    said: str


class Oracle:
    """Counts how often it is really asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.complete = True

    async def answer(self, _: web.Request, query: Question) -> Encoded[Reply]:
        """Say the word."""
        self.asked += 1
        return Encoded(Reply(said=f"{query.word} {self.asked}").model_dump_json().encode(), self.complete)


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
async def client(oracle: Oracle) -> AsyncIterator[Client]:
    routes = [get("/api/v1/say", oracle.answer, cache=PUBLIC_DATA, memo=True)]
    async with TestClient(TestServer(create_application("oracle", routes, title="Oracle"))) as client:
        yield client


async def ask(client: Client, word: str = "a", **headers: str):
    async with client.get(f"/api/v1/say?word={word}", headers=headers) as response:
        return response.status, await response.read(), response.headers.copy()


async def test_the_same_question_is_answered_once(client: Client, oracle: Oracle):
    first, second = await ask(client), await ask(client)
    assert (first[1], second[1]) == (b'{"said":"a 1"}', b'{"said":"a 1"}')
    assert {name: first[2][name] for name in ("ETag", "Cache-Control", "Content-Type")} == {
        name: second[2][name] for name in ("ETag", "Cache-Control", "Content-Type")
    }
    assert first[2]["X-Request-Id"] != second[2]["X-Request-Id"]
    assert (await ask(client, "b"))[1] == b'{"said":"b 2"}'


async def test_who_has_it_already_is_told_so_from_the_memo(client: Client, oracle: Oracle):
    etag = (await ask(client))[2]["ETag"]
    status, body, headers = await ask(client, **{"If-None-Match": etag})
    assert (status, body, headers["ETag"], oracle.asked) == (304, b"", etag, 1)


async def test_the_memo_answers_a_look_at_the_headers_and_nothing_but_readings(client: Client):
    await ask(client)
    async with client.head("/api/v1/say?word=a") as response:
        assert (response.status, response.headers["Content-Length"]) == (200, str(len(b'{"said":"a 1"}')))
        assert await response.read() == b""
    async with client.post("/api/v1/say?word=a") as response:
        assert response.status == 405


async def test_an_answer_from_the_memo_is_measured_and_keeps_its_request_id(client: Client, oracle: Oracle):
    async def count() -> int:
        text = await (await client.get("/metrics")).text()
        [line] = [line for line in text.splitlines() if line.startswith(MEASURED)]
        return int(float(line.rpartition(" ")[2]))

    await ask(client)
    before = await count()
    answered = await ask(client, **{"X-Request-Id": "abcdef-123456"})
    assert (await count() - before, oracle.asked) == (1, 1)
    assert answered[2]["X-Request-Id"] == "abcdef-123456"


async def test_nothing_is_kept_once_data_have_changed(client: Client, oracle: Oracle):
    await ask(client)
    client.app[MEMO].forget()
    assert (await ask(client))[1] == b'{"said":"a 2"}'


async def test_an_incomplete_answer_is_not_kept(client: Client, oracle: Oracle):
    oracle.complete = False
    await ask(client)
    assert (await ask(client))[1] == b'{"said":"a 2"}'


async def test_refusals_are_not_kept(client: Client, oracle: Oracle):
    assert [(await client.get("/api/v1/say?colour=red")).status for _ in range(2)] == [422, 422]
    assert oracle.asked == 0


def test_an_answer_begun_before_a_change_is_not_kept_after_it():
    memo = AnswerMemo()
    begun = memo.generation
    memo.forget()
    memo.keep("/a", b"old", HEADERS, begun)
    assert memo.find("/a") is None


def test_an_answer_grows_old():
    now = 0.0
    memo = AnswerMemo(clock=lambda: now)
    memo.keep("/a", b"a", HEADERS, memo.generation)
    now = MOST_SECONDS
    assert memo.find("/a") is not None
    now = MOST_SECONDS + 1
    assert memo.find("/a") is None


def test_what_has_grown_old_leaves_when_something_new_comes():
    now = 0.0
    memo = AnswerMemo(clock=lambda: now)
    headers = Headers(HEADERS)
    memo.keep("/a", b"a", headers, memo.generation)
    old = weakref.ref(headers)
    del headers
    now = MOST_SECONDS
    memo.keep("/b", b"b", HEADERS, memo.generation)
    assert old() is not None
    now = MOST_SECONDS + 1
    memo.keep("/c", b"c", HEADERS, memo.generation)
    assert old() is None
    assert memo.find("/b") is not None


def test_the_least_recently_asked_leave_when_there_is_no_room():
    memo = AnswerMemo(most_bytes=2 * 10_000)
    for address in ("/a", "/b"):
        memo.keep(address, b"x" * 8_000, HEADERS, memo.generation)
    memo.find("/a")
    memo.keep("/c", b"x" * 8_000, HEADERS, memo.generation)
    assert [memo.find(address) is not None for address in ("/a", "/b", "/c")] == [True, False, True]
    memo.keep("/huge", b"x" * 20_000, HEADERS, memo.generation)
    assert memo.find("/huge") is None
    assert memo.find("/a") is not None


def test_small_answers_to_many_addresses_are_bounded_too():
    memo = AnswerMemo(most_bytes=100_000)
    for number in range(1_000):
        memo.keep(f"/suggest?q={number}", b"{}", HEADERS, memo.generation)
    kept = sum(memo.find(f"/suggest?q={number}") is not None for number in range(1_000))
    assert 0 < kept < 100


def test_an_address_that_nobody_else_will_ask_is_not_kept():
    memo = AnswerMemo()
    address = "/suggest?q=a" + "&" * 2_000
    memo.keep(address, b"{}", HEADERS, memo.generation)
    assert memo.find(address) is None
