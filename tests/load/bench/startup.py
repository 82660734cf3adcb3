"""Part "startup": how long it takes until each service is well, and until `make run` answers."""

import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.load.bench.report import table
from tests.load.bench.system import System, memory_mb
from tests.servers.process import ServerProcess, free_port
from tests.system.stack import Service, fetch_status

_PATIENCE_SECONDS = 300
_FIRST_SEARCH = "/api/v1/cities?rome=J1501"


def measure_services(system: System, tell: Callable[[str], None]) -> str:
    """Each service of the running system ended and started again, with all data in its database."""
    rows = [_restart(name, service, tell) for name, service in system.services.items()]
    return table(("service", "answers after s", "ready after s", "MB then"), rows)


def _restart(name: str, service: Service, tell: Callable[[str], None]) -> tuple[str, str, str, str]:
    tell(f"starting {name} again")
    service.process.stop()
    begun = time.perf_counter()
    service.process.start(lambda: fetch_status(f"{service.url}/health/live") == 200)
    live = time.perf_counter() - begun
    _wait_for(f"{service.url}/health/ready")
    ready = time.perf_counter() - begun
    return name, f"{live:.2f}", f"{ready:.2f}", f"{memory_mb(service.process):.0f}"


def measure_run(home: Path, tell: Callable[[str], None]) -> str:
    """`make run` without what it installs: on an empty folder, then on the same."""
    rows = []
    for time_of in ("first", "second"):
        tell(f"make run, {time_of} start")
        with _embedded(home) as (process, url, begun):
            _wait_for(f"{url}/")
            page = time.perf_counter() - begun
            _wait_for(f"{url}{_FIRST_SEARCH}")
            search = time.perf_counter() - begun
            rows.append((time_of, f"{page:.1f}", f"{search:.1f}", f"{memory_mb(process):.0f}"))
    return table(("start", "first page after s", "first search after s", "MB then"), rows)


@contextmanager
def _embedded(home: Path) -> Iterator[tuple[ServerProcess, str, float]]:
    port = free_port()
    environment = {"MOBIVILLE_HOME": str(home / "var"), "PORT": str(port)}
    command = [str(Path(sys.executable).with_name("mobiville")), "serve"]
    process = ServerProcess(command, home / "run.log", {**os.environ, **environment})
    begun = time.perf_counter()
    process.start(lambda: True)
    try:
        yield process, f"http://127.0.0.1:{port}", begun
    finally:
        process.stop()


def _wait_for(url: str) -> None:
    """Until it answers 200; TimeoutError when it does not."""

    async def answered() -> None:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while await asyncio.to_thread(fetch_status, url) != 200:  # noqa: ASYNC110  # another process's state
                await asyncio.sleep(0.02)

    asyncio.run(answered())
