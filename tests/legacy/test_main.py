"""`python -m gateway.legacy`"""

import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

from tests.servers.process import free_port
from tests.waiting import until

COMMAND = [sys.executable, "-m", "gateway.legacy"]


def environment(**settings: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LEGACY_")}
    return ours | {f"LEGACY_{name}": value for name, value in settings.items()}


def test_a_missing_or_wrong_setting_is_named_on_one_line():
    done = subprocess.run(
        COMMAND, env=environment(CITIES_URL="cities"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "LEGACY_CITIES_URL" in done.stderr
    assert "LEGACY_JOBS_URL: Field required" in done.stderr


async def test_it_is_ready_without_the_services_and_says_that_they_are_away():
    port, nobody = free_port(), f"http://127.0.0.1:{free_port()}"
    urls = {f"{name}_URL": nobody for name in ("CITIES", "TENSIONS", "JOBS")}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, env=environment(PORT=str(port), **urls), stderr=subprocess.DEVNULL
    )

    def status(path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, TimeoutError):
            return 0

    try:
        await until(lambda: status("/health/ready") == 200, seconds=30)
        assert status("/api/region") == 503
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 10) == 0
    finally:
        if process.returncode is None:
            process.kill()
