"""One HTTP/1.1 request over plain streams, as a browser's: compressed answers, connections used again."""

import asyncio
import re
import zlib
from dataclasses import dataclass

_BUFFER_BYTES = 1 << 20
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_GZIP = 31
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True, slots=True)
class Request:
    """`kind` is what it counts as; `expects` are the statuses besides 200 that are right answers to it."""

    kind: str
    path: str
    method: str = "GET"
    body: bytes = b""
    expects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """`status` is "0" when the connection broke, "slow" when nobody wanted to wait any longer."""

    status: str
    body: bytes = b""


class Connection:
    """Kept open from one request to the next, whoever asks; opened again when it was closed meanwhile."""

    def __init__(self, port: int, patience: float) -> None:
        self._port = port
        self._patience = patience
        self._streams: Streams | None = None

    async def ask(self, request: Request, visitor: str) -> Answer:
        try:
            async with asyncio.timeout(self._patience):
                return await self._ask(request, visitor)
        except TimeoutError:
            self.close()
            return Answer("slow")
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            self.close()
            return Answer("0")

    async def _ask(self, request: Request, visitor: str) -> Answer:
        """As browsers do: a read is asked again when its connection had been closed while nobody used it."""
        if self._streams is not None and request.method == "GET":
            try:
                return await self._exchange(self._streams, request, visitor)
            except (OSError, asyncio.IncompleteReadError):
                self.close()
        if self._streams is None or request.method != "GET":
            self.close()
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=_BUFFER_BYTES)
        return await self._exchange(self._streams, request, visitor)

    async def _exchange(self, streams: Streams, request: Request, visitor: str) -> Answer:
        reader, writer = streams
        writer.write(_encode(request, visitor))
        head = await reader.readuntil(b"\r\n\r\n")
        low, length = head.lower(), _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else await _read_chunks(reader)
        if b"\r\nconnection: close" in low:
            self.close()
        if b"\r\ncontent-encoding: gzip" in low:
            body = zlib.decompress(body, _GZIP)
        return Answer(head[9:12].decode(), body)

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


def _encode(request: Request, visitor: str) -> bytes:
    length = "" if request.method == "GET" else f"Content-Length: {len(request.body)}\r\n"
    kind = "Content-Type: application/json\r\n" if request.body else ""
    head = (
        f"{request.method} {request.path} HTTP/1.1\r\nHost: mobiville.invalid\r\nAccept-Encoding: gzip\r\n"
        f"X-Forwarded-For: {visitor}\r\n{length}{kind}\r\n"
    )
    return head.encode() + request.body


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
