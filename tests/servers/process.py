"""A server process: its own process group, its log in a file, ready when it answers, gone when we exit."""

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

_LOG_LINES = 40
# Reads until we are gone, however we ended (atexit does not see a SIGTERM or SIGKILL).
_WATCHDOG = 'read -r _; kill -KILL "-$0"'


class ServerError(RuntimeError):
    """The server could not be started; `str()` says why and ends with its log."""


def find_program(name: str, *, package: str) -> str:
    """The path of the binary; ServerError naming the Debian package that has it."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/local/sbin", "/usr/sbin", "/sbin"])
    path = shutil.which(name, path=places)
    if path is None:
        raise ServerError(f"{name} is not installed; on Debian: apt-get install {package}")
    return path


def _candidates() -> Iterator[int]:
    """Below the ports that connections going out are given; never one twice, nor one of another worker's."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    ports = range(10_000 + worker, 32_000, workers)
    first = os.getpid() * 97 % len(ports)  # elsewhere than another run on this machine
    yield from chain(ports[first:], ports[:first])


_ports = _candidates()


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody listens on, and that is told once."""
    return next(port for port in _ports if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def accepts_connections(port: int, address: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((address, port)) == 0


class ServerProcess:
    """Starts and ends one command; the same object can be started again on the same data."""

    def __init__(
        self, command: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._command = list(command)
        self._log = log
        self._environment = {**os.environ, **(environment or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._watchdog: subprocess.Popen[bytes] | None = None
        atexit.register(self.kill)

    @property
    def pid(self) -> int:
        if self._process is None:
            raise ServerError(f"{self._command[0]} is not running")
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended, by itself or otherwise."""
        return self._process is not None and self._process.poll() is None

    def start(self, ready: Callable[[], bool], *, seconds: float = 60) -> None:
        """Run the command and wait until `ready()`; ServerError with the log when it never is."""
        with self._log.open("ab") as log:
            self._process = self._spawn(log)
        self._watchdog = subprocess.Popen(
            ["sh", "-c", _WATCHDOG, str(self._process.pid)], stdin=subprocess.PIPE, start_new_session=True
        )
        deadline = time.monotonic() + seconds
        while not ready():
            if (code := self._process.poll()) is not None:
                raise ServerError(f"{self._command[0]} ended with {code}\n{self._log_tail()}")
            if time.monotonic() > deadline:
                self.kill()
                raise ServerError(f"{self._command[0]} not ready after {seconds} s\n{self._log_tail()}")
            time.sleep(0.05)

    def _spawn(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=self._environment,
            start_new_session=True,
        )

    def stop(self, *, seconds: float = 30) -> None:
        """Ask it to end (SIGTERM) and wait; killed when it does not."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """SIGKILL to the whole process group."""
        if self._process is None:
            return
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._process = None
        if self._watchdog is not None:
            self._watchdog.kill()
            self._watchdog.communicate()

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            return

    def _log_tail(self) -> str:
        lines = self._log.read_text(errors="replace").splitlines() if self._log.exists() else []
        return "\n".join(lines[-_LOG_LINES:])
