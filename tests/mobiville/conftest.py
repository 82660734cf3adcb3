"""One home that a first start has filled, for the tests of the command."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = str(Path(sys.executable).with_name("mobiville"))


def environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MOBIVILLE_", "ENRICHMENT_"))
    }
    return kept | {"MOBIVILLE_HOME": str(home), "PORT": "0", "COLUMNS": "200", "NO_COLOR": "1"}


@dataclass
class Served:
    """A `mobiville serve` under way."""

    process: "subprocess.Popen[str]"
    printed: list[str] = field(default_factory=list)
    url: str = ""

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if found := re.search(r"ready after .* (http://\S+)", line):
                self.url = found[1]
                return
        raise AssertionError("".join(self.printed))

    def stop(self) -> int:
        """What Ctrl-C does; the exit code."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=30)
        self.printed.append(rest)
        return self.process.returncode


def start_serving(home: Path) -> Served:
    return Served(
        subprocess.Popen(
            [COMMAND, "serve"],
            cwd=ROOT,
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    )


@pytest.fixture(scope="session")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The first start in an empty home, ready."""
    served = start_serving(tmp_path_factory.mktemp("serve") / "home")
    served.wait_until_ready()
    yield served
    served.process.kill()
    served.process.communicate()


@pytest.fixture(scope="session")
def filled_home(first_start: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the first start, copied while it serves."""
    source = Path(f"/proc/{first_start.process.pid}/environ").read_bytes().split(b"\0")
    home = next(Path(entry[15:].decode()) for entry in source if entry.startswith(b"MOBIVILLE_HOME="))
    copy = tmp_path_factory.mktemp("filled") / "home"
    shutil.copytree(home, copy)
    return copy


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run() -> Run:
    """Run the command to its end in a home."""

    def command(home: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *arguments],
            cwd=ROOT,
            env=environment(home) | variables,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    return command
