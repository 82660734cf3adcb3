"""An application on a socket of this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import socket

from aiohttp import web


@asynccontextmanager
async def listening(app: web.Application, listener: socket | None = None) -> AsyncIterator[str]:
    """Run the application on a loopback port, or on a socket that listens already; yields its address.

    The work for a visitor who has left is cancelled.
    """
    runner = web.AppRunner(app, access_log=None, handle_signals=False, handler_cancellation=True)
    await runner.setup()
    try:
        site = web.SockSite(runner, listener) if listener else web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
