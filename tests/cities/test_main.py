"""`python -m services.cities`"""

import asyncio
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers.process import free_port
from tests.waiting import until

COMMAND = [sys.executable, "-m", "services.cities"]


def environment(**settings: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CITIES_")}
    return ours | {f"CITIES_{name}": value for name, value in settings.items()}


def test_a_missing_or_wrong_setting_is_named_on_one_line():
    done = subprocess.run(
        COMMAND,
        env=environment(DATABASE_URL="postgres://user:secret@host/db", TENSIONS_URL="http://tensions"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "CITIES_DATABASE_URL" in done.stderr
    assert "CITIES_BROKER_URL: Field required" in done.stderr
    assert "secret" not in done.stderr


async def test_it_serves_until_it_is_told_to_end(tmp_path: Path):
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        env=environment(
            DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path / 'cities.db'}",
            BROKER_URL="memory:",
            TENSIONS_URL=f"http://127.0.0.1:{free_port()}",
            PORT=str(port),
        ),
        stderr=subprocess.DEVNULL,
    )

    def is_live() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError):
            return False

    try:
        await until(is_live, seconds=30)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 15) == 0
    finally:
        if process.returncode is None:
            process.kill()
