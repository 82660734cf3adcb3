"""Stand-ins of the outside world in this process, started when nobody waits for the start any more."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from socket import create_server

from aiohttp import web

from mobiville.listening import listening


@asynccontextmanager
async def standing_in(create: Callable[[], web.Application], prepared: asyncio.Event) -> AsyncIterator[str]:
    """Its address at once; it is made, in a thread, once `prepared`. Callers wait in the socket's backlog."""
    listener = create_server(("127.0.0.1", 0), backlog=128)
    stop = asyncio.Event()

    async def run() -> None:
        await prepared.wait()
        app = await asyncio.to_thread(create)
        async with listening(app, listener):
            await stop.wait()

    task = asyncio.create_task(run())
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        prepared.set()
        await task
