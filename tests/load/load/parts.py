"""The processes of the system, and who starts again those that end, as compose does."""

import asyncio
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.process import ServerError, ServerProcess

# Docker's policy: at once, then twice as long each time, up to a minute; who lasted ten seconds is forgiven
_FIRST_PAUSE, _LONGEST_PAUSE, _FORGIVEN_AFTER = 0.1, 60.0, 10.0


@dataclass
class Part:
    """One replica or server. `spawn` starts it and may fail; `is_ready` is its health check."""

    name: str
    process: ServerProcess
    spawn: Callable[[], None]
    is_ready: Callable[[], bool]
    others: tuple[ServerProcess, ...] = ()
    restarts: int = 0

    def kill(self) -> None:
        """SIGKILL to everything that its container would hold."""
        self.process.kill()
        for other in self.others:
            other.kill()

    def memory_kb(self) -> int:
        """Resident, of all its processes, what they share counted once; 0 when it is not running."""
        if not self.process.is_running:
            return 0
        return sum(_memory_kb(pid) for pid in _members(self.process.pid))


@dataclass
class Supervisor:
    """Compose's `restart: unless-stopped`: a process that has ended is started again, a frozen one is not."""

    parts: Iterable[Part]
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        tasks = [asyncio.create_task(self._watch(part)) for part in self.parts]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()

    async def _watch(self, part: Part) -> None:
        pause, started = _FIRST_PAUSE, time.monotonic()
        while True:
            await asyncio.sleep(0.1)
            if part.process.is_running:
                continue
            pause = _FIRST_PAUSE if time.monotonic() - started > _FORGIVEN_AFTER else pause
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
            part.kill()
            part.restarts += 1
            try:
                await asyncio.to_thread(part.spawn)
            except (ServerError, OSError) as error:
                self.failures.append(f"{part.name}: {str(error).splitlines()[0]}")
            started = time.monotonic()


def spawner(process: ServerProcess) -> Callable[[], None]:
    """Starts it and does not wait: what depends on others is ready when they are."""
    return lambda: process.start(lambda: True)


def _members(group: int) -> list[int]:
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [pid for pid in pids if _group_of(pid) == group]


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


def _memory_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
