"""`mobiville serve`: the whole product in one process, until Ctrl-C."""

import asyncio
import signal
import socket
import time
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from rich.console import Console

from mobiville.embedded import EmbeddedServices, running_services
from mobiville.imports import Request, bundled_datasets, import_through
from mobiville.legacy import running_legacy
from mobiville.listening import listening
from mobiville.offers import running_offers
from mobiville.settings import MobivilleSettings
from mobiville.site import create_site
from mobiville.site_description import SiteSettings
from mobiville.states import find_states
from shared.settings import read_settings


class PortInUseError(Exception):
    """Somebody else listens there; `str()` says what to do."""


def bind(host: str, port: int) -> socket.socket:
    """The listening socket, taken before anything else is started. PortInUseError."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        raise PortInUseError(
            f"cannot listen on {host}:{port} ({error.strerror}): choose another with PORT={port + 1}"
        ) from error
    return listener


async def serve(settings: MobivilleSettings, console: Console) -> None:
    """Start, import what was never imported, and serve until SIGINT or SIGTERM."""
    begun = time.perf_counter()
    description = read_settings(SiteSettings).describe()
    listener = bind(settings.host, settings.port)
    stop = _stop_signal()
    prepared = asyncio.Event()
    async with (
        running_services(settings, prepared) as services,
        running_offers(settings, services, prepared) as offers,
        running_legacy({**services.urls, "jobs": offers.url}) as legacy,
        listening(
            create_site({**services.applications, "jobs": offers.application}, legacy, description), listener
        ) as url,
    ):
        await _until_stopped(_prepare(services, settings, console), stop)
        prepared.set()
        if not stop.is_set():
            seconds = time.perf_counter() - begun
            console.print(f"[bold green]Mobiville[/] is ready after {seconds:.1f} s: {url}")
            console.print("Stop with Ctrl-C.")
            await stop.wait()
        console.print("Stopping.")


def _stop_signal() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _until_stopped(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Run the work to its end, or cancel it when asked to stop."""
    task = asyncio.create_task(work)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    if not task.done():
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    else:
        stopped.cancel()
        task.result()


async def _prepare(services: EmbeddedServices, settings: MobivilleSettings, console: Console) -> None:
    missing = bundled_datasets(await find_states(settings))
    if missing:
        console.print(f"First start: importing {len(missing)} bundled datasets into {settings.home}/")
        await import_through(services.broker, settings, Request(missing, "bundled"), console)
    await services.catch_up()
