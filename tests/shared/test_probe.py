import asyncio
import subprocess
import sys

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from shared.errors import UnavailableError
from shared.probe import examine
from shared.web.application import CHECKS, create_application
from tests.servers.process import free_port


async def _refuse() -> None:
    raise UnavailableError("MariaDB at database:3306: refused")


async def _accept() -> None:
    return


async def examined(app: web.Application, path: str = "/health/ready") -> subprocess.CompletedProcess[str]:
    """As a health check runs it: a process of its own."""
    async with TestServer(app) as server:
        command = [sys.executable, "-m", "shared.probe", str(server.make_url(path))]
        return await run_beside(command)


async def run_beside(command: list[str]) -> subprocess.CompletedProcess[str]:
    return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)


async def test_a_service_that_is_ready_passes_in_silence():
    app = create_application("probed", (), title="Probed")
    app[CHECKS]["database"] = _accept
    done = await examined(app)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


async def test_a_service_that_lacks_something_fails_with_one_line_that_names_it():
    app = create_application("probed", (), title="Probed")
    app[CHECKS].update(database=_refuse, broker=_accept)
    done = await examined(app)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "503 database: UnavailableError: MariaDB at database:3306: refused" in done.stderr
    assert "broker" not in done.stderr


async def test_an_answer_that_is_no_list_of_parts_fails_with_its_status():
    done = await examined(web.Application(), "/health/ready")
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("/health/ready: 404")


def test_nobody_there_is_a_fault():
    told = examine(f"http://127.0.0.1:{free_port()}/health/ready")
    assert told is not None
    assert "ConnectionRefusedError" in told


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"parts": 3}', b"\xff"])
async def test_any_body_will_do(body: bytes):
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, status=503)

    app = web.Application()
    app.router.add_get("/", answer)
    done = await examined(app, "/")
    assert done.stderr.rstrip().endswith("/: 503")
