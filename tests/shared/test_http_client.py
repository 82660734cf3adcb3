import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestServer

from shared.http_client import OversizedAnswerError, create_session, read_bounded


async def echo(request: web.Request) -> web.Response:
    return web.json_response({name.lower(): value for name, value in request.headers.items()})


async def large(_: web.Request) -> web.Response:
    return web.Response(body=b"x" * 300_000)


async def test_calls_carry_the_request_id_and_say_who_asks():
    app = web.Application()
    app.router.add_get("/", echo)
    async with TestServer(app) as server, create_session("mobiville-test", seconds=5) as session:
        with structlog.contextvars.bound_contextvars(request_id="request-1234"):
            async with session.get(server.make_url("/")) as response:
                headers = await response.json()
    assert headers["x-request-id"] == "request-1234"
    assert headers["user-agent"] == "mobiville-test"


async def test_an_answer_is_read_up_to_a_bound():
    app = web.Application()
    app.router.add_get("/", large)
    async with TestServer(app) as server, create_session("mobiville-test", seconds=5) as session:
        async with session.get(server.make_url("/")) as response:
            assert len(await read_bounded(response, 300_000)) == 300_000
        async with session.get(server.make_url("/")) as response:
            with pytest.raises(OversizedAnswerError):
                await read_bounded(response, 299_999)
