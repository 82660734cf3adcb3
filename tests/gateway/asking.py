"""Asking the gateway, politely or byte by byte."""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any

import aiohttp
import orjson
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from tests.servers.gateway import Gateway


@dataclass(frozen=True)
class Reply:
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)


def create_visitor() -> aiohttp.ClientSession:
    """Keeps no cookie, decompresses nothing, sends nothing that it is not told to."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=["Accept-Encoding"],
        auto_decompress=False,
    )


async def ask(
    visitor: aiohttp.ClientSession, gateway: Gateway, path: str, method: str = "GET", **options: Any
) -> Reply:
    """The path goes out as it is written."""
    url = URL(f"{gateway.url}{path}", encoded=True)
    async with visitor.request(method, url, allow_redirects=False, **options) as response:
        return Reply(response.status, response.headers, await response.read())


async def ask_raw(gateway: Gateway, sent: bytes, *, seconds: float = 10, close: bool = False) -> bytes:
    """Everything that comes back for these bytes until the gateway closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    try:
        writer.write(sent)
        if close:
            writer.write_eof()
        return await asyncio.wait_for(_read_all(reader), seconds)
    finally:
        writer.close()


async def _read_all(reader: asyncio.StreamReader) -> bytes:
    """A reset ends it as well."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := await reader.read(65_536):
            received += piece
    return received


def parse(received: bytes) -> Reply:
    """The first answer of what was received."""
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = (line.partition(": ") for line in lines)
    headers = CIMultiDict((name, value) for name, _, value in fields)
    return Reply(int(first.split()[1]), CIMultiDictProxy(headers), body)
