"""`python -m services.jobs`"""

import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request

from tests.servers.process import free_port
from tests.waiting import until

COMMAND = [sys.executable, "-m", "services.jobs"]


def environment(**settings: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("JOBS_")}
    return ours | {f"JOBS_{name}": value for name, value in settings.items()}


def test_a_missing_or_wrong_setting_is_named_on_one_line():
    done = subprocess.run(
        COMMAND,
        env=environment(CITIES_URL="cities", CLIENT_SECRET="sesame"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "JOBS_CITIES_URL" in done.stderr
    assert "JOBS_TENSIONS_URL: Field required" in done.stderr
    assert "sesame" not in done.stderr


async def test_it_serves_until_it_is_told_to_end():
    port, nobody = free_port(), f"http://127.0.0.1:{free_port()}"
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        env=environment(
            CITIES_URL=nobody,
            TENSIONS_URL=nobody,
            SANDBOX="true",
            UPSTREAM_URL=nobody,
            TOKEN_URL=f"{nobody}/token",
            PORT=str(port),
        ),
        stderr=subprocess.DEVNULL,
    )

    def is_ready() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError):
            return False

    try:
        await until(is_ready, seconds=30)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 15) == 0
    finally:
        if process.returncode is None:
            process.kill()
